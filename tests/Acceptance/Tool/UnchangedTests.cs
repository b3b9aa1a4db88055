// A real unit process and a real server on loopback: unchanged files, power cycles between runs, 304.

using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class UnchangedTests
{
    // Every run is a power cycle: what one resync knows of the one before it came from the flash's files.
    [TestMethod]
    public void APowerCycleForgetsNoFingerprint()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        Serve(server, "1");
        string[] first = { "--set", "Resync_Random_Delay=0", "--set", $"Profile_Rule={server.Address}/p.xml" };
        Assert.AreEqual("changed", Resync(state, first));
        string[] kept = Slots(state);
        Assert.AreEqual("unchanged", Resync(state));
        CollectionAssert.AreEqual(kept, Slots(state), "not a byte of flash was written");
        Assert.AreEqual("changed", Resync(state, "--set", "GPP_A=by hand", "--set", $"Profile_Rule={server.Address}/p.xml?again"), "another rule");
        Assert.AreEqual("unchanged", Resync(state, "--set", "GPP_A=by hand"));
        StringAssert.Contains(Store(state), "by hand");
        Serve(server, "2");
        Assert.AreEqual("changed", Resync(state), "the same length, another byte");
        StringAssert.Contains(Store(state), $"#profiles  factory  Profile_Rule {Profile("2").Length} bytes, MD5 {Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Profile("2")))}");
    }

    [TestMethod]
    public void AServerThatSaltsEachReplyWearsNoFlash()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/p.xml"] = Salted("1");
        Assert.AreEqual("changed", Resync(state, "--set", "Resync_Random_Delay=0", "--set", $"Profile_Rule={server.Address}/p.xml"));
        server.Files["/p.xml"] = Salted("1");
        Assert.AreEqual("applied", Resync(state));
        string[] kept = Slots(state);
        for (int i = 0; i < 3; i++)
        {
            server.Files["/p.xml"] = Salted("1");
            Assert.AreEqual("applied", Resync(state));
            CollectionAssert.AreEqual(kept, Slots(state));
        }
    }

    private static byte[] Salted(string value) => [.. Encoding.ASCII.GetBytes($"<!-- {Guid.NewGuid()} -->"), .. Profile(value)];

    private static void Serve(FileServer server, string value)
    {
        server.Files["/p.xml"] = Profile(value);
        server.Files["/p.xml?again"] = Profile(value);
    }

    private static byte[] Profile(string value) => Encoding.ASCII.GetBytes($"<flat-profile><GPP_A>{value}</GPP_A></flat-profile>");

    private static string[] Slots(StateFolder state) =>
        new[] { "parameters.0", "parameters.1" }.Select(n => Path.Combine(state.Path, n)).Select(f => File.Exists(f) ? Convert.ToHexString(File.ReadAllBytes(f)) : "").ToArray();

    private static string Store(StateFolder state) => ToolProcess.Run("", "store", state.Path).Output;

    private static string Resync(StateFolder state, params string[] settings)
    {
        (int status, string output, string errors) = ToolProcess.Run("", ["run", "--once", "--log-json", "--state", state.Path, .. settings]);
        Assert.AreEqual(0, status, output + errors);
        JsonElement ended = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).Last(l => l.GetProperty("event").GetString() == "resync");
        return ended.GetProperty("unchanged").GetBoolean() ? "unchanged" : ended.GetProperty("changes").GetArrayLength() > 0 ? "changed" : "applied";
    }
}
