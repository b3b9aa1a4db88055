// Counted cuts in; a table of them out, compared with the recorded one.

using System;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.PowerLoss.Tests;

/// <summary>tests/PowerLoss/powerloss.txt: a line a scenario and way of writing, and their sum.</summary>
public sealed class CutTable
{
    private const string UpdateVariable = "NANOSPA_UPDATE_BASELINES";

    private readonly StringBuilder _lines = new StringBuilder();
    private int _cuts;
    private int _olds;
    private int _news;

    /// <summary>Figures: cuts, and how many of them left the old and the new set. Lost is what is neither.</summary>
    public void Add(string scenario, string writes, int[] figures)
    {
        _lines.Append(Line(scenario, writes, figures[0], figures[1], figures[2]));
        _cuts += figures[0];
        _olds += figures[1];
        _news += figures[2];
    }

    public string Text()
    {
        return "scenario | writes | cuts | old | new | lost\n" + _lines + Line("all", "", _cuts, _olds, _news);
    }

    public void CheckRecorded()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "nanoSpa.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("nanoSpa.sln is in no folder above the tests");
        }

        string path = Path.Combine(folder, "tests", "PowerLoss", "powerloss.txt");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, Text());
        }

        Assert.AreEqual(File.ReadAllText(path), Text(), "if that is meant, run this test with " + UpdateVariable + "=1 and commit the changed table");
    }

    private static string Line(string scenario, string writes, int cuts, int olds, int news)
    {
        return $"{scenario,-44} | {writes,-9} | {cuts,6} | {olds,6} | {news,6} | {cuts - olds - news,4}\n";
    }
}
