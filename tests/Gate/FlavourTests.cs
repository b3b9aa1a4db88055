// The device flavour is told what it needs; the others never ask for a nanoFramework package.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;

namespace NanoSpa.Gate.Tests;

[TestClass]
public sealed class FlavourTests
{
    private const string Prefix = "nanoFramework.";

    [TestMethod]
    [DataRow("firmware/Core", "nanoFramework.CoreLibrary,nanoFramework.System.Text")]
    [DataRow("tests/Unit/Core", "nanoFramework.CoreLibrary,nanoFramework.TestFramework,nanoFramework.System.Text,nanoFramework.System.Collections")]
    [DataRow("hal/Storage", "nanoFramework.CoreLibrary,nanoFramework.System.Text,nanoFramework.System.IO.Streams,nanoFramework.System.IO.FileSystem")]
    [DataRow("boards/Esp32/Drivers", "nanoFramework.CoreLibrary,nanoFramework.System.Text,nanoFramework.Runtime.Events,nanoFramework.System.Device.Gpio,nanoFramework.System.Device.Spi,nanoFramework.Hardware.Esp32")]
    [DataRow("boards/Esp32/Program", "nanoFramework.CoreLibrary,nanoFramework.System.Text,nanoFramework.Runtime.Events,nanoFramework.Runtime.Native,nanoFramework.Hardware.Esp32,nanoFramework.System.Device.Gpio,nanoFramework.System.IO.Streams,nanoFramework.System.IO.FileSystem,nanoFramework.System.Net,nanoFramework.System.Threading")]
    public void DeviceFlavourAsksForThePinnedPackages(string project, string expected)
    {
        CommandResult result = Repository.Dotnet(
            "msbuild", project, "-p:SpaFlavor=device", "-getProperty:TargetFramework", "-getItem:PackageReference", "-getItem:PackageDownload", "-getItem:PackageVersion");
        Assert.AreEqual(0, result.ExitCode, result.Output);
        using JsonDocument evaluated = JsonDocument.Parse(result.Output);
        Assert.AreEqual("netnano1.0", evaluated.RootElement.GetProperty("Properties").GetProperty("TargetFramework").GetString());
        JsonElement items = evaluated.RootElement.GetProperty("Items");
        List<string> asked = Identities(items, "PackageReference");
        CollectionAssert.AreEqual(expected.Split(','), asked);
        CollectionAssert.IsSubsetOf(asked, Identities(items, "PackageVersion"));
        JsonElement processor = items.GetProperty("PackageDownload").EnumerateArray().Single();
        Assert.AreEqual("nanoFramework.Tools.MetadataProcessor.MsBuildTask [3.0.29]", processor.GetProperty("Identity").GetString() + " " + processor.GetProperty("Version").GetString());
    }

    [TestMethod]
    [DataRow("boards/Esp32/Program", "NanoSpa.Boards.Esp32", "Exe", "")]
    [DataRow("tests/Unit/Lines", "NFUnitTest", "Library", "tests/Unit/nano.runsettings")]
    [DataRow("firmware/Core", "NanoSpa.Core", "Library", "")]
    public void DeviceFlavourBuildsWhatTheBoardAndTheTestLauncherLoad(string project, string assembly, string kind, string settings)
    {
        CommandResult result = Repository.Dotnet(
            "msbuild", project, "-p:SpaFlavor=device", "-p:Configuration=Release", "-getProperty:TargetName", "-getProperty:OutputType", "-getProperty:RunSettingsFilePath", "-getProperty:OutDir");
        Assert.AreEqual(0, result.ExitCode, result.Output);
        using JsonDocument evaluated = JsonDocument.Parse(result.Output);
        JsonElement properties = evaluated.RootElement.GetProperty("Properties");
        Assert.AreEqual(assembly, properties.GetProperty("TargetName").GetString());
        Assert.AreEqual(kind, properties.GetProperty("OutputType").GetString());
        Assert.AreEqual(settings, properties.GetProperty("RunSettingsFilePath").GetString().Replace(Repository.Root + "/", "", StringComparison.Ordinal));
        StringAssert.EndsWith(properties.GetProperty("OutDir").GetString(), "/bin/device/Release/netnano1.0/");
        Assert.IsTrue(settings.Length == 0 || File.Exists(Path.Combine(Repository.Root, settings)), settings);
    }

