// nanospa decode: any profile file through the unit's own readers.

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Provisioning;
using Spectre.Console;

namespace NanoSpa.Tool.Commands;

/// <summary>Shows what a unit would make of a file: its layers, its parameters, and what is wrong with it.</summary>
internal static class DecodeCommand
{
    private const int BadInput = 1;

    public static Command Create()
    {
        var command = new Command("decode", "Reads a profile file of any format: encrypted, compressed, XML.");
        var file = new Argument<string>("FILE") { Description = "the file, or - for standard input" };
        var key = new Option<string>("--key") { Description = "the passphrase, as openssl's -k" };
        var json = new Option<bool>("--json") { Description = "one JSON object" };
        var identity = new IdentityOptions();
        command.Arguments.Add(file);
        command.Options.Add(key);
        command.Options.Add(json);
        identity.AddTo(command);
        command.SetAction(parsed =>
        {
            identity.DryRunMacros(parsed);
            return Decode(parsed.GetValue(file), parsed.GetValue(key) ?? "", parsed.GetValue(json));
        });
        return command;
    }

    private static int Decode(string path, string key, bool json)
    {
        var reader = new ProfileReader(UnitParts.StandardDecodedBytes);
        var handler = new DecodedProfile();
        byte[] passphrase = Encoding.UTF8.GetBytes(key);
        reader.Open(passphrase, 0, passphrase.Length, handler);
        try
        {
            using Stream input = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            Push(input, reader);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {unreadable.Message}");
        }

        if (json)
        {
            WriteJson(reader, handler);
        }
        else
        {
            WriteTable(reader, handler);
        }

        if (reader.Fault == Fault.None)
        {
            return 0;
        }

        Console.Error.WriteLine($"nanospa: {path}: {ErrorText(reader)}");
        return BadInput;
    }

    private static void Push(Stream input, ProfileReader reader)
    {
        var chunk = new byte[4096];
        int count;
        while ((count = input.Read(chunk)) > 0)
        {
            if (reader.Write(chunk, 0, count) == DecodeStatus.Failed)
            {
                return;
            }
        }

        reader.Finish();
    }

    private static string ErrorText(ProfileReader reader)
    {
        var where = new TextBuffer(512);
        var text = new TextBuffer(1024);
        ProfileFaultText.Append(reader, where);
        FaultText.Append(reader.Fault, where, text);
        return ProfileText.Of(text);
    }

    private static string[] Layers(ProfileReader reader) =>
        Enumerable.Range(0, reader.LayerCount).Select(reader.LayerNameOf).ToArray();

    private static void WriteJson(ProfileReader reader, DecodedProfile profile) => JsonLine.Write(o =>
    {
        o.WriteStartArray("layers");
        Array.ForEach(Layers(reader), o.WriteStringValue);
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
        o.WriteString("text", ErrorText(reader));
        o.WriteEndObject();
    });

    private static void WriteTable(ProfileReader reader, DecodedProfile profile)
    {
        string[] layers = Layers(reader);
        Screen.Line("Layers: " + (layers.Length == 0 ? "none" : string.Join(" > ", layers)));
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
