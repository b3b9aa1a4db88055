// Lines such as "line 1 offhook" from standard input in, the hooks of the virtual telephone lines out.

using System;
using System.Globalization;
using System.IO;
using System.Threading;
using NanoSpa.Boards.Virtual;

namespace NanoSpa.Tool.Unit;

/// <summary>What a person would do with the handsets, for `nanospa run`. The end of the input leaves the lines as they are.</summary>
internal static class LineInput
{
    private const string Usage = "nanospa: standard input takes: line 1 offhook | line 1 onhook | line 2 offhook | line 2 onhook";

    /// <summary>Reads in a thread of its own, for ever: a blocked read must not keep the program alive.</summary>
    public static void Start(TextReader input, VirtualLine[] lines)
    {
        new Thread(() => ReadAll(input, lines)) { IsBackground = true, Name = "standard input" }.Start();
    }

    private static void ReadAll(TextReader input, VirtualLine[] lines)
    {
        while (input.ReadLine() is { } text)
        {
            if (!string.IsNullOrWhiteSpace(text) && !TryApply(text, lines))
            {
                Console.Error.WriteLine(Usage);
            }
        }
    }

    // command = "line" number ( "offhook" / "onhook" )
    private static bool TryApply(string text, VirtualLine[] lines)
    {
        string[] words = text.Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 3 || words[0] != "line" || words[2] is not ("offhook" or "onhook"))
        {
            return false;
        }

        if (!int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1 || number > lines.Length)
        {
            return false;
        }

        lines[number - 1].IsOffHook = words[2] == "offhook";
        return true;
    }
}
