// FsCheck's trees of elements and alias maps: the reader, which keeps a stack only, names what a look at whole paths names.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Fuzz.Rules;

[TestClass]
public class AliasProperties
{
    // The same cases each time.
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(40).WithReplay(20070302, 2719);

    private static readonly string[] Names = ["a", "b", "ab", "flat-profile", "GPP_A"];

    [TestMethod]
    public void AnAliasIsTheEndOfAPath()
    {
        Gen<string> path = Gen.Elements(Names).NonEmptyListOf().Select(names => string.Concat(names.Take(3).Select(name => "/" + name)));
        Gen<(Node Root, string[] Paths, int Seed)> cases = from root in Trees(3)
                                                           from count in Gen.Choose(0, 6)
                                                           from paths in Gen.ArrayOf(path, count)
                                                           from seed in Gen.Choose(0, int.MaxValue)
                                                           select (root, paths, seed);
        AliasMap map = new();
        XmlProfileReader reader = new();
        Check.One(Settings, Prop.ForAll(Arb.From(cases), item =>
        {
            byte[] text = Encoding.ASCII.GetBytes(string.Join(";\n", item.Paths.Select((left, index) => $"{left} = /flat-profile/GPP_{(char)('B' + index)}")));
            Assert.AreEqual(Fault.None, map.Parse(text, 0, text.Length));
            Log log = new();
            reader.Open(log, map, 0, 1);
            byte[] file = Encoding.ASCII.GetBytes(item.Root.ToString());
            Pieces.Cut(new Random(item.Seed), file.Length, (offset, count) => reader.Write(file, offset, count));

            List<string> expected = [];
            bool isProfile = Walk(item.Root, "", false, item.Paths, expected);
            Assert.AreEqual(isProfile ? DecodeStatus.Done : DecodeStatus.Failed, reader.Finish(), $"{item.Root} {Encoding.ASCII.GetString(text)}");
            Assert.AreEqual(isProfile ? Fault.None : Fault.XmlNoProfile, reader.Fault);
            Assert.AreEqual(string.Join(" ", expected), string.Join(" ", log.Lines), $"{item.Root} {Encoding.ASCII.GetString(text)}");
        }));
    }

    private static Gen<Node> Trees(int depth)
    {
        return from name in Gen.Elements(Names)
               from count in Gen.Choose(0, depth == 0 ? 0 : 3)
               from children in Gen.ArrayOf(depth == 0 ? Gen.Constant<Node>(null) : Trees(depth - 1), count)
               from text in Gen.Choose(0, 99)
               select new Node(name, children, text);
    }

    // Adds what the tree sets; true when there is a flat-profile or an aliased element in it.
    private static bool Walk(Node node, string path, bool inProfile, string[] aliases, List<string> into)
    {
        path += "/" + node.Name;
        int alias = Array.FindIndex(aliases, left => path.EndsWith(left, StringComparison.Ordinal));
        if (node.Children.Length == 0 && (alias >= 0 || inProfile))
        {
            into.Add($"{(alias >= 0 ? "GPP_" + (char)('B' + alias) : node.Name)}={node.Text}");
        }

        bool isProfile = node.Name == "flat-profile" || alias >= 0;
        foreach (Node child in node.Children)
        {
            isProfile |= Walk(child, path, inProfile || node.Name == "flat-profile", aliases, into);
        }

        return isProfile;
    }

    private sealed record Node(string Name, Node[] Children, int Text)
    {
        public override string ToString()
        {
            string inside = Children.Length == 0 ? Text.ToString() : string.Concat(Children.AsEnumerable());
            return $"<{Name}>{inside}</{Name}>";
        }
    }

    private sealed class Log : IProfileHandler
    {
        public List<string> Lines { get; } = [];

        public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
        {
            Lines.Add($"{Encoding.ASCII.GetString(name, nameOffset, nameCount)}={Encoding.ASCII.GetString(value, valueOffset, valueCount)}");
        }

        public void OnWarning(string text, int line)
        {
            Assert.AreEqual("text between elements is ignored", text);
        }
    }
}
