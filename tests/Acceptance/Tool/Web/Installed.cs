// A program of the system that a test needs.

using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

/// <summary>tools/check installs them for root.</summary>
internal static class Installed
{
    /// <summary>Skips the test where the program is missing, and fails it when CI is set.</summary>
    public static void Need(string program)
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!isThere && Environment.GetEnvironmentVariable("CI") != null)
        {
            Assert.Fail(program + " is not installed");
        }

        if (!isThere)
        {
            Assert.Inconclusive(program + " is not installed");
        }
    }
}
