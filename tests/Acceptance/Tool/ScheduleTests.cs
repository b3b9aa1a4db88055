// nanospa schedule: rows of lists in, its objects and tables out.

using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class ScheduleTests
{
    private static readonly (string List, int Column)[] Bad =
        [("x", 1), ("10,x", 4), ("10,", 4), ("10+", 4), ("10 20", 4), ("10+5+5", 5), ("1.5", 2), ("5,-1", 3), ("5,2147483648", 3)];

    [TestMethod]
    public void PrintsOneObjectALine()
    {
        (int status, string output, string errors) = ToolProcess.Run("7200\n1800, 3600\n\n0\n10,0\n", "schedule", "--json", "--count", "3", "-");
        Assert.AreEqual(0, status, errors);
        string[] expected =
        [
            """{"list":"7200","delays":[7200,7200,7200],"error":null}""",
            """{"list":"1800, 3600","delays":[1800,3600,3600],"error":null}""",
            """{"list":"","delays":[0,0,0],"error":null}""",
            """{"list":"0","delays":[0,0,0],"error":null}""",
            """{"list":"10,0","delays":[10,0,0],"error":null}""",
        ];
        CollectionAssert.AreEqual(expected, output.Split('\n'));
    }

    [TestMethod]
    public void TheRandomPartIsTheSeedsAndStaysInItsBounds()
    {
        decimal[] one = Delays("7");
        decimal[] other = Delays("8");
        CollectionAssert.AreEqual(one, Delays("7"));
        CollectionAssert.AreNotEqual(one, other);
        foreach (decimal[] delays in new[] { one, other })
        {
            Assert.AreEqual(200, delays.Length);
            Assert.IsTrue(delays[0] is >= 1800 and <= 2100, delays[0].ToString());
            Assert.IsTrue(delays.Skip(1).All(d => d is >= 3600 and <= 4200));
            Assert.IsTrue(delays.Skip(1).Max() - delays.Skip(1).Min() > 500, "it spreads");
        }
    }

    [TestMethod]
    public void ABadListTellsItsColumn()
    {
        (int status, string output, string errors) = ToolProcess.Run(string.Join("\n", Bad.Select(b => b.List)) + "\n", "schedule", "--json", "-");
        Assert.AreEqual(1, status);
        JsonElement[] lines = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        CollectionAssert.AreEqual(Bad.Select(b => b.List).ToArray(), lines.Select(l => l.GetProperty("list").GetString()).ToArray());
        CollectionAssert.AreEqual(Bad.Select(b => b.Column).ToArray(), lines.Select(l => l.GetProperty("error").GetProperty("column").GetInt32()).ToArray());
        Assert.IsTrue(lines.All(l => l.GetProperty("delays").GetArrayLength() == 0));
        StringAssert.Contains(lines[0].GetProperty("error").GetProperty("text").GetString(), "write whole seconds");
        StringAssert.Contains(errors, "nanospa: column 4: The list of delays");
        StringAssert.Contains(errors, "\n  10,x\n     ^");
    }

    [TestMethod]
    public void WithoutJsonItIsATableWithTheTimeElapsed()
    {
        (int status, string output, _) = ToolProcess.Run("", "schedule", "3600,86400", "--count", "3");
        Assert.AreEqual(0, status);
        StringAssert.Matches(output, new(@"1\s+3600\s+3600\s+0 01:00:00\s+2\s+86400\s+86400\s+1 01:00:00\s+3\s+86400\s+86400\s+2 01:00:00"));
    }

    private static decimal[] Delays(string seed)
    {
        (int status, string output, string errors) = ToolProcess.Run("", "schedule", "--json", "--count", "200", "--seed", seed, "1800+300,3600+600");
        Assert.AreEqual(0, status, errors);
        return JsonDocument.Parse(output).RootElement.GetProperty("delays").EnumerateArray().Select(d => d.GetDecimal()).ToArray();
    }
}
