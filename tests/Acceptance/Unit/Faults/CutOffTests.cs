// Replies cut off at every tenth byte, whatever their framing, layers and ending; files and answers cut likewise.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class CutOffTests
{
    private const int StepBytes = 10;
    private const int BoundSeconds = 21;

    public TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow("plain")]
    [DataRow("gzip")]
    [DataRow("encrypted")]
    public void HttpRepliesCutAtEveryTenthByte(string layers)
    {
        var table = new FaultTable(TestContext, "HTTP cut, " + layers);
        var bench = new FaultBench(Rule(layers, FaultBench.HttpRule), packed: plain => Packing.Of(layers, plain));
        var outcomes = new SortedDictionary<string, int>();
        foreach (string framing in new[] { "length", "chunked", "closed" })
        {
            foreach (StreamEnding ending in new[] { StreamEnding.Close, StreamEnding.Reset, StreamEnding.Silence })
            {
                int length = Reply(framing, bench.Profile).Length;
                for (int cutAt = 0; cutAt < length; cutAt += StepBytes)
                {
                    int at = cutAt;
                    Fault outcome = table.TryAny(
                        bench, $"{framing}, {ending} at {at} of {length}", BoundSeconds, b => b.Http(_ => new StreamReply(Reply(framing, b.Profile)) { CutAt = at, Ending = ending }));
                    string key = $"{framing} {ending} {outcome}";
                    outcomes[key] = outcomes.GetValueOrDefault(key) + 1;

                    // A reply that has no end of its own is whole for a reader that sees the profile's end, nothing else is.
                    Assert.IsTrue(outcome != Fault.None || (framing == "closed" && ending == StreamEnding.Close && length - at < StepBytes), $"{framing}, {ending} at {at} of {length}");
                }
            }
        }

        TestContext.WriteLine(string.Join('\n', outcomes.Select(o => $"{o.Value,4} {o.Key}")));
        table.Close();
    }

    [TestMethod]
    [DataRow("plain")]
    [DataRow("gzip")]
    [DataRow("encrypted")]
    [DataRow("long")]
    public void TftpFilesCutAtEveryTenthByte(string layers)
    {
        var table = new FaultTable(TestContext, "TFTP cut, " + layers);
        var bench = new FaultBench(Rule(layers, FaultBench.TftpRule), packed: plain => Packing.Of(layers, plain));
        int length = bench.Profile.Length;
        for (int cutAt = 0; cutAt < length - StepBytes; cutAt += StepBytes)
        {
            int at = cutAt;
            Fault outcome = table.TryAny(bench, string.Create(CultureInfo.InvariantCulture, $"{at} of {length}"), BoundSeconds, b => b.Unit.Tftp.Files["/p"] = b.Profile[..at]);
            Assert.AreNotEqual(Fault.None, outcome, $"{at} of {length}");
        }

        table.Close();
    }

    [TestMethod]
    public void NameServersAnswersCutAtEveryByte()
    {
        var table = new FaultTable(TestContext, "DNS cut");
        var bench = new FaultBench(FaultBench.NameRule);
        int length = 0;
        DnsFaults.Answer(bench, q => Counted(DnsFaults.Good(q), ref length));
        bench.Resync(BoundSeconds);
        for (int cutAt = 0; cutAt < length; cutAt++)
        {
            int at = cutAt;
            Fault outcome = table.TryAny(bench, $"{at} of {length}", BoundSeconds, b => DnsFaults.Answer(b, q => DnsFaults.Good(q)[..at]));
            Assert.IsTrue(outcome is Fault.DnsTimeout or Fault.DnsServerFailure, $"{at} of {length}: {outcome}");
        }

        table.Close();
    }

    private static byte[] Counted(byte[] reply, ref int length)
    {
        length = reply.Length;
        return reply;
    }

    private static string Rule(string layers, string rule) => layers == "encrypted" ? Packing.KeyOption + rule : rule;

    private static byte[] Reply(string framing, byte[] profile)
    {
        const string Ok = "HTTP/1.1 200 OK\r\n";
        int half = profile.Length / 2;
        return framing switch
        {
            "length" => [.. Bytes($"{Ok}Content-Length: {profile.Length}\r\n\r\n"), .. profile],
            "chunked" =>
            [
                .. Bytes($"{Ok}Transfer-Encoding: chunked\r\n\r\n{half:x}\r\n"), .. profile[..half],
                .. Bytes($"\r\n{profile.Length - half:x}\r\n"), .. profile[half..], .. Bytes("\r\n0\r\n\r\n"),
            ],
            _ => [.. Bytes($"{Ok}Connection: close\r\n\r\n"), .. profile],
        };
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
