// What goes to the board: its sizes against the recorded ones and the budget, and the tool that shows them.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoSpa.Size;

namespace NanoSpa.Gate.Tests;

[TestClass]
public sealed class SizeTests
{
    // firmware/DESIGN.md, "Budgets": code and string table each.
    private const int BudgetBytes = 60 * 1024;

    // Another patch level of the compiler may lay out code a little differently.
    private const double TolerancePercent = 2;

    private static string Recorded => Path.Combine(Repository.Root, Deployment.Recorded);

    [TestMethod]
    public void SizesAreThoseRecorded()
    {
        List<LimitReport> reports = Measured();
        if (Environment.GetEnvironmentVariable("NANOSPA_UPDATE_BASELINES") == "1")
        {
            SizeBaseline.Write(Recorded, reports);
            return;
        }

        SizeBaseline recorded = SizeBaseline.Read(Recorded);
        Assert.AreEqual(
            "",
            string.Join("\n", recorded.Differences(reports, TolerancePercent)),
            "If that is meant, run this test with NANOSPA_UPDATE_BASELINES=1, or tools/size --record, and commit the changed table.\n" + SizeTable.Of(reports, recorded));
    }

    [TestMethod]
    public void EveryAssemblyStaysWithinTheBudget()
    {
        foreach (LimitReport report in Measured())
        {
            Assert.IsLessThanOrEqualTo(BudgetBytes, report.IlBytes, report.Assembly + ": IL");
            Assert.IsLessThanOrEqualTo(BudgetBytes, report.StringBytes, report.Assembly + ": strings");
        }
    }

    [TestMethod]
    public void TheProgramBringsEveryRoomOfTheFirmware()
    {
        string[] rooms = Repository.DeviceProjects().Where(project => !project.Contains(Path.Combine("tests", "Unit"))).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(rooms, Measured().Select(report => report.Assembly).ToArray());
    }

    [TestMethod]
    public void AChangeASumAndWhatIsNewOrGoneAreShown()
    {
        LimitReport a = new("A") { IlBytes = 100, StringBytes = 200, TableBytes = 32768 };
        LimitReport b = new("B") { IlBytes = 1 };
        string path = Path.GetTempFileName();
        try
        {
            SizeBaseline.Write(path, [a, new LimitReport("C")]);
            SizeBaseline recorded = SizeBaseline.Read(path);
            a.IlBytes = 103;
            a.StringBytes = 150;
            CollectionAssert.AreEqual(
                new[]
                {
                    "assembly   IL  change  strings  change  tables  change  % of the limit",
                    "A         103      +3      150     -50   32768       =              50",
                    "B           1                0               0                       0",
                    "all       104      +4      150     -50   32768       =",
                },
                SizeTable.Of([a, b], recorded).TrimEnd().Split('\n'));
            CollectionAssert.AreEqual(
                new[] { "A: recorded 100 200 32768, measured 103 150 32768", "B: not recorded yet", "C: recorded, but not there any more" },
                recorded.Differences([a, b], 2));
            a.StringBytes = 200;
            Assert.AreEqual("", string.Join("; ", recorded.Differences([a, new LimitReport("C")], 3)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void TheToolPrintsTheTableOfAFolder()
    {
        Measured();
        string tool = Path.Combine(AppContext.BaseDirectory, "nanospa-size.dll");
        CommandResult result = Repository.Dotnet(tool, Deployment.Folder(Repository.Root, "Debug"));
        Assert.AreEqual(0, result.ExitCode, result.Output);
        Assert.AreEqual(SizeTable.Of(Measured(), SizeBaseline.Read(Recorded)), result.Output);
        result = Repository.Dotnet(tool, Path.GetTempPath());
        Assert.AreEqual(2, result.ExitCode, result.Output);
        StringAssert.StartsWith(result.Output, "tools/size: no NanoSpa.*.dll in ");
    }

    private static List<LimitReport> Measured()
    {
        Assert.AreEqual(0, Repository.GateBuild.ExitCode, Repository.GateBuild.Output);
        return Deployment.Measure(Deployment.Folder(Repository.Root, "Debug"));
    }
}
