// Lines and tables on standard output.

using System;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NanoSpa.Tool.Commands;

/// <summary>Lines are never folded, so that they can be searched; colour (of the 256-colour table) only on a terminal that has it.</summary>
internal static class Screen
{
    private const int WidthOfFiles = 160;

    /// <summary>The text with a space for each control character: a line stays one, and a file's bytes are no commands to a terminal.</summary>
    public static string Flat(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    public static void Line(string text) => Console.Out.WriteLine(text);

    public static void Line(string text, int color) => Line(Painted(text, color));

    /// <summary>The text in a colour, for a part of a line; as it is where there is none.</summary>
    public static string Painted(string text, int color) =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi ? text : $"\u001b[38;5;{color}m{text}\u001b[0m";

    public static void Show(IRenderable table)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(table);
    }
}
