// nanospa parameters: what the unit can be set to, as its catalogue has it (guide Appendix C).

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using NanoSpa.Catalog;
using NanoSpa.Parameters;
using NanoSpa.Tool.Lint;

namespace NanoSpa.Tool.Commands;

/// <summary>Exit status 1 when a name is none of a parameter. The sentences of help are not in the firmware: they come from its table.</summary>
internal static class ParametersCommand
{
    private const int UnknownName = 1;
    private const int NameColor = 117;
    private const string Table = "parameters.tsv";

    public static Command Create()
    {
        var command = new Command("parameters", "Prints the parameters: type, default, access, when a change takes effect, what it does.");
        var names = new Argument<string[]>("NAME") { Description = "names as in a profile or as on the web pages, or how they begin: 'Dial_Plan*'; none: all", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "one JSON object a line" };
        command.Arguments.Add(names);
        command.Options.Add(json);
        command.SetAction(parsed => Show(parsed.GetValue(names) ?? [], parsed.GetValue(json)));
        return command;
    }

    private static int Show(string[] names, bool json)
    {
        Dictionary<string, string> help = Helps();
        int status = 0;
        foreach (string name in names.Length == 0 ? ["*"] : names)
        {
            int[] indices = Matching(name);
            foreach (int index in indices)
            {
                string sentence = help[RowName(index)];
                if (json)
                {
                    WriteJson(index, sentence);
                }
                else
                {
                    Write(index, sentence);
                }
            }

            if (indices.Length == 0)
            {
                Console.Error.WriteLine("nanospa: " + WhyNone(name));
                status = UnknownName;
            }
        }

        return status;
    }

    private static int[] Matching(string name)
    {
        if (name.EndsWith('*'))
        {
            string start = name[..^1];
            return Enumerable.Range(0, Catalogue.Count).Where(index => Catalogue.NameOf(index).StartsWith(start, StringComparison.Ordinal)
                || Catalogue.PlainNameOf(index).StartsWith(start, StringComparison.Ordinal)).ToArray();
        }

        byte[] bytes = Encoding.UTF8.GetBytes(name);
        int found = Catalogue.Find(bytes, 0, bytes.Length);
        return found < 0 ? [] : [found];
    }

    private static string WhyNone(string name)
    {
        if (name.EndsWith('*'))
        {
            return $"no parameter's name begins with '{name[..^1]}'";
        }

        string normalised = string.Concat(name.Select(c => c < 128 ? (char)NameForm.Normalised((byte)c) : c));
        string near = NearName.Of(normalised);
        return $"no parameter is named '{name}'; " + (near == null ? "'nanospa parameters' lists them all" : $"'{near}' is near");
    }

    private static void Write(int index, string help)
    {
        string plain = Catalogue.PlainNameOf(index);
        string name = Catalogue.NameOf(index);
        string factory = Catalogue.DefaultOf(index);
        Screen.Line(Screen.Painted(name, NameColor) + (plain == name ? "" : $"  in plain text: {plain}"));
        Screen.Line($"  {help}");
        Screen.Line($"  {Type(index)}, {(factory.Length == 0 ? "empty from the factory" : "from the factory: " + factory)}");
        Screen.Line($"  user access {AccessText.Of(Catalogue.AccessOf(index))}, takes effect {(Catalogue.IsRebootClass(index) ? "at a restart" : "at once")}"
            + $"{(Catalogue.IsSecret(index) ? ", secret" : "")}; {Section(index)}");
    }

    private static void WriteJson(int index, string help) => JsonLine.Write(o =>
    {
        o.WriteString("name", Catalogue.NameOf(index));
        o.WriteString("plain", Catalogue.PlainNameOf(index));
        o.WriteString("type", Type(index));
        o.WriteString("default", Catalogue.DefaultOf(index));
        o.WriteString("access", AccessText.Of(Catalogue.AccessOf(index)));
        o.WriteString("class", Catalogue.IsRebootClass(index) ? "reboot" : "live");
        o.WriteBoolean("secret", Catalogue.IsSecret(index));
        o.WriteString("section", Section(index));
        o.WriteString("help", help);
    });

    // As in the table and the guide's "Data Types": Str63, Float2, {a/b/c}.
    private static string Type(int index)
    {
        ParameterType type = Catalogue.TypeOf(index);
        return type switch
        {
            ParameterType.Choice => "{" + Catalogue.ChoicesOf(index) + "}",
            ParameterType.Str or ParameterType.Float or ParameterType.Time => $"{type}{Catalogue.LimitOf(index)}",
            _ => type.ToString(),
        };
    }

    private static string Section(int index) => Catalogue.SectionNameOf(Catalogue.SectionOf(index));

    private static string RowName(int index)
    {
        string name = Catalogue.NameOf(index);
        return Catalogue.InstanceOf(index) == 0 ? name : name[..^"_1_".Length];
    }

    // The sentences, by name without index.
    private static Dictionary<string, string> Helps()
    {
        using var text = new StreamReader(typeof(ParametersCommand).Assembly.GetManifestResourceStream(Table));
        var reader = new CatalogueReader();
        reader.ReadLines(text.ReadToEnd().ReplaceLineEndings("\n").Split('\n'), Table);
        return reader.Rows.ToDictionary(row => row.Name, row => row.Help);
    }
}
