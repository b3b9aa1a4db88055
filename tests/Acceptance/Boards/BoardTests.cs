// Every board of the repository against the rules, its page against its file, and the rules against bad boards.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Boards.Tests;

[TestClass]
public sealed class BoardTests
{
    private static readonly Dictionary<string, string> Signals = new()
    {
        ["hook"] = "SHK", ["ring"] = "RM", ["forward"] = "F/R", ["power"] = "PD", ["q1"] = "Q1", ["q2"] = "Q2", ["q3"] = "Q3", ["q4"] = "Q4", ["strobe"] = "StD",
        ["select"] = "CS", ["reset"] = "RESET", ["spi.clock"] = "SCLK", ["spi.out"] = "SDI", ["spi.in"] = "SDO",
    };

    public static IEnumerable<object[]> Boards => Directory.GetFiles(Path.Combine(Root(), "boards", "Esp32"), "board.txt", SearchOption.AllDirectories)
        .Select(path => new object[] { Path.GetFileName(Path.GetDirectoryName(path)) });

    [TestMethod]
    public void ThereAreThreeBoards() => Assert.AreEqual(3, Boards.Count());

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void TheBoardKeepsTheRules(string board) => Assert.AreEqual("", string.Join("; ", BoardCheck.Problems(Read(board, "board.txt"))));

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void ThePageWiresWhatTheFileSays(string board) => Wires(Read(board, "board.txt"), Read(board, "README.md"), "");

    [TestMethod]
    public void TheExampleWithASi3210KeepsTheRulesAndIsWiredSo()
    {
        string file = WithSi3210();
        Assert.AreEqual("", string.Join("; ", BoardCheck.Problems(file)));
        string page = Read("", "README.md");
        Wires(file, page[page.IndexOf("## A line with a Si3210", StringComparison.Ordinal)..page.IndexOf("| fault | what was read |", StringComparison.Ordinal)], "0 button");
    }

    [TestMethod]
    [DataRow("line1.reset = 21", "", "line1.reset is missing")]
    [DataRow("line1.reset = 21", "line1.reset = 14", "line1.reset: GPIO 14 is not quiet at start")]
    [DataRow("line1.reset = 21", "line1.reset = 5", "line1.reset: GPIO 5 is a strapping pin")]
    [DataRow("line1.select = 22", "line1.select = 34", "line1.select: GPIO 34 is an input only")]
    [DataRow("spi.in = 19", "spi.in = 34", "")]
    [DataRow("spi.in = 19", "spi.in = 18", "spi.in: GPIO 18 is spi.clock already")]
    [DataRow("spi.out = 23", "", "spi.out is missing")]
    [DataRow("spi.out = 23", "spi.out = 16", "spi.out: GPIO 16 is on no header; spi.out: GPIO 16 is reserved.psram")]
    [DataRow("spi.out = 23", "spi.out = 23\nline1.ring = 25", "line1.ring is no pin of the part")]
    [DataRow("lines = 1", "lines = 2", "line2.select is missing; line2.reset is missing")]
    [DataRow("lines = 1", "lines = 1\nline2.select = 25", "lines is not how many there are")]
    [DataRow("slic = Si3210", "slic = Si3211", "slic is no part there is a driver for; spi.clock is no pin of the part; spi.out is no pin of the part; spi.in is no pin of the part; "
        + "line1.select is no pin of the part; line1.reset is no pin of the part; line1.hook is missing; line1.ring is missing; line1.forward is missing")]
    public void ABadBoardWithASi3210IsFound(string good, string bad, string expected)
    {
        StringAssert.Contains(WithSi3210(), good);
        Assert.AreEqual(expected, string.Join("; ", BoardCheck.Problems(WithSi3210().Replace(good, bad, StringComparison.Ordinal))));
    }

