// SNTP: what is asked and when, which replies count, what time they give (RFC 4330).

using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class SntpClientTests
{
    private const uint Server = 0xC0A80101;
    private static readonly byte[] Nonce = { 1, 2, 3, 4, 5, 6, 7 };

    [TestMethod]
    public void TheRequestIsAClientsWithANonceForItsTime()
    {
        SntpClient client = Started();
        Assert.AreEqual(48, client.OutputBytes);
        Assert.AreEqual(0x23, (int)client.Output[0]);
        for (int i = 1; i < 40; i++)
        {
            Assert.AreEqual(0, (int)client.Output[i]);
        }

        for (int i = 0; i < 7; i++)
        {
            Assert.AreEqual((int)Nonce[i], (int)client.Output[40 + i]);
        }
    }

    [TestMethod]
    public void AsksThreeTimesAndGivesUpAfterFourteenSeconds()
    {
        SntpClient client = Started();
        client.OutputSent();
        AssertAsks(client, 1999, 0);
        AssertAsks(client, 2000, 48);
        AssertAsks(client, 5999, 0);
        AssertAsks(client, 6000, 48);
        AssertAsks(client, 13999, 0);
        AssertAsks(client, 14000, 0);
        Assert.AreEqual((int)TransferStatus.Failed, (int)client.Status);
        Assert.AreEqual((int)Fault.SntpTimeout, (int)client.Fault);
        Assert.AreEqual(long.MaxValue, client.NextDeadlineMs);
    }

    // Seconds and fraction as sent, how long the reply took of which the server kept it, and the time that comes out.
    [TestMethod]
    [DataRow(0x83AA7E80u, 0u, 0, 0, 0L)]
    [DataRow(0x83AA7E81u, 0x80000000u, 0, 0, 1500L)]
    [DataRow(0x83AA7E81u, 0u, 400, 0, 1200L)]
    [DataRow(0x83AA7E81u, 0u, 400, 300, 1050L)]
    [DataRow(0x83AA7E81u, 0u, 400, 5000, 1200L)]
    [DataRow(0xFFFFFFFFu, 0xFFFFFFFFu, 0, 0, 2085978495999L)]
    [DataRow(0x00000000u, 0x80000000u, 0, 0, 2085978496500L)]
    [DataRow(0x7FFFFFFFu, 0u, 0, 0, 4233462143000L)]
    public void TheTimeIsTheServersAndHalfTheWay(uint seconds, uint fraction, int tookMs, int keptMs, long expectedMs)
    {
        SntpClient client = Started();
        byte[] reply = Reply(client, seconds, fraction);
        long receivedMs = ((long)seconds * 1000) + (((long)fraction * 1000) >> 32) - keptMs;
        Put(reply, 32, (uint)(receivedMs / 1000), (uint)(((receivedMs % 1000) << 32) / 1000) + 1);
        client.Receive(Server, 123, reply, 0, reply.Length, tookMs);
        Assert.AreEqual((int)TransferStatus.Done, (int)client.Status);
        long differsMs = client.UtcMs - expectedMs;
        Assert.IsTrue(differsMs >= -1 && differsMs <= 1, client.UtcMs.ToString());
        Assert.AreEqual(0, client.OutputBytes);
    }

    // A byte of the reply, its value, and how that ends: 1 busy still, 2 done, 3 failed.
    [TestMethod]
    [DataRow(0, 0x24, 2)]
    [DataRow(0, 0x1C, 2)]
    [DataRow(0, 0x64, 2)]
    [DataRow(0, 0xE4, 3)]
    [DataRow(0, 0x23, 1)]
    [DataRow(0, 0x25, 1)]
    [DataRow(1, 0, 3)]
    [DataRow(1, 1, 2)]
    [DataRow(1, 15, 2)]
    [DataRow(1, 16, 3)]
    [DataRow(24, 9, 1)]
    [DataRow(31, 9, 1)]
    public void OnlyAServersReplyToThisRequestCounts(int at, int value, int status)
    {
        SntpClient client = Started();
        byte[] reply = Reply(client, 0xD0000000, 0);
        reply[at] = (byte)value;
        client.Receive(Server, 123, reply, 0, reply.Length, 10);
        Assert.AreEqual(status, (int)client.Status);
        Assert.AreEqual(status == 3 ? (int)Fault.SntpRefused : 0, (int)client.Fault);
    }

    [TestMethod]
    [DataRow(0xC0A80102u, 123, 48)]
    [DataRow(0xC0A80101u, 124, 48)]
    [DataRow(0xC0A80101u, 123, 47)]
    public void AnothersOrAShortReplyIsPassedOver(uint address, int port, int bytes)
    {
        SntpClient client = Started();
        byte[] reply = Reply(client, 0xD0000000, 0);
        client.Receive(address, port, reply, 0, bytes, 10);
        Assert.AreEqual((int)TransferStatus.Busy, (int)client.Status);
        client.Receive(Server, 123, reply, 0, reply.Length, 10);
        Assert.AreEqual((int)TransferStatus.Done, (int)client.Status);
    }

    [TestMethod]
    public void AReplyToAnEarlierRequestIsPassedOver()
    {
        SntpClient client = Started();
        byte[] late = Reply(client, 0xD0000000, 0);
        client.Step(2000);
        client.Receive(Server, 123, late, 0, late.Length, 2001);
        Assert.AreEqual((int)TransferStatus.Busy, (int)client.Status);
    }

    [TestMethod]
    public void AServerWithoutATimeIsRefused()
    {
        SntpClient client = Started();
        byte[] reply = Reply(client, 0, 0);
        client.Receive(Server, 123, reply, 0, reply.Length, 10);
        Assert.AreEqual((int)Fault.SntpRefused, (int)client.Fault);
    }

    private static SntpClient Started()
    {
        SntpClient client = new SntpClient();
        client.Start(Server, Nonce, 0);
        return client;
    }

    private static void AssertAsks(SntpClient client, long nowMs, int bytes)
    {
        client.Step(nowMs);
        Assert.AreEqual(bytes, client.OutputBytes);
        client.OutputSent();
    }

    private static byte[] Reply(SntpClient client, uint seconds, uint fraction)
    {
        byte[] reply = new byte[48];
        reply[0] = 0x24;
        reply[1] = 2;
        System.Array.Copy(client.Output, 40, reply, 24, 8);
        Put(reply, 32, seconds, fraction);
        Put(reply, 40, seconds, fraction);
        return reply;
    }

    private static void Put(byte[] message, int at, uint seconds, uint fraction)
    {
        for (int i = 0; i < 4; i++)
        {
            message[at + i] = (byte)(seconds >> (24 - (8 * i)));
            message[at + 4 + i] = (byte)(fraction >> (24 - (8 * i)));
        }
    }
}
