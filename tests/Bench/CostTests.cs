// The meter's table: the same in every run, and a slower firmware is told of.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoSpa.IlMeter;

namespace NanoSpa.Bench;

[TestClass]
public class CostTests
{
    private const string ChangedWork = "CRC-32";

    [TestMethod]
    public void TwoRunsAgreeToTheLastInstructionAndCall()
    {
        CostTable first = Measure(null, Workload.All());
        CostTable second = Measure(null, Workload.All());
        foreach ((string name, CostLine line) in first.Lines)
        {
            Assert.AreEqual(line.Instructions, second.Lines[name].Instructions, name);
            Assert.AreEqual(line.LibraryCalls, second.Lines[name].LibraryCalls, name);
            Assert.AreEqual(line.Items, second.Lines[name].Items, name);
            Assert.IsGreaterThan(0L, line.Instructions, name);
        }
    }

    [TestMethod]
    [DataRow(1200, 1)]
    [DataRow(300, 0)]
    public void ASlowerChangeFailsFromTwoPercentOn(int rounds, int sentences)
    {
        List<Workload> work = Workload.All().FindAll(each => each.Name == ChangedWork);
        CostTable before = Measure(null, work);
        CostTable after = Measure(module => AddLoop(module, rounds), work);
        Assert.IsGreaterThan(before.Lines[ChangedWork].Instructions, after.Lines[ChangedWork].Instructions);
        List<string> grown = after.GrownSince(before);
        Assert.HasCount(sentences, grown, string.Join("\n", grown));
        Assert.IsTrue(grown.All(line => line.StartsWith(ChangedWork + ": IL grew from ", StringComparison.Ordinal)), string.Join("\n", grown));
        Assert.IsEmpty(before.GrownSince(after), "what shrinks is welcome");
    }

    [TestMethod]
    public void AWorkloadThatWasNeverRecordedFails()
    {
        CostTable measured = Measure(null, Workload.All().FindAll(each => each.Name == ChangedWork));
        Assert.AreEqual(ChangedWork + ": not recorded yet", string.Join("\n", measured.GrownSince(new CostTable())));
    }

    [TestMethod]
    public void TheRecordedTableHasEveryWorkloadAndReadsBackAsItIs()
    {
        string path = CostTable.PathIn(Program.Repository());
        CostTable recorded = CostTable.Read(path);
        CollectionAssert.AreEqual(Workload.All().Select(each => each.Name).ToList(), recorded.Lines.Keys.ToList());
        Assert.AreEqual(File.ReadAllText(path), recorded.ToString());
    }

    [TestMethod]
    public void TheReadmeAndItsPlotShowTheRecordedFigures()
    {
        string root = Program.Repository();
        CostTable recorded = CostTable.Read(CostTable.PathIn(root));
        string readme = File.ReadAllText(Path.Combine(root, "README.md"));
        Assert.AreEqual(CostPage.PutInto(readme, recorded, HostTable.Read(HostTable.PathIn(root))), readme);
        Assert.AreEqual(CostPlot.Of(recorded), File.ReadAllText(CostPlot.PathIn(root)));
    }

    // From 8 KB on all parameters' fixed costs are small against the text's: then twice the size may cost no more than twice and a tenth.
    [TestMethod]
    [DataRow(ScaleWorkloads.Plain)]
    [DataRow(ScaleWorkloads.Packed)]
    public void CostGrowsNoFasterThanTheProfile(string prefix)
    {
        SortedDictionary<int, CostLine> scale = CostPage.Scale(CostTable.Read(CostTable.PathIn(Program.Repository())), prefix);
        CollectionAssert.AreEqual(new[] { 1, 8, 32, 128, 512 }, scale.Keys.ToArray());
        CostLine before = null;
        foreach (CostLine line in scale.Values)
        {
            Assert.IsLessThanOrEqualTo(64L, line.AllocatedBytes, "allocated for " + line.Items);
            Assert.IsTrue(before == null || line.PerItem <= before.PerItem * 1.1, line.Items + " bytes: " + line.PerItem + " a byte");
            before = line;
        }
    }

    private static CostTable Measure(Action<ModuleDefinition> change, List<Workload> work)
    {
        CostTable table = new();
        Meter meter = new(AppContext.BaseDirectory, change);
        foreach (Workload each in work)
        {
            table.Take(each, meter.Measure(each));
        }

        meter.Unload();
        return table;
    }

    // Puts "for (i = rounds; i != 0; i--) ;" in front of Crc32.Update: 6 instructions a round.
    private static void AddLoop(ModuleDefinition module, int rounds)
    {
        TypeDefinition type = module.GetType("NanoSpa.Core.Crc32");
        if (type == null)
        {
            return;
        }

        MethodBody body = type.Methods.Single(method => method.Name == "Update").Body;
        VariableDefinition counter = new(module.TypeSystem.Int32);
        body.Variables.Add(counter);
        ILProcessor code = body.GetILProcessor();
        Instruction round = code.Create(OpCodes.Ldloc, counter);
        Instruction first = body.Instructions[0];
        foreach (Instruction next in new[]
        {
            code.Create(OpCodes.Ldc_I4, rounds), code.Create(OpCodes.Stloc, counter), round, code.Create(OpCodes.Ldc_I4_1), code.Create(OpCodes.Sub),
            code.Create(OpCodes.Dup), code.Create(OpCodes.Stloc, counter), code.Create(OpCodes.Brtrue, round),
        })
        {
            code.InsertBefore(first, next);
        }
    }
}
