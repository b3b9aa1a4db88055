// Who lifts the handset: the virtual unit's standard input, a command of the bench, or nobody.

using System;
using System.Diagnostics;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Tool.Tests;

namespace NanoSpa.Hil;

/// <summary>A telephone at line 1 of the unit under test.</summary>
internal sealed class HandsetNeeds(ToolProcess virtualUnit)
{
    private static readonly string Command = Environment.GetEnvironmentVariable("NANOSPA_HANDSET");

    /// <summary>True when somebody lifts it.</summary>
    public bool IsThere => virtualUnit != null || !string.IsNullOrEmpty(Command);

    /// <summary>Skips the test, visibly, where a person would have to be called.</summary>
    public void Require()
    {
        if (!IsThere)
        {
            Assert.Inconclusive("no handset: give tools/check --handset COMMAND (tests/Hil/README.md)");
        }
    }

    /// <summary>offhook, onhook, or key and a digit.</summary>
    public void Do(string what)
    {
        if (virtualUnit != null)
        {
            virtualUnit.Type("line 1 " + what);
            return;
        }

        using Process command = Process.Start(Command, ["1", .. what.Split(' ')]);
        command.WaitForExit();
        Assert.AreEqual(0, command.ExitCode, $"{Command} 1 {what}");
    }
}
