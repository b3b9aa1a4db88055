// A bad text and the column of its fault in, an error of three lines out: what is wrong, the text, a caret under the place.

using System;
using NanoSpa.Core;

namespace NanoSpa.Tool.Commands;

/// <summary>Shows on standard error where a rule, a condition or a list is bad.</summary>
internal static class CaretError
{
    private const string Indent = "  ";

    /// <summary>Column is 1 for the first byte of the text, one more than its length for its end, 0 for no place.</summary>
    public static void Write(Fault fault, byte[] text, int column)
    {
        string place = column > 0 ? $"column {column}: " : "";
        Console.Error.WriteLine($"nanospa: {place}{FaultText.Of(fault)} (fault {(int)fault})");
        if (column > 0)
        {
            Console.Error.WriteLine(Indent + Screen.Flat(ProfileText.Of(text)));
            int before = Math.Min(column - 1, text.Length);
            Console.Error.WriteLine(Indent + new string(' ', ProfileText.Of(text.AsSpan(0, before)).Length) + "^");
        }
    }
}
