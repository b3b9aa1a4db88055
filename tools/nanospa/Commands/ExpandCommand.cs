// nanospa expand: macro expansion by the unit's own expander (guide "Macro Expansion").

using System;
using System.CommandLine;
using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Tool.Commands;

/// <summary>A dry run of the macro expander.</summary>
internal static class ExpandCommand
{
    private const int BadInput = 1;

    public static Command Create()
    {
        var command = new Command("expand", "Expands the macros of a text, as in a rule or a log message.");
        var text = new Argument<string>("TEXT") { Description = "the text, or - for one text a line of standard input" };
        var json = new Option<bool>("--json") { Description = "one JSON object a line" };
        var identity = new IdentityOptions();
        command.Arguments.Add(text);
        command.Options.Add(json);
        identity.AddTo(command);
        command.SetAction(parsed => Expand(parsed.GetValue(text), parsed.GetValue(json), identity.DryRunMacros(parsed)));
        return command;
    }

    private static int Expand(string argument, bool json, IMacroSource macros)
    {
        var expander = new MacroExpander(macros);
        var output = new TextBuffer(64 * 1024);
        int status = 0;
        foreach (byte[] text in TextInput.Read(argument))
        {
            output.Clear();
            Fault fault = expander.Expand(text, 0, text.Length, output);
            if (fault != Fault.None)
            {
                Console.Error.WriteLine($"nanospa: {FaultText.Of(fault)} (fault {(int)fault}): {ProfileText.Of(text)}");
                status = BadInput;
            }

            if (json)
            {
                JsonLine.Write(o =>
                {
                    o.WriteString("text", ProfileText.Of(text));
                    o.WriteString("expanded", ProfileText.Of(output));
                });
            }
            else
            {
                Console.Out.WriteLine(ProfileText.Of(output));
            }
        }

        return status;
    }
}