    // The driver that the board's part chooses is told by the one word that BoardLines compares with.
    [TestMethod]
    public void TheProgramChoosesTheDriverByTheSameWord() =>
        StringAssert.Contains(File.ReadAllText(Path.Combine(Root(), "boards", "Esp32", "Drivers", "BoardLines.cs")), "private const string ProSlic = \"Si3210\";");

    // The DevKitC's file with the lines of the overview's example instead of its own.
    private static string WithSi3210()
    {
        string page = Read("", "README.md");
        IEnumerable<string> example = page[page.IndexOf("## A line with a Si3210", StringComparison.Ordinal)..].Split('\n')
            .Where(line => Regex.IsMatch(line, "^    [a-z0-9.]+ = ")).Select(line => line.Trim());
        IEnumerable<string> kept = Read("DevKitCWrover", "board.txt").Split('\n').Where(line => !Regex.IsMatch(line, @"^(slic|lines|line1\.[a-z0-9]+) ="));
        return string.Join('\n', kept.Concat(example));
    }

    private static void Wires(string file, string page, string elsewhere)
    {
        string[] expected = BoardCheck.Pins(file).Select(pin => pin.Key + " " + SignalOf(pin.Value)).Where(wire => wire != elsewhere).Order().ToArray();
        string[] wired = Regex.Matches(page, @"^\| (\d+) \| [^|]*\| ([^|]+) \|", RegexOptions.Multiline)
            .Select(row => row.Groups[1].Value + " " + row.Groups[2].Value).Order().ToArray();
        CollectionAssert.AreEqual(expected, wired, string.Join(", ", wired));
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void ThePageFlashesWhatTheFileSays(string board)
    {
        foreach (string line in Read(board, "board.txt").Split('\n').Where(l => l.StartsWith("flash.", StringComparison.Ordinal) && l.Contains("nanoff", StringComparison.Ordinal)))
        {
            StringAssert.Contains(Read(board, "README.md"), "    " + line.Split(" = ")[1].Trim() + "\n");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void TheOverviewNamesIt(string board) => StringAssert.Contains(Read("", "README.md"), $"[{board}]({board})");

    [TestMethod]
    [DataRow("line1.ring = 4", "line1.ring = 36", "line1.ring: GPIO 36 is line1.hook already; line1.ring: GPIO 36 is an input only")]
    [DataRow("line1.ring = 4", "line1.ring = 14", "line1.ring: GPIO 14 is not quiet at start; line1.q3: GPIO 14 is line1.ring already")]
    [DataRow("line1.ring = 4", "line1.ring = 15", "line1.ring: GPIO 15 is a strapping pin; button: GPIO 15 is line1.ring already")]
    [DataRow("line1.ring = 4", "line1.ring = 2", "line1.ring: GPIO 2 is a strapping pin")]
    [DataRow("line1.ring = 4", "line1.ring = 12", "line1.ring: GPIO 12 is a strapping pin")]
    [DataRow("line1.ring = 4", "line1.ring = 13", "line1.ring: GPIO 13 is on no header")]
    [DataRow("line1.ring = 4", "line1.ring = 26", "line1.ring: GPIO 26 is on no header; line1.ring: GPIO 26 is reserved.ethernet")]
    [DataRow("line1.ring = 4", "line1.ring = 3", "line1.ring: GPIO 3 is reserved.console")]
    [DataRow("line1.ring = 4", "line1.ring = 34", "line1.ring: GPIO 34 is on no header; line1.ring: GPIO 34 is an input only")]
    [DataRow("line1.ring = 4", "line1.ring = 0", "line1.ring: GPIO 0 is reserved.ethernet; line1.ring: GPIO 0 is a strapping pin")]
    [DataRow("line1.forward = 33", "line1.forward = 39", "line1.forward: GPIO 39 is an input only; line1.q1: GPIO 39 is line1.forward already")]
    [DataRow("line1.forward = 33", "line1.forward = 5", "line1.forward: GPIO 5 is a strapping pin; line1.strobe: GPIO 5 is line1.forward already")]
    [DataRow("line1.power = 32", "line1.power = 35", "line1.power: GPIO 35 is an input only; line1.q2: GPIO 35 is line1.power already")]
    [DataRow("line1.ring = 4", "", "line1.ring is missing")]
    [DataRow("line1.strobe = 5", "", "line1.strobe is missing")]
    [DataRow("line1.q2 = 35", "line1.q2 = 12", "line1.q2: GPIO 12 is a strapping pin")]
    [DataRow("line1.q2 = 35", "line1.q2 = 2", "line1.q2: GPIO 2 is a strapping pin")]
    [DataRow("line1.strobe = 5", "line1.strobe = 2", "")]
    [DataRow("button = 15", "button = 0", "button: GPIO 0 is reserved.ethernet")]
    [DataRow("button = 15", "button = 12", "button: GPIO 12 is a strapping pin")]
    [DataRow("lines = 1", "lines = 1\nline2.hook = 35", "lines is not how many there are")]
    [DataRow("lines = 1", "lines = 0", "lines is not how many there are")]
    [DataRow("lines = 1", "lines = 2", "line2.hook is missing; line2.ring is missing; line2.forward is missing")]
    [DataRow("psram = no", "psram = yes", "reserved.psram lacks a pin")]
    [DataRow("psram = no", "psram = yes\nreserved.psram = 16", "reserved.psram lacks a pin")]
    [DataRow("psram = no", "psram = some", "psram is neither yes nor no")]
    [DataRow("slic = Ag1171", "", "slic is no part there is a driver for")]
    [DataRow("name = Wireless-Tag WT32-ETH01", "", "name is missing")]
    [DataRow("--deploy --image IMAGE", "--deploy", "flash.image deploys nothing")]
    [DataRow("reserved.console = 1 3", "reserved.console = 3", "reserved.console lacks a pin")]
    [DataRow("reserved.flash = 6 7 8 9 10 11", "reserved.flash = 6 7 8 9 10", "reserved.flash lacks a pin")]
    [DataRow("reserved.ethernet = 0 16", "reserved.ethernet = 17 16", "line1.q4: GPIO 17 is reserved.ethernet")]
    [DataRow("reserved.ethernet = 0 16", "reserved.ethernet = 16", "reserved.ethernet lacks a pin")]
    [DataRow("22 23 25 26 27", "22 23 25 26", "reserved.ethernet lacks a pin")]
    [DataRow("reserved.flash = 6", "reserved.flash =", "reserved.flash lacks a pin")]
    [DataRow("target = ESP32_WT32_ETH01", "target = ESP32_PSRAM_REV3", "flash.clr is not for the target")]
    [DataRow("target = ESP32_WT32_ETH01", "target = ESP32", "target is none of nanoFramework's; flash.clr is not for the target")]
    [DataRow("network = ethernet", "network = lan", "network is neither ethernet nor wifi")]
    [DataRow("heap.kilobytes = 60", "heap.kilobytes = much", "heap.kilobytes is no number")]
    [DataRow("lines = 1", "lines = 1\nlines = 1", "line 16 is wrong")]
    public void ABadBoardIsFound(string good, string bad, string expected)
    {
        string text = Read("Wt32Eth01", "board.txt");
        StringAssert.Contains(text, good);
        Assert.AreEqual(expected, string.Join("; ", BoardCheck.Problems(text.Replace(good, bad, StringComparison.Ordinal))));
    }

    private static string SignalOf(string key) => key == "button" ? key : key.StartsWith("spi.", StringComparison.Ordinal) ? Signals[key] : $"line {key[4]} {Signals[key[6..]]}";

    private static string Read(string board, string file) => File.ReadAllText(Path.Combine(Root(), "boards", "Esp32", board, file));

    internal static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "nanoSpa.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("nanoSpa.sln is in no folder above the tests");
        }

        return folder;
    }
}
