// The TFTP writer, word by word: options, lost and repeated ACKs, strays, errors, timeouts (RFC 1350, 1123 4.2.3, 2347-2349).

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class TftpWriterTests
{
    [TestMethod]
    // Plain and with options; a file that fills its last block ends with an empty one.
    [DataRow("R A0 D1:512 A1 D2:88 A2 -", 600)]
    [DataRow("R Oblksize=1428,tsize=1430 D1:1428 A1 D2:2 A2 -", 1430)]
    [DataRow("R Otsize=512 D1:512 A1 D2:0 A2 -", 512)]
    [DataRow("R X0006 D1:512 A1 D2:1 A2 -", 513)]
    [DataRow("R Oblksize=8 D1:8 A1 D2:2 A2 -", 10)]
    [DataRow("R A0 D1:0 A1 -", 0)]
    [DataRow("R E8:no_options r A0 D1:3 A1 -", 3)]
    [DataRow("R E8 r E8 - A0 D1:3 A1 -", 3)]
    // Lost packets: request, its grant, a block, an ACK.
    [DataRow("R +999 - +1 R A0 D1:3 A1 -", 3)]
    [DataRow("R +1000 R Oblksize=512 D1:3 A1 -", 3)]
    [DataRow("R A0 D1:512 +1000 D1:512 +2000 D1:512 A1 D2:1 A2 -", 513)]
    // An ACK that comes twice, late, or too early moves nothing: each block is sent once, and again by time alone.
    [DataRow("R A0 D1:512 A0 - A1 D2:88 A1 - A1 - A2 -", 600)]
    [DataRow("R A0 D1:512 +1000 D1:512 A1 D2:512 A1 - A2 D3:0 A2 - A3 -", 1024)]
    [DataRow("R A0 D1:512 A2 - A65535 - A1 D2:1 A2 -", 513)]
    [DataRow("R Oblksize=512 D1:512 Oblksize=512 - A0 - A1 D2:1 A2 -", 513)]
    [DataRow("R A0 D1:512 Oblksize=512 - A1 D2:1 A2 -", 513)]
    // Strays: another port of the server is told so, its ERROR is not answered.
    [DataRow("R A0 D1:512 A0@2001 E5@2001 E5@2001 - A1@2001 E5@2001 A1 D2:1 A2 -", 513)]
    // Noise, and what only readers get.
    [DataRow("R X0003 - X00030001 - X00090000 - A1 - A0 D1:3 X00040001 - A1 -", 3)]
    public void SendsTheFile(string script, int fileBytes)
    {
        TftpWriterScript play = new TftpWriterScript(fileBytes);
        play.Play(script);
        Assert.AreEqual((int)TransferStatus.Done, (int)play.Writer.Status, script);
        Assert.AreEqual(fileBytes, play.Writer.BodyBytes, script);
        Assert.IsTrue(play.Writer.NextDeadlineMs == long.MaxValue);
    }

    [TestMethod]
    [DataRow("R E2:Access_violation -", (int)Fault.TftpError, "2 Access violation", 0)]
    [DataRow("R E1:File_not_found -", (int)Fault.TftpError, "1 File not found", 0)]
    [DataRow("R A0 D1:512 A1 D2:512 E3:Disk_full -", (int)Fault.TftpError, "3 Disk full", 512)]
    [DataRow("R A0 D1:512 E8 -", (int)Fault.TftpError, "8", 0)]
    [DataRow("R +1000 R +2000 R +4000 R +8000 R +7999 - +1 -", (int)Fault.TftpTimeout, "", 0)]
    [DataRow("R A0 D1:512 +1000 D1:512 +2000 D1:512 +4000 D1:512 +8000 D1:512 +8000 -", (int)Fault.TftpTimeout, "", 0)]
    [DataRow("R Oblksize=1429 E8", (int)Fault.TftpProtocol, "", 0)]
    [DataRow("R Owindowsize=4 E8", (int)Fault.TftpProtocol, "", 0)]
    public void EndsWithTheFault(string script, int fault, string detail, int acknowledged)
    {
        TftpWriterScript play = new TftpWriterScript(2000);
        play.Play(script);
        Assert.AreEqual((int)TransferStatus.Failed, (int)play.Writer.Status, script);
        Assert.AreEqual(fault, (int)play.Writer.Fault, script);
        Assert.AreEqual(detail, play.Detail.ToString());
        Assert.AreEqual(acknowledged, play.Writer.BodyBytes);
        Assert.IsTrue(play.Writer.NextDeadlineMs == long.MaxValue);
    }

    [TestMethod]
    public void ASourceThatFailsEndsTheTransferWithItsOwnFault()
    {
        TftpWriterScript play = new TftpWriterScript(2000);
        play.File.FailAt = 1024;
        play.Play("R A0 D1:512 A1 D2:512 A2 E0");
        Assert.AreEqual((int)Fault.CipherLength, (int)play.Writer.Fault);
    }

    [TestMethod]
    public void ASourceThatGivesLittleFillsItsBlocksAllTheSame()
    {
        TftpWriterScript play = new TftpWriterScript(1025);
        play.File.PieceBytes = 7;
        play.Play("R A0 D1:512 A1 D2:512 A2 D3:1 A3 -");
        Assert.AreEqual((int)TransferStatus.Done, (int)play.Writer.Status);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("/a\u007Fb")]
    [DataRow("/a\nb")]
    public void APathThatWouldChangeTheRequestIsRefused(string path)
    {
        TftpWriter writer = new TftpWriter(new byte[TftpWriter.OutputCapacity], new TextBuffer(64));
        byte[] bytes = Encoding.UTF8.GetBytes(path);
        writer.Start(1, 69, bytes, 0, bytes.Length, new GeneratedSource(), 0);
        Assert.AreEqual((int)Fault.UrlSyntax, (int)writer.Fault);
        Assert.AreEqual(0, writer.OutputBytes);
    }

    [TestMethod]
    public void TheRequestNamesModeAndOptions()
    {
        byte[] path = Encoding.UTF8.GetBytes("/r");
        TftpWriter writer = new TftpWriter(new byte[TftpWriter.OutputCapacity], new TextBuffer(64));
        GeneratedSource file = new GeneratedSource();
        file.Length = 40960;
        writer.Start(1, 69, path, 0, path.Length, file, 0);
        string request = "";
        for (int i = 0; i < writer.OutputBytes; i++)
        {
            request += writer.Output[i] < 32 ? "." + writer.Output[i].ToString() + "." : ((char)writer.Output[i]).ToString();
        }

        Assert.AreEqual(".0..2./r.0.octet.0.blksize.0.1428.0.tsize.0.40960.0.", request);
    }

    [TestMethod]
    public void BlocksGoRoundTheirNumber()
    {
        TftpWriter writer = new TftpWriter(new byte[TftpWriter.OutputCapacity], new TextBuffer(64));
        GeneratedSource file = new GeneratedSource();
        file.Length = 8 * 65537;
        byte[] path = Encoding.UTF8.GetBytes("/r");
        writer.Start(1, 69, path, 0, path.Length, file, 0);
        byte[] grant = { 0, 6, (byte)'b', (byte)'l', (byte)'k', (byte)'s', (byte)'i', (byte)'z', (byte)'e', 0, (byte)'8', 0 };
        byte[] answer = { 0, 4, 0, 0 };
        writer.Receive(1, 2000, grant, 0, grant.Length, 0);
        int blocks = 0;
        while (writer.Status == TransferStatus.Busy && blocks < 70000)
        {
            blocks++;
            answer[2] = writer.Output[2];
            answer[3] = writer.Output[3];
            writer.OutputSent();
            writer.Receive(1, 2000, answer, 0, 4, 0);
        }

        Assert.AreEqual(65538, blocks);
        Assert.AreEqual(file.Length, writer.BodyBytes);
    }
}
