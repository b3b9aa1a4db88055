// The buffers that fetcher, profile reader, resync engine and log share, overwritten whenever nobody may count on them: all comes out the same.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Server;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class SharedBufferTests
{
    private const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Instance;
    private const int WebPort = 8080;

    // Assignments, a condition, a POST, a challenge, a redirect, an encrypted file, a bad trigger, a bad schedule, a look-up, then reports.
    [TestMethod]
    public void ResyncsAndReportsAreTheSameWhateverTheSharedBuffersHoldInBetween()
    {
        string[] plain = Resyncs(false);
        string[] spoilt = Resyncs(true);
        CollectionAssert.AreEqual(plain, spoilt, string.Join("\n", plain.Zip(spoilt).Where(pair => pair.First != pair.Second)));
        string all = string.Join("\n", plain);
        foreach (string expected in new[]
        {
            "POST /start/x12 HTTP/1.1", "POST /next HTTP/1.1", "Authorization: Digest username=\"user\"", "body of 000e08abcdef", "Resync_Trigger_1 can not be evaluated",
            "Resync_Periodic has no delays", "GPP_D=value 2", "GPP_D=value 5", "GPP_N=x12", "Report: sent", "the server answers 307", "Successful resync",
        })
        {
            StringAssert.Contains(all, expected);
        }
    }

    // Lost and doubled acknowledgements are sent again from where the names of open elements would otherwise stand.
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void AFileOfLongNamesAndValuesComesOverAPathThatLoses(int seed)
    {
        UnitBench bench = new(seed: seed);
        string longest = new('v', ParameterStore.MaxValueBytes);
        StringBuilder text = new();
        string[] open = [.. Enumerable.Range(0, ElementStack.MaxDepth - 2).Select(i => "n" + i.ToString("D2", CultureInfo.InvariantCulture) + new string('x', ElementStack.MaxName - 3))];
        foreach (string name in open)
        {
            text.Append('<').Append(name).Append(">\n");
        }

        text.Append("<flat-profile>\n");
        for (int i = 0; i < 10; i++)
        {
            text.Append("<GPP_A ua=\"na\"><!-- ").Append(i).Append(" -->").Append(longest).Append("</GPP_A>\n<GPP_B>").Append(i).Append("</GPP_B>\n");
        }

        text.Append("</flat-profile>\n");
        foreach (string name in open.Reverse())
        {
            text.Append("</").Append(name).Append(">\n");
        }

        bench.Tftp.Files["/long.cfg"] = Encoding.ASCII.GetBytes(text.ToString());
        bench.Set("Profile_Rule", "tftp://192.168.1.200/long.cfg");
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("Resync_Error_Retry_Delay", "10");
        bench.Network.Faults.LossPercent = 25;
        bench.Network.Faults.DuplicatePercent = 25;
        bench.PowerCycle();
        Assert.IsTrue(bench.RunUntil(() => bench.Unit.Resync.HasSucceeded, 600), bench.Unit.Resync.LastResult.ToString());
        Assert.AreEqual(longest, bench.Unit.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual("9", bench.Unit.Store.Text(ParameterIndex.GPP_B));
    }

    [TestMethod]
    public void AllThatShareHaveTheSame()
    {
        Device.Unit unit = new UnitBench().Unit;
        UnitScratch scratch = (UnitScratch)Field(unit, "_scratch");
        object engine = Field(unit, "_resync");
        object preparation = Field(engine, "_preparation");
        Assert.AreSame(scratch.Input, Field(engine, "_text"));
        Assert.AreSame(scratch.Output, Field(preparation, "_expanded"));
        Assert.AreSame(scratch.Line, Field(Field(engine, "_log"), "_line"));
        Assert.AreSame(scratch.Line, Field(unit, "_line"));
        Assert.AreSame(scratch.Input.Bytes, Field(Field(unit, "_fetcher"), "_input"));
        byte[] transfer = ((TextBuffer)Field(Field(unit, "_fetcher"), "_output")).Bytes;
        Assert.AreEqual(Fetcher.OutputBytes, transfer.Length);
        Assert.AreSame(Field(Field(unit, "_store"), "_factoryValue"), Field(Field(Field(unit, "_store"), "_reader"), "_buffer"));
        Assert.AreSame(Field(Field(unit, "_store"), "_factoryValue"), Field(Field(Field(unit, "_store"), "_writer"), "_buffer"));
        object elements = Field(Field(Field(Field(engine, "_run"), "_reader"), "_xml"), "_elements");
        Assert.AreSame(transfer, Field(Field(elements, "_stack"), "_names"));
        Assert.AreSame(transfer, Field(Field(elements, "_value"), "_bytes"));
        Assert.AreEqual(Fetcher.AnswerBytes, Field(Field(elements, "_stack"), "_start"));
        Assert.AreEqual(Fetcher.AnswerBytes + ElementStack.NamesBytes, Field(Field(elements, "_value"), "_start"));
        Assert.AreEqual(transfer.Length, Field(Field(elements, "_value"), "_limit"));
    }

    private static string[] Resyncs(bool spoils)
    {
        UnitBench bench = new();
        List<string> seen = [];
        int file = 0;
        bench.Name("prov.example.com", UnitBench.Server);
        bench.Network.ServeStream(UnitBench.Server, WebPort, request =>
        {
            seen.Add(request);
            file += request.Contains("Authorization: ", StringComparison.Ordinal) ? 1 : 0;
            return Answer(request, file);
        });
        foreach (string setting in new[]
        {
            "Primary_DNS=192.168.1.1", "Syslog_Server=192.168.1.200", "Debug_Server=192.168.1.200", "Debug_Level=3", "Resync_Random_Delay=0", "Resync_Periodic=every day",
            "GPP_C=body of $MA", "GPP_SA=" + "secretphrase", "GPP_SB=pass word", "Resync_Trigger_1=$PRVTMR gt x", "Resync_Trigger_2=$PRVTMR ge 100 and \"$N\" ne \"\"",
            "Profile_Rule=( $PRVTMR lt 0 )? /never | ( \"$MA\" ne \"\" )? ( n = \"x12\" )! [--post c --key $SA --uid user --pwd $SB] http://prov.example.com:8080/start/x12",
            "Report_Rule=[--key $SA] tftp://192.168.1.200/$MA.xml",
        })
        {
            bench.Set(setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        bench.PowerCycle();
        for (int round = 0; round < 3; round++)
        {
            Run(bench, 150, spoils);
            bench.Unit.RequestReport();
            Run(bench, 10, spoils);
            seen.Add("GPP_D=" + bench.Unit.Store.Text(ParameterIndex.GPP_D));
            seen.Add("GPP_N=" + bench.Unit.Store.Text(ParameterIndex.GPP_N));
            seen.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bench.Tftp.Received["/000e08abcdef.xml"])));
        }

        return [.. seen, .. bench.Syslog];
    }

    // A redirect, then a challenge, then another file each time, encrypted and with its elements not on one line each.
    private static StreamReply Answer(string request, int file)
    {
        if (request.Contains(" /start/", StringComparison.Ordinal))
        {
            return new StreamReply(Encoding.ASCII.GetBytes("HTTP/1.1 307 Temporary Redirect\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n")) { PieceBytes = 7 };
        }

        if (!request.Contains("Authorization: ", StringComparison.Ordinal))
        {
            return new StreamReply(Encoding.ASCII.GetBytes("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\nContent-Length: 0\r\n\r\n"));
        }

        string text = "<flat-profile><!-- a -->" + string.Concat(Enumerable.Range(0, 200).Select(i => "<GPP_D ua=\n\"na\">value " + file + "</GPP_D\n>\n<GPP_E>" + i + "</GPP_E>")) + "</flat-profile>";
        StreamReply reply = StreamReply.Http(200, "OK", OpensslFile.Encrypt(Encoding.ASCII.GetBytes(text), "secretphrase"));
        reply.PieceBytes = 100;
        return reply;
    }

    private static void Run(UnitBench bench, double seconds, bool spoils)
    {
        bench.RunUntil(
            () =>
            {
                if (spoils)
                {
                    Spoil(bench.Unit);
                }

                return false;
            },
            seconds);
    }

    private static void Spoil(Device.Unit unit)
    {
        UnitScratch scratch = (UnitScratch)Field(unit, "_scratch");
        foreach (TextBuffer text in new[] { scratch.Input, scratch.Output, scratch.Line })
        {
            Array.Fill(text.Bytes, (byte)0xA5);
            text.Length = text.Bytes.Length;
            text.Overflowed = true;
        }

        // Where factory values stand while they are looked at, and what goes to flash.
        byte[] flash = (byte[])Field(Field(unit, "_store"), "_factoryValue");
        Array.Fill(flash, (byte)0xA5);
        if (!(bool)Field(unit, "_fetching"))
        {
            byte[] transfer = ((TextBuffer)Field(Field(unit, "_fetcher"), "_output")).Bytes;
            Array.Fill(transfer, (byte)0xA5, Fetcher.AnswerBytes, transfer.Length - Fetcher.AnswerBytes);
        }
    }

    private static object Field(object owner, string name) => owner.GetType().GetField(name, Private).GetValue(owner);
}
