// firmware/DESIGN.md against the code: the page's tables are the code's tables.

using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Provisioning;
using NanoSpa.Telephony;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class DesignTests
{
    [TestMethod]
    public void TheResyncTableIsTheOneInTheCode()
    {
        var table = new StringBuilder("<!-- resync-table -->\n| state | event | next state | action |\n|---|---|---|---|\n");
        for (int row = 0; row < ResyncTable.RowCount; row++)
        {
            table.Append($"| {ResyncTable.StateOf(row)} | {ResyncTable.EventOf(row)} | {ResyncTable.NextOf(row)} | {ResyncTable.ActionOf(row)} |\n");
        }

        StringAssert.Contains(Read("firmware/DESIGN.md"), table.ToString(), "put this into firmware/DESIGN.md");
    }

    [TestMethod]
    public void TheLineTableIsTheOneInTheCode()
    {
        var table = new StringBuilder("<!-- line-table -->\n| state | event | next state | action |\n|---|---|---|---|\n");
        for (int row = 0; row < LineTable.RowCount; row++)
        {
            table.Append($"| {LineTable.StateOf(row)} | {LineTable.EventOf(row)} | {LineTable.NextOf(row)} | {LineTable.ActionOf(row)} |\n");
        }

        StringAssert.Contains(Read("firmware/DESIGN.md"), table.ToString() + "\n", "put this into firmware/DESIGN.md");
    }

    [TestMethod]
    public void TheReadmeNamesEveryCommandAndOption()
    {
        string readme = Read("README.md");
        foreach (string command in new[] { "run", "fleet", "expand", "decode", "explain", "schedule", "lint", "store", "parameters", "ca", "ca authority", "ca server", "ca unit", "notify" })
        {
            StringAssert.Contains(readme, "nanospa " + command);
            (_, string help, _) = ToolProcess.Run("", [.. command.Split(' '), "--help"]);
            foreach (string option in help.Split(' ', '\n', ',').Where(w => w.StartsWith("--", StringComparison.Ordinal) && w is not "--help" and not "--version"))
            {
                StringAssert.Contains(readme, option.Trim(), $"nanospa {command} {option} is missing in README.md");
            }
        }
    }

    private static string Read(string path)
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "nanoSpa.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("nanoSpa.sln is in no folder above the tests");
        }

        return File.ReadAllText(Path.Combine(folder, path));
    }
}
