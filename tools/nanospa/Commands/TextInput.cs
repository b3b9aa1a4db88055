// The TEXT|- argument of dry runs: one text, or one a line of standard input.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace NanoSpa.Tool.Commands;

/// <summary>Texts as bytes: what is no UTF-8 passes through unharmed.</summary>
internal static class TextInput
{
    public static IEnumerable<byte[]> Read(string argument)
    {
        if (argument != "-")
        {
            yield return Encoding.UTF8.GetBytes(argument);
            yield break;
        }

        using Stream input = Console.OpenStandardInput();
        using var reader = new StreamReader(input, Encoding.Latin1);
        while (reader.ReadLine() is { } line)
        {
            yield return Encoding.Latin1.GetBytes(line);
        }
    }
}
