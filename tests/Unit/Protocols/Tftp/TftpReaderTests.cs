// The TFTP reader, word by word: options, duplicates, strays, errors, timeouts (RFC 1350, 1123 4.2.3, 2347-2349).

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class TftpReaderTests
{
    [TestMethod]
    // Plain and with options.
    [DataRow("R Oblksize=1428,tsize=1430 A0 D1:1428 A1 D2:2 A2", 1430)]
    [DataRow("R D1:512 A1 D2:1 A2", 513)]
    [DataRow("R Otsize=513 A0 D1:512 A1 D2:1 A2", 513)]
    [DataRow("R X0006 A0 D1:512 A1 D2:1 A2", 513)]
    [DataRow("R OBLKSIZE=8 A0 D1:8 A1 D2:0 A2", 8)]
    [DataRow("R E8:no_options r D1:512 A1 D2:0 A2", 512)]
    [DataRow("R E8 r E8 - D1:1 A1", 1)]
    // Lost packets: request, OACK's answer, ACK.
    [DataRow("R +999 - +1 R D1:0 A1", 0)]
    [DataRow("R Oblksize=512 A0 +1000 A0 D1:0 A1", 0)]
    [DataRow("R Oblksize=512 A0 +300 - Oblksize=512 A0 D1:0 A1", 0)]
    [DataRow("R D1:512 A1 +1000 A1 +2000 A1 D2:0 A2", 512)]
    // Repeats: an early copy is not answered, a late one is; nothing is delivered twice.
    [DataRow("R D1:512 A1 D1:512 - D2:0 A2", 512)]
    [DataRow("R D1:512 A1 +200 - D1:512 A1 D1:512 - D2:0 A2", 512)]
    [DataRow("R D1:512 A1 D2:512 A2 +500 - D1:512 - D3:0 A3", 1024)]
    [DataRow("R D1:512 A1 D3:512 - D2:0 A2", 512)]
    [DataRow("R Oblksize=512 A0 D1:512 A1 +300 - Oblksize=512 - D2:0 A2", 512)]
    // Strays: another port of the server is told so, its ERROR is not answered.
    [DataRow("R D1:512 A1 D2:512@2001 E5@2001 D2:0 A2", 512)]
    [DataRow("R D1:512 A1 E0:gone@2001 - D2:0 A2", 512)]
    // Noise.
    [DataRow("R X - X0003 - X00030001@2000 A1", 0)]
    [DataRow("R X00 - X000300 - X0104000000 - X00090001 - X00040001 - D1:0 A1", 0)]
    [DataRow("R D2:512 - D0:512 - D1:1 A1", 1)]
    [DataRow("R +300 - D0:512 - D1:1 A1", 1)]
    // An ERROR behind the last block is too late.
    [DataRow("R D1:1 A1 E0:gone -", 1)]
    public void TakesWhatTheServerSends(string script, int fileBytes)
    {
        TftpScript play = new TftpScript(100000);
        play.Play(script);
        Assert.AreEqual((int)TransferStatus.Done, (int)play.Reader.Status, script);
        Assert.AreEqual(fileBytes, play.File.Length, script);
        Assert.AreEqual(fileBytes, play.Reader.BodyBytes);
        Assert.IsFalse(play.File.Differs);
        Assert.AreEqual(1, play.File.Finishes);
    }

    [TestMethod]
    // Every error code.
    [DataRow("R E0:no_luck -", (int)Fault.TftpError, 0, "0 no luck")]
    [DataRow("R E1:File_not_found -", (int)Fault.TftpNotFound, 0, "1 File not found")]
    [DataRow("R E2:Access_violation -", (int)Fault.TftpError, 0, "2 Access violation")]
    [DataRow("R E3 -", (int)Fault.TftpError, 0, "3")]
    [DataRow("R E4 -", (int)Fault.TftpError, 0, "4")]
    [DataRow("R E5 -", (int)Fault.TftpError, 0, "5")]
    [DataRow("R E6 -", (int)Fault.TftpError, 0, "6")]
    [DataRow("R E7 -", (int)Fault.TftpError, 0, "7")]
    [DataRow("R D1:512 A1 E8 -", (int)Fault.TftpError, 512, "8")]
    [DataRow("R D1:512 A1 E1:late -", (int)Fault.TftpNotFound, 512, "1 late")]
    [DataRow("R X000500006107ff62 -", (int)Fault.TftpError, 0, "0 a  b")]
    // Silence: sent at 0, 1, 3, 7, 15 s, given up at 23 s; the same after an ACK.
    [DataRow("R +1000 R +2000 R +4000 R +8000 R +7999 - +1 -", (int)Fault.TftpTimeout, 0, "")]
    [DataRow("R D1:512 A1 +1000 A1 +2000 A1 +4000 A1 +8000 A1 +8000 -", (int)Fault.TftpTimeout, 512, "")]
    // Options that were not asked for, or changed upwards, or no options at all.
    [DataRow("R Owindowsize=4 E8", (int)Fault.TftpProtocol, 0, "")]
    [DataRow("R Oblksize=1429 E8", (int)Fault.TftpProtocol, 0, "")]
    [DataRow("R Oblksize=7 E8", (int)Fault.TftpProtocol, 0, "")]
    [DataRow("R Oblksize=x E8", (int)Fault.TftpProtocol, 0, "")]
    [DataRow("R Oblksize= E8", (int)Fault.TftpProtocol, 0, "")]
    [DataRow("R Otsize=-1 E8", (int)Fault.TftpProtocol, 0, "")]
    [DataRow("R Oblksize E8", (int)Fault.TftpProtocol, 0, "")]
    [DataRow("R X0006626c6b73697a6500353132 E8", (int)Fault.TftpProtocol, 0, "")]
    // Too much.
    [DataRow("R Otsize=1025 E3", (int)Fault.FetchTooLarge, 0, "")]
    [DataRow("R Otsize=99999999999999 E3", (int)Fault.FetchTooLarge, 0, "")]
    [DataRow("R D1:512 A1 D2:512 A2 D3:1 E3", (int)Fault.FetchTooLarge, 1024, "")]
    [DataRow("R D1:513 E4", (int)Fault.TftpProtocol, 0, "")]
    [DataRow("R Oblksize=1428 A0 D1:1429 E4", (int)Fault.TftpProtocol, 0, "")]
    public void EndsWithTheFault(string script, int fault, int offset, string detail)
    {
        TftpScript play = new TftpScript(1024);
        play.Play(script);
        Assert.AreEqual((int)TransferStatus.Failed, (int)play.Reader.Status, script);
        Assert.AreEqual(fault, (int)play.Reader.Fault, script);
        Assert.AreEqual(offset, play.Reader.FaultOffset, script);
        Assert.AreEqual(detail, play.Detail.ToString());
        Assert.AreEqual(0, play.File.Finishes);
        Assert.IsTrue(play.Reader.NextDeadlineMs == long.MaxValue);
    }

    [TestMethod]
    public void ASinkThatFailsEndsTheTransferWithItsOwnFault()
    {
        TftpScript play = new TftpScript(100000);
        play.File.FailAt = 600;
        play.Play("R D1:512 A1 D2:512 E0");
        Assert.AreEqual((int)Fault.FormatHtml, (int)play.Reader.Fault);
        Assert.AreEqual(600, play.Reader.FaultOffset);
    }

    [TestMethod]
    public void ARepeatedLastBlockIsAnsweredForSixSeconds()
    {
        TftpScript play = new TftpScript(100000);
        play.Play("R D1:3 A1 D1:3 - +1000 - D1:3 A1 D2:3 - D1:3@2001 E5@2001 +4999 - D1:3 A1 +1 - D1:3 -");
        Assert.AreEqual((int)TransferStatus.Done, (int)play.Reader.Status);
        Assert.IsFalse(play.Reader.IsDallying);
        Assert.AreEqual(3, play.File.Length);
    }

    [TestMethod]
    public void AnotherAddressIsIgnored()
    {
        TftpScript play = new TftpScript(100000);
        play.Play("R");
        play.Reader.Receive(TransferScript.Server + 1, TransferScript.TransferPort, new byte[] { 0, 3, 0, 1, 65 }, 0, 5, 5000);
        Assert.AreEqual(0, play.Reader.OutputBytes);
        Assert.AreEqual(0, play.File.Length);
        Assert.IsFalse(play.Reader.Heard);
    }

    [TestMethod]
    public void TheRequestIsByteForByteAsTheRfcSays()
    {
        TextBuffer text = new TextBuffer(100);
        TftpScript play = new TftpScript(100000);
        play.Play("R");
        byte[] path = Encoding.UTF8.GetBytes("x/spa$.cfg");
        play.Reader.Start(TransferScript.Server, 69, path, 1, 8, play.File, 0);
        PlainBytes(play.Reader.Output, play.Reader.OutputBytes, text);
        Assert.AreEqual("..01/spa$.cf.octet.blksize.1428.tsize.0.".Substring(4), text.ToString().Substring(2));
        Assert.AreEqual((byte)1, play.Reader.Output[1]);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/a|b")]
    [DataRow("/a\nb")]
    public void APathThatWouldChangeTheRequestIsRefused(string path)
    {
        TftpScript play = new TftpScript(100000);
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = bytes[i] == (byte)'|' ? (byte)0 : bytes[i];
        }

        play.Reader.Start(TransferScript.Server, 69, bytes, 0, bytes.Length, play.File, 0);
        Assert.AreEqual((int)Fault.UrlSyntax, (int)play.Reader.Fault);
        Assert.AreEqual(0, play.Reader.OutputBytes);
    }

    [TestMethod]
    public void WhoGivesUpSendsNothingMore()
    {
        TftpScript play = new TftpScript(100000);
        byte[] path = Encoding.UTF8.GetBytes("/a");
        play.Reader.Start(TransferScript.Server, 69, path, 0, 2, play.File, 0);
        Assert.IsTrue(play.Reader.OutputBytes > 0);
        play.Reader.Cancel();
        Assert.AreEqual(0, play.Reader.OutputBytes);
        play.Reader.Step(100000);
        Assert.AreEqual(0, play.Reader.OutputBytes);
        Assert.AreEqual((int)TransferStatus.Idle, (int)play.Reader.Status);
    }

    [TestMethod]
    [DataRow(1024, (int)Fault.None)]
    [DataRow(1025, (int)Fault.UrlSyntax)]
    public void APathHasItsLimit(int bytes, int fault)
    {
        byte[] path = new byte[bytes];
        for (int i = 0; i < bytes; i++)
        {
            path[i] = (byte)'a';
        }

        TftpScript play = new TftpScript(100000);
        play.Reader.Start(TransferScript.Server, 69, path, 0, bytes, play.File, 0);
        Assert.AreEqual(fault, (int)play.Reader.Fault);
    }

    [TestMethod]
    [DataRow("R D1:512 A1", true)]
    [DataRow("R Oblksize=512 A0", true)]
    [DataRow("R E2:no -", true)]
    [DataRow("R X0003 - D7:512 -", false)]
    public void WhoeverAnsweredWasHeardUntilTheNextTransfer(string script, bool heard)
    {
        TftpScript play = new TftpScript(100000);
        play.Play(script);
        Assert.AreEqual(heard, play.Reader.Heard, script);
        play.Play("R");
        Assert.IsFalse(play.Reader.Heard);
        Assert.AreEqual("", play.Detail.ToString());
    }

    private static void PlainBytes(byte[] bytes, int count, TextBuffer output)
    {
        for (int i = 0; i < count; i++)
        {
            output.Append(bytes[i] < 0x20 ? (byte)'.' : bytes[i]);
        }
    }
}
