// Damaged XML-like profiles: read whole, where elements are taken at once, or in pieces, where they go through the reader's states, they say the same.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Fuzz;

[TestClass]
public class ProfileTests
{
    private const int Rounds = 1200;

    private static readonly string[] Names = ["GPP_A", "Resync_Periodic", "Dial_Plan_1_", "SIT1_Tone", "Hook_Flash_Timer_Max", "X", "User_Password", "Not_A_Parameter_With_A_Very_Long_Name_Indeed"];

    private static readonly string[] Values = ["", "x", "No", "3600", "( *xx | [3469]11 | 0 )", "350@-19,440@-19;10(*/0/1+2)", " both ends ", " left", "right ", "a &amp; b &lt; c &#65;", "two\nlines", "<![CDATA[<raw>]]>", "é ÿ", "--"];

    private static readonly string[] Between = ["", " ", "\n", "\r\n  ", "\n    ", "\t", "<!-- a comment - with > and < in it -->", "<!---->", "<!-- two\nlines -->", "<Group>", "</Group>", "stray"];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void ADamagedProfileSaysTheSameInEveryCutting(int seed)
    {
        Random random = new(seed);
        XmlProfileReader reader = new();
        int accepted = 0;
        int parameters = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] file = Mutation.Of(random, Make(random));
            string whole = Read(reader, file, piece => piece(0, file.Length));
            string bytes = Read(reader, file, piece => Enumerable.Range(0, file.Length).ToList().ForEach(at => piece(at, 1)));
            string pieces = Read(reader, file, piece => Pieces.Cut(random, file.Length, piece));
            Assert.AreEqual(bytes, whole, Encoding.Latin1.GetString(file));
            Assert.AreEqual(bytes, pieces, Encoding.Latin1.GetString(file));
            accepted += whole.StartsWith("Done", StringComparison.Ordinal) ? 1 : 0;
            parameters += whole.Count(character => character == '\n');
        }

        Assert.IsTrue(accepted > Rounds / 8 && accepted < Rounds && parameters > Rounds, accepted + " accepted, " + parameters + " lines told");
    }

    private static byte[] Make(Random random)
    {
        StringBuilder text = new("<flat-profile>");
        for (int count = random.Next(1, 12); count > 0; count--)
        {
            string name = Names[random.Next(Names.Length)];
            string access = random.Next(4) switch { 0 => " ua=\"na\"", 1 => " ua=\"rw\"", 2 => " ua='ro' ", _ => "" };
            text.Append(Between[random.Next(random.Next(3) == 0 ? Between.Length : 6)]);
            text.Append(random.Next(12) == 0 ? $"<{name}{access}/>" : $"<{name}{access}>{Values[random.Next(Values.Length)]}</{name}>");
        }

        return Encoding.Latin1.GetBytes(text.Append("\n</flat-profile>\n").ToString());
    }

    private static string Read(XmlProfileReader reader, byte[] file, Action<Action<int, int>> cut)
    {
        Log log = new();
        reader.Open(log, null, 0, 1);
        DecodeStatus status = DecodeStatus.More;
        cut((offset, count) => status = status == DecodeStatus.More ? reader.Write(file, offset, count) : status);
        status = status == DecodeStatus.More ? reader.Finish() : status;
        return $"{status} {reader.Fault} at {reader.FaultOffset} line {reader.FaultLine}\n{string.Concat(log.Lines)}";
    }

    private sealed class Log : IProfileHandler
    {
        public List<string> Lines { get; } = [];

        public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
        {
            string text = valueCount < 0 ? "(as it was)" : Encoding.Latin1.GetString(value, valueOffset, valueCount);
            Lines.Add($"{line}: {Encoding.Latin1.GetString(name, nameOffset, nameCount)} {(int)access} {text}\n");
        }

        public void OnWarning(string text, int line)
        {
            Lines.Add($"{line}: {text}\n");
        }
    }
}
