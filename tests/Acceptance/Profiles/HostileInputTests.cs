// Random and mutated rules, macros and profiles from a fixed seed: never an exception, never out of bounds, any chunking the same.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Acceptance.Profiles;

[TestClass]
public class HostileInputTests
{
    private static readonly string[] Rules =
    [
        "[--key $SA] http://prov.telco.com:8080/$MA.cfg?a=$(PN:0:3)&b=$$x;", "($A eq 1)? http://a/b | [--post a] tftp://c/d", "/spa$PSN.cfg", "# x", "[--key \"a b\"]h/p",
        "( $SWVER ge 2.0.6 and \"$A\" ne \"x\" )? ( a = \"v$B\" ; User_ID_1_ = \"$$\" ; )! [--post a --alias b --uid u] http://h/(a|b) | ! 5.2.12(a)",
        "! 1.0.33 AND $PRVTMR>=600 and \"$EXTIP\"ne\"\"",
    ];

    private static readonly string[] Profiles =
    [
        SampleProfiles.Small,
        "\uFEFF<?xml?><!DOCTYPE a [<!ENTITY b \"c\">]><a><flat-profile><A ua='na'>x &#65; <![CDATA[]]]>]]>&bogus; <3</A><!-- -- --></flat-profile></a>x",
        "<flat-profile><A ua=\"zz\" b c=d/><B>\r\n1\r\n2</B>stray</flat-profile>",
        "<!doctype html><html>", "Name ! \"value\" ;", "# text",
    ];

    [TestMethod]
    public void RulesNeverThrow()
    {
        Random random = new(20070301);
        TextSource source = new();
        MacroExpander expander = new(source);
        RuleParser parser = new();
        RuleChooser chooser = new(expander, new ConditionEvaluator(source));
        ProfileRule rule = new();
        for (int i = 0; i < 100000; i++)
        {
            byte[] text = Mutated(random, Encoding.UTF8.GetBytes(Rules[random.Next(Rules.Length)]), "$()[]|?!;\"#: \u0001/-AMSP");
            source.Value = Mutated(random, Encoding.UTF8.GetBytes("$SA] \" | http://x/"), "$()[]|\"");
            TextBuffer expanded = new(random.Next(200));
            bool fits = expander.ExpandRule(text, 0, text.Length, expanded) == Fault.None;
            Assert.AreEqual(fits, !expanded.Overflowed);
            RuleKind kind = (RuleKind)random.Next(4);
            Fault fault = parser.Parse(expanded.Bytes, 0, expanded.Length, kind);
            Assert.AreEqual(fault == Fault.None, parser.Column == 0);
            Assert.IsTrue(parser.Column >= 0 && parser.Column <= expanded.Length + 1);
            Assert.IsTrue(fault == Fault.None || parser.Syntax.AlternativeCount == 0);
            fault = chooser.Choose(parser.Syntax, rule);
            Assert.AreEqual(fault == Fault.None, chooser.Column == 0);
            Assert.IsTrue(fault == Fault.None || rule.IsEmpty);
            Assert.IsFalse(rule.Url.Path.ToString().Contains('\u0001'));
            TextBuffer plain = new(random.Next(200));
            Assert.AreEqual(expander.Expand(text, 0, text.Length, plain) != Fault.None, plain.Overflowed);
            PercentText.Decode(text, 0, text.Length, new TextBuffer(random.Next(100)));
        }
    }

    [TestMethod]
    public void ProfilesNeverThrowAndNeverDependOnChunks()
    {
        Random random = new(20070302);
        ProfileReader reader = new(4096);
        for (int i = 0; i < 20000; i++)
        {
            byte[] file = Mutated(random, Encoding.UTF8.GetBytes(Profiles[random.Next(Profiles.Length)]), "<>/!?&;#-[]=\"' \r\nA\u007F");
            string whole = Reading.Of(reader, file, "key").ToString();
            Assert.AreEqual(whole, Reading.Of(reader, file, "key", () => 1).ToString(), Convert.ToHexString(file));
            Assert.AreEqual(whole, Reading.Of(reader, file, "key", () => 1 + random.Next(9)).ToString(), Convert.ToHexString(file));
        }
    }

    [TestMethod]
    public void PackedProfilesNeverThrowAndNeverDependOnChunks()
    {
        Random random = new(20070303);
        ProfileReader reader = new(4096);
        byte[] profile = Encoding.UTF8.GetBytes(SampleProfiles.Small);
        byte[][] files = [RealTools.Gzip(profile), RealTools.Openssl(profile, "key"), RealTools.Openssl(RealTools.Gzip(profile), "key", "-md", "md5")];
        for (int i = 0; i < 3000; i++)
        {
            byte[] file = Mutated(random, files[random.Next(files.Length)], "");
            Reading whole = Reading.Of(reader, file, "key");
            Reading pieces = Reading.Of(reader, file, "key", () => 1 + random.Next(40));
            Assert.AreEqual(whole.Status, pieces.Status, Convert.ToHexString(file));
            Assert.AreEqual(whole.Fault, pieces.Fault, Convert.ToHexString(file));
        }
    }

    [TestMethod]
    public void NoiseIsNeverAProfile()
    {
        Random random = new(20070304);
        ProfileReader reader = new(65536);
        for (int i = 0; i < 20000; i++)
        {
            byte[] file = new byte[random.Next(400)];
            random.NextBytes(file);
            Assert.AreEqual(DecodeStatus.Failed, Reading.Of(reader, file, "key").Status);
            "Salted__"u8[..Math.Min(8, file.Length)].CopyTo(file);
            Assert.AreEqual(DecodeStatus.Failed, Reading.Of(reader, file, "key").Status);
        }
    }

    // One to four edits: a byte changed, put in, taken out, or a piece doubled; half of the bytes put in from the alphabet.
    private static byte[] Mutated(Random random, byte[] original, string alphabet)
    {
        System.Collections.Generic.List<byte> bytes = original.ToList();
        for (int edit = random.Next(5); edit > 0; edit--)
        {
            int at = random.Next(bytes.Count + 1);
            byte value = alphabet.Length > 0 && random.Next(2) == 0 ? (byte)alphabet[random.Next(alphabet.Length)] : (byte)random.Next(256);
            switch (random.Next(4))
            {
                case 0:
                    bytes.Insert(at, value);
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = value;
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(Math.Min(20, bytes.Count - at) + 1));
                    break;
                default:
                    bytes.InsertRange(at, bytes.Skip(at).Take(random.Next(40)).ToArray());
                    break;
            }
        }

        return bytes.ToArray();
    }

    private sealed class TextSource : IMacroSource
    {
        public byte[] Value = [];

        public void Append(int macro, TextBuffer output)
        {
            output.Append(Value, 0, Value.Length);
        }
    }
}
