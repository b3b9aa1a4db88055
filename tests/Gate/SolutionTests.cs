// The whole solution passes the gate, and every assembly fits the device.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using NanoSpa.NanoRef;
using NanoSpa.Size;

namespace NanoSpa.Gate.Tests;

[TestClass]
public sealed class SolutionTests
{
    public TestContext TestContext { get; set; }

    [TestMethod]
    public void BuildsForTheDevice()
    {
        Assert.AreEqual(0, Repository.GateBuild.ExitCode, Repository.GateBuild.Output);
        foreach (string project in Repository.DeviceProjects())
        {
            string assembly = Repository.GateAssembly(project);
            Assert.IsTrue(File.Exists(assembly), "the gate did not build " + Path.GetFileName(project) + ": is it in nanoSpa.sln?");
        }
    }

    [TestMethod]
    public void EveryAssemblyFitsTheDevice()
    {
        Assert.AreEqual(0, Repository.GateBuild.ExitCode, Repository.GateBuild.Output);
        List<LimitReport> reports = Repository.DeviceProjects().Select(Repository.GateAssembly).Where(File.Exists).Select(LimitCheck.Of).ToList();
        string table = SizeTable.Of(reports);
        TestContext.WriteLine(table);
        Assert.AreEqual("", string.Join(Environment.NewLine, reports.SelectMany(report => report.Refusals)), table);
    }

    [TestMethod]
    public void AssembliesNameOnlyWhatTheDeviceHas()
    {
        HashSet<string> device = Directory.GetFiles(Path.Combine(Repository.Root, "tools", "nanoref", "api"), "*.txt").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.AreEqual(0, Repository.GateBuild.ExitCode, Repository.GateBuild.Output);
        foreach (string path in Repository.DeviceProjects().Select(Repository.GateAssembly).Where(File.Exists))
        {
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
            foreach (AssemblyNameReference reference in assembly.MainModule.AssemblyReferences)
            {
                Assert.IsTrue(device.Contains(reference.Name) || reference.Name.StartsWith("NanoSpa.", StringComparison.Ordinal), assembly.Name.Name + " references " + reference.Name);
            }
        }
    }

    [TestMethod]
    public void ReferenceAssembliesAreAsGenerated()
    {
        string folder = Path.Combine(Repository.Root, "tools", "nanoref");
        foreach (KeyValuePair<string, string> file in NanoReferences.Generate(folder))
        {
            string path = Path.Combine(folder, file.Key);
            Assert.IsTrue(File.Exists(path) && File.ReadAllText(path) == file.Value, "tools/nanoref/" + file.Key + " is not what tools/nanoref/generator writes: run it with the folder tools/nanoref");
        }
    }
}
