// Names, macros, conditions, rules and alias maps.

using System;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.IlMeter;

/// <summary>What a rule costs, part by part, and the table of names.</summary>
public static class RuleWorkloads
{
    private static readonly byte[][] Names = AllNames(index => Catalogue.NameOf(index));
    private static readonly byte[][] UnknownNames = AllNames(index => "Vendor_" + Catalogue.NameOf(index));
    private static readonly MacroValues Macros = MakeMacros();
    private static readonly MacroExpander Expander = new(Macros);
    private static readonly ConditionEvaluator Evaluator = new(Macros);
    private static readonly RuleParser Parser = new();
    private static readonly TextBuffer Output = new(4096);
    private static readonly byte[] Letter = Bytes(
        "The unit $MAC of $PN, serial $SN, asks for its configuration from the server of the site at the end of the long corridor, room 12, "
        + "and tells that its address is $IP and that all is well; whoever reads this line in a log shall please leave everything as it is, "
        + "since the version $SWVER was set on purpose. The rule was $SCHEME://$SERV/path/to/the/files/of/this/kind/of/unit/spa$PSN.cfg\n");

    private static readonly byte[] Condition = Bytes("400 gt 300 and 1200 ge 600 and \"10.0.0.7\" ne \"\" and 2.0.6 le 3.1.2 and \"Installed\" eq \"Installed\"");
    private static readonly byte[] Rule = Bytes(
        "( 5.2.12 ge 2.0.6 and \"Installed\" ne \"Installed\" ) ? [--key \"SecretPhrase1234\" --post a] https://prov.example.com:444/SPA2102/000e08abcdef.cfg"
        + " | ( 5.2.12 ge 2.0.6 ) ? ( a = \"first\" ; GPP_B = \"second\" )! [--key SecretPhrase1234 --alias c] http://prov.example.com/SPA2102/000e08abcdef.cfg"
        + " | tftp://10.0.0.1/spa2102.cfg");

    private static readonly byte[] Aliases = Bytes(MakeAliases());
    private static readonly byte[] AliasedProfile = Bytes(MakeAliasedProfile());
    private static readonly AliasMap Map = new();
    private static readonly XmlProfileReader Reader = new();
    private static readonly ParameterCounter Counter = new();

    [Workload("name look-up", "name", 80)]
    public static long NameLookUp()
    {
        foreach (byte[] name in Names)
        {
            if (Catalogue.Find(name, 0, name.Length) < 0)
            {
                throw new InvalidOperationException("not found");
            }
        }

        return Names.Length;
    }

    [Workload("name look-up, unknown names", "name")]
    public static long UnknownNameLookUp()
    {
        foreach (byte[] name in UnknownNames)
        {
            if (Catalogue.Find(name, 0, name.Length) >= 0)
            {
                throw new InvalidOperationException("found");
            }
        }

        return UnknownNames.Length;
    }

    [Workload("macro expansion", "character", 17)]
    public static long MacroExpansion()
    {
        Output.Clear();
        None(Expander.Expand(Letter, 0, Letter.Length, Output));
        return Letter.Length;
    }

    [Workload("condition, 5 comparisons", "condition")]
    public static long ConditionEvaluation()
    {
        return Evaluator.Evaluate(Condition, 0, Condition.Length) == ConditionResult.True ? 1 : throw new InvalidOperationException("not true");
    }

    [Workload("rule parsing, 3 alternatives", "byte")]
    public static long RuleParsing()
    {
        None(Parser.Parse(Rule, 0, Rule.Length, RuleKind.Profile));
        return Rule.Length;
    }

    [Workload("alias map, 30 entries", "byte")]
    public static long AliasParsing()
    {
        None(Map.Parse(Aliases, 0, Aliases.Length));
        return Aliases.Length;
    }

    [Workload("alias mapping, 30 entries", "element")]
    public static long AliasMapping()
    {
        None(Map.Parse(Aliases, 0, Aliases.Length));
        Counter.Count = 0;
        Reader.Open(Counter, Map, 0, 1);
        ByteSink.Feed(Reader, AliasedProfile);
        return Counter.Count == 300 ? Counter.Count : throw new InvalidOperationException(Counter.Count + " mapped");
    }

    private static void None(Fault fault)
    {
        if (fault != Fault.None)
        {
            throw new InvalidOperationException("fault " + fault);
        }
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[][] AllNames(Func<int, string> nameOf)
    {
        byte[][] names = new byte[Catalogue.Count][];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Bytes(nameOf(i));
        }

        return names;
    }

    private static MacroValues MakeMacros()
    {
        ParameterStore store = new(new MemoryFlash(1024), 1024);
        store.Load();
        MacroValues values = new(store) { Address = 0x0A000007 };
        values.SetIdentity(new byte[] { 0, 14, 8, 171, 205, 239 }, "SPA-2102", "88012BA01234", "5.2.12", "1.2.1");
        return values;
    }

    private static string MakeAliases()
    {
        StringBuilder text = new();
        for (int i = 0; i < 30; i++)
        {
            text.Append("/account/setting").Append(i).Append(" = /flat-profile/").Append(Catalogue.NameOf(i * 9)).Append(" ;\n");
        }

        return text.ToString();
    }

    private static string MakeAliasedProfile()
    {
        StringBuilder text = new("<device>\n<account>\n");
        for (int i = 0; i < 300; i++)
        {
            text.Append("  <setting").Append(i % 30).Append('>').Append(i).Append("</setting").Append(i % 30).Append(">\n");
        }

        return text.Append("</account>\n</device>\n").ToString();
    }
}
