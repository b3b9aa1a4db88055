// Lines such as "line 1 offhook", "report" and "factory reset" from standard input in, the hooks of the virtual lines and requests out.

using System;
using System.Globalization;
using System.IO;
using System.Threading;
using NanoSpa.Boards.Virtual;

namespace NanoSpa.Tool.Unit;

/// <summary>What a person would do at the unit, for `nanospa run`. The end of the input leaves all as it is.</summary>
internal static class UnitInput
{
    private const string Usage = "nanospa: standard input takes: line 1 offhook | line 1 onhook | line 1 key 5 | line 2 offhook | line 2 onhook | line 2 key 5 | report | factory reset";

    // A key is held and let go as a person does it; the next command waits meanwhile.
    private const int KeyMs = 100;

    private const string Keys = "0123456789*#ABCD";

    /// <summary>Reads in a thread of its own, for ever: a blocked read must not keep the program alive.</summary>
    public static void Start(TextReader input, HostUnit unit)
    {
        new Thread(() => ReadAll(input, unit)) { IsBackground = true, Name = "standard input" }.Start();
    }

    private static void ReadAll(TextReader input, HostUnit unit)
    {
        while (input.ReadLine() is { } text)
        {
            if (!string.IsNullOrWhiteSpace(text) && !TryApply(text, unit))
            {
                Console.Error.WriteLine(Usage);
            }
        }
    }

    // command = "line" number ( "offhook" / "onhook" / "key" KEY ) / "report" / "factory" "reset"
    private static bool TryApply(string text, HostUnit unit)
    {
        string[] words = text.Split((char[])null, StringSplitOptions.RemoveEmptyEntries);
        if (words is ["factory", "reset"])
        {
            unit.AskFactoryReset();
            return true;
        }

        if (words is ["report"])
        {
            unit.AskReport();
            return true;
        }

        VirtualLine[] lines = unit.Lines;
        if (words.Length < 3 || words[0] != "line" || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1 || number > lines.Length)
        {
            return false;
        }

        VirtualLine line = lines[number - 1];
        switch (words[2..])
        {
            case ["offhook"] or ["onhook"]:
                line.IsOffHook = words[2] == "offhook";
                return true;
            case ["key", [var key]] when Keys.Contains(key, StringComparison.Ordinal):
                line.Key = (byte)key;
                Thread.Sleep(KeyMs);
                line.Key = 0;
                Thread.Sleep(KeyMs);
                return true;
            default:
                return false;
        }
    }
}