    [TestMethod]
    public void TheDeploymentImageIsEveryAssemblyPaddedToFourBytes()
    {
        string folder = Directory.CreateTempSubdirectory("nanospa-image-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "a.pe"), [1, 2, 3, 4, 5]);
            File.WriteAllBytes(Path.Combine(folder, "b.pe"), [6, 7, 8, 9]);
            File.WriteAllBytes(Path.Combine(folder, "c.pe"), [10, 11, 12]);
            File.WriteAllText(
                Path.Combine(folder, "image.proj"),
                $"""
                <Project>
                  <Import Project="{Repository.Root}/tools/build/Device.targets" />
                  <Target Name="Image"><JoinDeviceAssemblies Assemblies="a.pe;b.pe;c.pe" Image="all.bin" /></Target>
                </Project>
                """);
            CommandResult result = Repository.Dotnet("msbuild", Path.Combine(folder, "image.proj"), "-t:Image", "-nologo");
            Assert.AreEqual(0, result.ExitCode, result.Output);
            CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4, 5, 0, 0, 0, 6, 7, 8, 9, 10, 11, 12, 0 }, File.ReadAllBytes(Path.Combine(folder, "all.bin")));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [TestMethod]
    public void EveryReferenceAssemblyHasAPinnedPackage()
    {
        HashSet<string> pinned = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(version => version.Attribute("Include").Value).ToHashSet();
        foreach (string listing in Directory.GetFiles(Path.Combine(Repository.Root, "tools", "nanoref", "api"), "*.txt"))
        {
            string assembly = Path.GetFileNameWithoutExtension(listing);
            string package = assembly == "mscorlib" ? "nanoFramework.CoreLibrary" : assembly.StartsWith("System.", StringComparison.Ordinal) ? Prefix + assembly : assembly;
            Assert.IsTrue(pinned.Contains(package), package + " has no version in Directory.Packages.props");
        }
    }

    [TestMethod]
    [DataRow("host")]
    [DataRow("gate")]
    public void RestoreAsksForNoNanoFrameworkPackage(string flavour)
    {
        Assert.AreEqual(0, Repository.GateBuild.ExitCode, Repository.GateBuild.Output);
        int restored = 0;
        foreach (string project in Repository.DeviceProjects())
        {
            string assets = Path.Combine(Path.GetDirectoryName(project), "obj", flavour, "project.assets.json");
            if (!File.Exists(assets))
            {
                continue;
            }

            restored++;
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(assets));
            foreach (JsonProperty library in document.RootElement.GetProperty("libraries").EnumerateObject())
            {
                bool isPackage = library.Value.GetProperty("type").GetString() == "package";
                Assert.IsFalse(isPackage && library.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase), assets + ": " + library.Name);
            }

            foreach (JsonProperty framework in document.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject())
            {
                Assert.IsFalse(Asks(framework.Value), assets);
            }
        }

        Assert.IsTrue(flavour == "host" || restored > 0, "nothing was restored");
    }

    [TestMethod]
    [DataRow("host", "hal/Net")]
    [DataRow("host", "tests/Unit/Core")]
    [DataRow("gate", "hal/Net")]
    [DataRow("gate", "tests/Unit/Core")]
    public void OtherFlavoursNameNoNanoFrameworkPackage(string flavour, string project)
    {
        CommandResult result = Repository.Dotnet("msbuild", project, "-p:SpaFlavor=" + flavour, "-getItem:PackageReference", "-getItem:PackageDownload");
        Assert.AreEqual(0, result.ExitCode, result.Output);
        using JsonDocument evaluated = JsonDocument.Parse(result.Output);
        JsonElement items = evaluated.RootElement.GetProperty("Items");
        List<string> asked = Identities(items, "PackageReference").Concat(Identities(items, "PackageDownload")).Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.AreEqual("", string.Join(", ", asked));
    }

    private static bool Asks(JsonElement framework)
    {
        bool asks = framework.TryGetProperty("dependencies", out JsonElement packages)
            && packages.EnumerateObject().Any(package => package.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
        return asks || framework.TryGetProperty("downloadDependencies", out JsonElement downloads)
            && downloads.EnumerateArray().Any(download => download.GetProperty("name").GetString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> Identities(JsonElement items, string name)
    {
        return items.GetProperty(name).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()).ToList();
    }
}
