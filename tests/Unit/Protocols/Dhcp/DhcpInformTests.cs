// DHCPINFORM: what is asked and when, which answers count, what is taken from them (RFC 2131, 2132, 3396, 5859).

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class DhcpInformTests
{
    private const uint Own = 0xC0A80164;
    private static readonly byte[] Mac = { 0, 0x0E, 8, 1, 2, 3 };
    private static readonly byte[] Id = { 9, 8, 7, 6 };

    [TestMethod]
    public void TheQuestionIsAnInformWithTheClassAndTheWantedOptions()
    {
        DhcpInform inform = Started(68);
        byte[] asked = inform.Output;
        Assert.AreEqual(300, inform.OutputBytes);
        Assert.AreEqual("01010600090807060000" + "0000c0a80164", Hex(asked, 0, 16));
        Assert.AreEqual("000000000000000000000000" + "000e08010203", Hex(asked, 16, 18));
        Assert.AreEqual("63825363" + "350108" + "37050642969fa0" + "3c10", Hex(asked, 236, 16));
        Assert.AreEqual("LINKSYS SPA-2102", Encoding.UTF8.GetString(asked, 252, 16));
        Assert.AreEqual("390205dcff", Hex(asked, 268, 5));
    }

    // On port 67 every second question names the unit as relay; on others none does.
    [TestMethod]
    [DataRow(68, "00000000", "00000000", "00000000")]
    [DataRow(67, "c0a80164", "00000000", "c0a80164")]
    [DataRow(40000, "00000000", "00000000", "00000000")]
    public void AsksThreeTimesAndGivesUpAfterSevenSeconds(int port, string first, string second, string third)
    {
        DhcpInform inform = Started(port);
        Assert.AreEqual(first, Hex(inform.Output, 24, 4));
        Next(inform, 1000, 300);
        Assert.AreEqual(second, Hex(inform.Output, 24, 4));
        Next(inform, 3000, 300);
        Assert.AreEqual(third, Hex(inform.Output, 24, 4));
        Next(inform, 7000, 0);
        Assert.AreEqual((int)TransferStatus.Failed, (int)inform.Status);
        Assert.AreEqual((int)Fault.DhcpTimeout, (int)inform.Fault);
        Assert.AreEqual(long.MaxValue, inform.NextDeadlineMs);
    }

    // sname, file, options (hex), then what 66, 150, 160 and the two name servers are.
    [TestMethod]
    [DataRow("", "", "350105ff", "", "", "", 0u, 0u)]
    [DataRow("", "", "350105420361626300ff", "abc", "", "", 0u, 0u)]
    [DataRow("", "", "3501054204616263" + "00ff", "abc", "", "", 0u, 0u)]
    [DataRow("", "", "3501054203616263", "abc", "", "", 0u, 0u)]
    [DataRow("", "", "3501054202616242026364ff", "abcd", "", "", 0u, 0u)]
    [DataRow("", "", "350105420461622000ff", "ab", "", "", 0u, 0u)]
    [DataRow("", "", "3501054203610d62ff", "", "", "", 0u, 0u)]
    [DataRow("", "", "3501059608000000000a000001ff", "", "10.0.0.1", "", 0u, 0u)]
    [DataRow("", "", "35010596040a0000029604" + "0a000001ff", "", "10.0.0.2", "", 0u, 0u)]
    [DataRow("", "", "35010596050a00000201ff", "", "", "", 0u, 0u)]
    [DataRow("", "", "350105" + "06080a0000020a000003ff", "", "", "", 0x0A000002u, 0x0A000003u)]
    [DataRow("", "4201780000ff", "350105340101ff", "x", "", "", 0u, 0u)]
    [DataRow("a00179ff", "", "350105340102ff", "", "", "y", 0u, 0u)]
    [DataRow("42017a", "420179", "350105340103420178ff", "xyz", "", "", 0u, 0u)]
    public void TakesTheOptionsOfAnAnswer(string serverName, string file, string options, string name, string addresses, string other, uint first, uint second)
    {
        DhcpInform inform = Started(68);
        byte[] answer = Answer(serverName, file, options);
        inform.Receive(67, answer, 3, answer.Length - 3);
        Assert.AreEqual((int)TransferStatus.Done, (int)inform.Status, options);
        Assert.AreEqual(name, Text(inform, 66), options);
        Assert.AreEqual(addresses, Text(inform, 150), options);
        Assert.AreEqual(other, Text(inform, 160), options);
        Assert.AreEqual(first, inform.Reply.NameServerOf(0), options);
        Assert.AreEqual(second, inform.Reply.NameServerOf(1), options);
    }

    [TestMethod]
    public void TheServersNameAndTheNextServerStandInTheFixedFields()
    {
        DhcpInform inform = Started(68);
        byte[] answer = Answer("68e9", "", "350105ff");
        answer[3 + 20] = 10;
        answer[3 + 23] = 7;
        inform.Receive(67, answer, 3, answer.Length - 3);
        Assert.AreEqual(0x0A000007u, inform.Reply.NextServer);
        Assert.AreEqual(2, inform.Reply.ServerName.Length);
    }

    // Byte to change and its value: not an answer to this question.
    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(4, 0)]
    [DataRow(33, 0)]
    [DataRow(236, 0)]
    [DataRow(242, 6)]
    [DataRow(241, 200)]
    [DataRow(240, 1)]
    public void WhatIsNoAnswerIsIgnored(int position, int value)
    {
        DhcpInform inform = Started(68);
        byte[] answer = Answer("", "", "350105ff");
        byte good = answer[3 + position];
        answer[3 + position] = (byte)value;
        inform.Receive(67, answer, 3, answer.Length - 3);
        Assert.AreEqual((int)TransferStatus.Busy, (int)inform.Status);
        answer[3 + position] = good;
        inform.Receive(1067, answer, 3, answer.Length - 3);
        Assert.AreEqual((int)TransferStatus.Busy, (int)inform.Status, "another port");
        inform.Receive(67, answer, 3, answer.Length - 3);
        Assert.AreEqual((int)TransferStatus.Done, (int)inform.Status);
    }

    // Cut at every byte and with every byte of the options replaced: no exception, and Done only with a message type of ACK.
    [TestMethod]
    public void CutAndDamagedAnswersDoNoHarm()
    {
        byte[] whole = Answer("42017a", "420179", "350105340103420178" + "06040a000001" + "96040a000001ff");
        int done = 0;
        for (int count = 0; count < whole.Length - 3; count++)
        {
            DhcpInform inform = Started(68);
            byte[] cut = new byte[count];
            System.Array.Copy(whole, 3, cut, 0, count);
            inform.Receive(67, cut, 0, count);
            done += inform.Status == TransferStatus.Done ? 1 : 0;
            Assert.IsTrue(count >= 243 || inform.Status == TransferStatus.Busy);
        }

        Assert.AreEqual(5, done, "cuts between options");
        uint random = 1;
        DhcpInform hostile = Started(68);
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = Answer("42017a", "420179", "350105340103420178" + "06040a000001" + "96040a000001ff");
            for (int k = 0; k < 4; k++)
            {
                random = (random * 1664525) + 1013904223;
                int place = 44 + ((int)(long)(random >> 8) % (damaged.Length - 47));
                damaged[3 + place] = (byte)(random >> 24);
            }

            hostile.Start(Own, 68, Mac, Class(), Id, 0);
            hostile.Receive(67, damaged, 3, damaged.Length - 3);
            Text(hostile, 66);
            Text(hostile, 150);
            Assert.IsTrue(hostile.Reply.ServerName.Length <= 64);
        }
    }

    [TestMethod]
    public void AFailedQuestionKeepsTheLastAnswer()
    {
        DhcpInform inform = Started(68);
        byte[] answer = Answer("", "", "3501054203616263ff");
        inform.Receive(67, answer, 3, answer.Length - 3);
        inform.Start(Own, 68, Mac, Class(), Id, 0);
        inform.Step(1000);
        inform.Step(3000);
        inform.Step(7000);
        Assert.AreEqual((int)TransferStatus.Failed, (int)inform.Status);
        Assert.AreEqual("abc", Text(inform, 66));
    }

    private static DhcpInform Started(int port)
    {
        DhcpInform inform = new DhcpInform();
        inform.Start(Own, port, Mac, Class(), Id, 0);
        return inform;
    }

    private static TextBuffer Class()
    {
        TextBuffer text = new TextBuffer(64);
        text.Append("LINKSYS SPA-2102");
        return text;
    }

    private static void Next(DhcpInform inform, long nowMs, int output)
    {
        inform.OutputSent();
        inform.Step(nowMs - 1);
        Assert.AreEqual(0, inform.OutputBytes);
        Assert.AreEqual(nowMs, inform.NextDeadlineMs);
        inform.Step(nowMs);
        Assert.AreEqual(output, inform.OutputBytes);
    }

    private static string Text(DhcpInform inform, int code)
    {
        TextBuffer text = new TextBuffer(255);
        Assert.AreEqual(inform.Reply.AppendText(code, text), text.Length > 0);
        return text.ToString();
    }

    // Three bytes before the message, so that a forgotten offset shows.
    private static byte[] Answer(string serverName, string file, string options)
    {
        byte[] answer = new byte[3 + 240 + (options.Length / 2)];
        answer[3] = 2;
        System.Array.Copy(Id, 0, answer, 3 + 4, 4);
        System.Array.Copy(Mac, 0, answer, 3 + 28, 6);
        Put(serverName, answer, 3 + 44);
        Put(file, answer, 3 + 108);
        Put("63825363", answer, 3 + 236);
        Put(options, answer, 3 + 240);
        return answer;
    }

    private static void Put(string hex, byte[] target, int position)
    {
        byte[] digits = Encoding.UTF8.GetBytes(hex);
        for (int i = 0; i + 1 < digits.Length; i += 2)
        {
            target[position + (i / 2)] = (byte)((ByteText.HexValue(digits[i]) << 4) | ByteText.HexValue(digits[i + 1]));
        }
    }

    private static string Hex(byte[] bytes, int offset, int count)
    {
        TextBuffer text = new TextBuffer(count * 2);
        for (int i = 0; i < count; i++)
        {
            text.AppendHex(bytes[offset + i]);
        }

        return text.ToString();
    }
}
