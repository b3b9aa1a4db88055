// nanospa decode: any profile file through the unit's own readers.

using System;
using System.CommandLine;
using System.IO;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Tool.PlainText;
using Spectre.Console;

namespace NanoSpa.Tool.Commands;

/// <summary>Shows what a unit would make of a file: its layers, its parameters, and what is wrong with it.</summary>
internal static class DecodeCommand
{
    private const int BadInput = 1;

    public static Command Create()
    {
        var command = new Command("decode", "Reads a profile file of any format: encrypted, compressed, XML, or a plain-text source.");
        var file = new Argument<string>("FILE") { Description = "the file, or - for standard input" };
        var key = new Option<string>("--key") { Description = "the passphrase, as openssl's -k" };
        var json = new Option<bool>("--json") { Description = "one JSON object" };
        var toXml = new Option<bool>("--to-xml") { Description = "the parameters as an XML profile, for units to fetch" };
        var identity = new IdentityOptions();
        command.Arguments.Add(file);
        command.Options.Add(key);
        command.Options.Add(json);
        command.Options.Add(toXml);
        identity.AddTo(command);
        command.SetAction(parsed =>
        {
            identity.DryRunMacros(parsed);
            if (parsed.GetValue(toXml))
            {
                return ToXml(parsed.GetValue(file), parsed.GetValue(key) ?? "");
            }

            return Decode(parsed.GetValue(file), parsed.GetValue(key) ?? "", parsed.GetValue(json));
        });
        return command;
    }

    private static int Decode(string path, string key, bool json)
    {
        var profile = new DecodedProfile();
        AnyProfile reader = AnyProfile.Read(path, Encoding.UTF8.GetBytes(key), profile, profile.Enter);
        if (json)
        {
            WriteJson(reader, profile);
        }
        else
        {
            WriteTable(reader, profile);
        }

        return Status(reader, path);
    }

    // Nothing is written of a file with a fault: half of a profile looks like a whole one.
    private static int ToXml(string path, string key)
    {
        var xml = new XmlWriter();
        AnyProfile reader = AnyProfile.Read(path, Encoding.UTF8.GetBytes(key), xml, _ => { });
        if (reader.Fault == Fault.None)
        {
            using Stream output = Console.OpenStandardOutput();
            output.Write(xml.Finish());
        }

        return Status(reader, path);
    }

    private static int Status(AnyProfile reader, string path)
    {
        if (reader.Fault == Fault.None)
        {
            return 0;
        }

        Console.Error.WriteLine($"nanospa: {path}: {reader.FaultSentence}");
        return BadInput;
    }

    private static void WriteJson(AnyProfile reader, DecodedProfile profile) => JsonLine.Write(o =>
    {
        o.WriteStartArray("layers");
        Array.ForEach(reader.Layers, o.WriteStringValue);
        o.WriteEndArray();
        o.WriteStartArray("parameters");
        foreach (DecodedParameter parameter in profile.Parameters)
        {
            o.WriteStartObject();
            o.WriteString("name", parameter.Name);
            o.WriteString("value", parameter.Value);
            o.WriteString("access", parameter.Access);
            o.WriteEndObject();
        }

        o.WriteEndArray();
        o.WriteStartArray("unknown");
        profile.Unknown.ForEach(o.WriteStringValue);
        o.WriteEndArray();
        o.WriteStartArray("warnings");
        foreach ((int line, string text) in profile.Warnings)
        {
            o.WriteStartObject();
            o.WriteNumber("line", line);
            o.WriteString("text", text);
            o.WriteEndObject();
        }

        o.WriteEndArray();
        if (reader.Fault == Fault.None)
        {
            o.WriteNull("error");
            return;
        }

        o.WriteStartObject("error");
        o.WriteNumber("fault", (int)reader.Fault);
        o.WriteNumber("offset", reader.FaultOffset);
        o.WriteString("text", reader.FaultSentence);
        o.WriteEndObject();
    });

    private static void WriteTable(AnyProfile reader, DecodedProfile profile)
    {
        Screen.Line("Layers: " + (reader.Layers.Length == 0 ? "none" : string.Join(" > ", reader.Layers)));
        if (reader.IsPlainText)
        {
            Screen.Line("Units do not read this format; decode --to-xml makes a profile of it.");
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("Parameter").AddColumn("Value").AddColumn("User access");
        foreach (DecodedParameter parameter in profile.Parameters)
        {
            table.AddRow(new Text(parameter.Name), new Text(parameter.Value ?? "(unchanged)"), new Text(parameter.Access ?? ""));
        }

        Screen.Show(table);
        Screen.Line($"{profile.Parameters.Count} parameters, {profile.Unknown.Count} unknown names{(profile.Unknown.Count > 0 ? ": " + string.Join(", ", profile.Unknown) : "")}");
        foreach ((int line, string text) in profile.Warnings)
        {
            Screen.Line($"line {line}: {text}");
        }
    }
}
