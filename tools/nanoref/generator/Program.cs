// Command line: writes the reference assemblies below the given tools/nanoref folder.

using System;
using System.Collections.Generic;
using System.IO;

namespace NanoSpa.NanoRef;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length != 1)
        {
            Console.Error.WriteLine("usage: generator <folder tools/nanoref>");
            return 2;
        }

        foreach (KeyValuePair<string, string> file in NanoReferences.Generate(arguments[0]))
        {
            string path = Path.Combine(arguments[0], file.Key);
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            File.WriteAllText(path, file.Value);
        }

        return 0;
    }
}
