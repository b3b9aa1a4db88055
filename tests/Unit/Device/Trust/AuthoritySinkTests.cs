// AuthoritySink: a whole file reaches the board however it is cut, a long one does not.

using NanoSpa.Core;
using NanoSpa.Hal;
using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class AuthoritySinkTests
{
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(1000, 1000)]
    [DataRow(1000, 1)]
    [DataRow(1000, 999)]
    [DataRow(AuthoritySink.MaxBytes, AuthoritySink.MaxBytes)]
    [DataRow(AuthoritySink.MaxBytes, 513)]
    public void TheWholeFileReachesTheBoard(int count, int pieceBytes)
    {
        RecordingTrust trust = new RecordingTrust();
        AuthoritySink sink = new AuthoritySink(trust);
        sink.Reset();
        Assert.AreEqual((int)DecodeStatus.More, (int)Feed(sink, count, pieceBytes));
        Assert.AreEqual((int)DecodeStatus.Done, (int)sink.Finish());
        Assert.AreEqual(count, trust.Count);
        Assert.IsTrue(trust.Crc == Crc32.Update(0, Pattern(count), 0, count));
        Assert.AreEqual((int)Fault.None, (int)sink.Fault);
    }

    [TestMethod]
    [DataRow(AuthoritySink.MaxBytes + 1, AuthoritySink.MaxBytes + 1)]
    [DataRow(AuthoritySink.MaxBytes + 1, 1)]
    [DataRow(AuthoritySink.MaxBytes + 500, 1000)]
    public void ALongFileIsRefusedAtItsLimitAndAgainUntilReset(int count, int pieceBytes)
    {
        RecordingTrust trust = new RecordingTrust();
        AuthoritySink sink = new AuthoritySink(trust);
        sink.Reset();
        Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed(sink, count, pieceBytes));
        Assert.AreEqual((int)DecodeStatus.Failed, (int)sink.Write(new byte[1], 0, 1));
        Assert.AreEqual((int)DecodeStatus.Failed, (int)sink.Finish());
        Assert.AreEqual((int)Fault.TlsAuthorityTooLong, (int)sink.Fault);
        Assert.AreEqual(AuthoritySink.MaxBytes, sink.FaultOffset);
        Assert.AreEqual(-1, trust.Count);
        sink.Reset();
        Assert.AreEqual((int)DecodeStatus.More, (int)Feed(sink, 5, 5));
        Assert.AreEqual((int)DecodeStatus.Done, (int)sink.Finish());
        Assert.AreEqual(5, trust.Count);
    }

    [TestMethod]
    public void WhatTheBoardCanNotReadIsAFault()
    {
        AuthoritySink sink = new AuthoritySink(new RecordingTrust());
        sink.Reset();
        Assert.AreEqual((int)DecodeStatus.Failed, (int)sink.Finish());
        Assert.AreEqual((int)Fault.TlsAuthorityBad, (int)sink.Fault);
        Assert.AreEqual(0, sink.FaultOffset);
    }

    private static DecodeStatus Feed(AuthoritySink sink, int count, int pieceBytes)
    {
        byte[] bytes = Pattern(count);
        DecodeStatus status = DecodeStatus.More;
        for (int at = 0; at < count; at += pieceBytes)
        {
            status = sink.Write(bytes, at, count - at < pieceBytes ? count - at : pieceBytes);
        }

        return status;
    }

    private static byte[] Pattern(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)(i * 7);
        }

        return bytes;
    }

    // Reads any file that is not empty.
    private sealed class RecordingTrust : ITrust
    {
        public int Count { get; private set; } = -1;

        public uint Crc { get; private set; }

        public bool SetExtraAuthority(byte[] buffer, int offset, int count)
        {
            Count = count;
            Crc = Crc32.Update(0, buffer, offset, count);
            return count > 0;
        }

        public void ClearExtraAuthority()
        {
            Count = -1;
        }
    }
}
