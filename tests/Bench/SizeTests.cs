// The firmware's assemblies in, their sizes against the recorded table and the device's limits out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Bench;

[TestClass]
public class SizeTests
{
    // firmware/DESIGN.md, "Budgets": code and string table each.
    private const int BudgetBytes = 60 * 1024;

    // Another patch level of the compiler may lay out code a little differently.
    private const double TolerancePercent = 2;

    private static readonly string[] FirmwareAssemblies =
    {
        "NanoSpa.Core", "NanoSpa.Parameters", "NanoSpa.Provisioning", "NanoSpa.Protocols", "NanoSpa.Telephony", "NanoSpa.Device",
        "NanoSpa.Hal", "NanoSpa.Hal.Net", "NanoSpa.Hal.Storage",
    };

    [TestMethod]
    public void SizesAreThoseRecorded()
    {
        Baseline table = new("size.txt", "Bytes of the host's assemblies, by configuration: IL; names and string literals; all metadata and IL.", "assembly", "IL bytes", "strings", "total bytes");
        foreach (string path in Present())
        {
            (string name, long[] figures) = Measure(path);
            table.Measured(name, figures);
        }

        table.Check(TolerancePercent);
    }

    [TestMethod]
    public void EveryAssemblyStaysWithinTheDevicesBudget()
    {
        foreach (string path in Present())
        {
            (string name, long[] figures) = Measure(path);
            Assert.IsLessThanOrEqualTo(BudgetBytes, figures[0], name + ": IL");
            Assert.IsLessThanOrEqualTo(BudgetBytes, figures[1], name + ": strings");
        }
    }

    private static List<string> Present()
    {
        List<string> paths = FirmwareAssemblies.Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll")).Where(File.Exists).ToList();
        Assert.Contains(path => path.EndsWith("NanoSpa.Core.dll", StringComparison.Ordinal), paths);
        return paths;
    }

    // Name with configuration; IL, strings, total. String literals count half: they are UTF-16 here and UTF-8 on the device.
    private static (string Name, long[] Figures) Measure(string path)
    {
        using PEReader file = new(File.OpenRead(path));
        MetadataReader metadata = file.GetMetadataReader();
        long il = 0;
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            int address = metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
            il += address == 0 ? 0 : file.GetMethodBody(address).GetILBytes().Length;
        }

        long strings = metadata.GetHeapSize(HeapIndex.String) + (metadata.GetHeapSize(HeapIndex.UserString) / 2);
        string configuration = Assembly.LoadFrom(path).GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "unknown";
        return (Path.GetFileNameWithoutExtension(path) + " " + configuration, new[] { il, strings, il + metadata.MetadataLength });
    }
}
