// A board file in, what is wrong with its pins out (boards/Esp32/README.md, "Rules").

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Boards.Tests;

/// <summary>What an ESP32 can do with its pins, and what a board has done with them.</summary>
internal sealed class BoardCheck
{
    private static readonly string[] Targets =
        ["ESP32_REV3", "ESP32_PSRAM_REV3", "ESP32_OLIMEX_WROVER", "ESP32_ETHERNET_KIT_1.2", "ESP32_WT32_ETH01", "ESP32_WESP32", "ESP32_LILYGO"];

    private static readonly int[] Flash = [6, 7, 8, 9, 10, 11];
    private static readonly int[] Console = [1, 3];
    private static readonly int[] Psram = [16, 17];
    private static readonly int[] Ethernet = [18, 19, 21, 22, 23, 25, 26, 27];
    private static readonly int[] Strapping = [0, 2, 5, 12, 15];
    private static readonly string[] Parts = ["Ag1171", "KS0835F", "Si3210"];
    private static readonly string[] Outputs = ["ring", "forward", "power", "clock", "out", "select", "reset"];
    private static readonly string[] Quiet = ["ring", "reset"];
    private static readonly string[] Receiver = ["q1", "q2", "q3", "q4", "strobe"];
    private static readonly string[] OnPins = ["hook", "ring", "forward", "power", .. Receiver];
    private static readonly string[] OnSpi = ["select", "reset"];
    private static readonly string[] Bus = ["spi.clock", "spi.out", "spi.in"];

    private readonly List<string> _problems = [];
    private readonly Dictionary<int, string> _used = [];
    private readonly BoardFile _file = new();
    private readonly string _text;

    private BoardCheck(string text) => _text = text;

    /// <summary>The pins that a board uses, by what they are used for.</summary>
    public static Dictionary<int, string> Pins(string text) => Checked(text)._used;

    /// <summary>What is wrong, a sentence each.</summary>
    public static List<string> Problems(string text) => Checked(text)._problems;

    private static BoardCheck Checked(string text)
    {
        var check = new BoardCheck(text);
        if (check._file.Read(Encoding.ASCII.GetBytes(text)))
        {
            check.Facts();
            check.Use();
        }
        else
        {
            check._problems.Add($"line {check._file.ProblemLine} is wrong");
        }

        return check;
    }

    private void Facts()
    {
        Tell(!Targets.Contains(_file.TextOf("target")), "target is none of nanoFramework's");
        Tell(_file.TextOf("network") is not ("ethernet" or "wifi"), "network is neither ethernet nor wifi");
        Tell(_file.TextOf("psram") is not ("yes" or "no"), "psram is neither yes nor no");
        Tell(string.IsNullOrEmpty(_file.TextOf("name")), "name is missing");
        Tell(!Parts.Contains(_file.TextOf("slic")), "slic is no part there is a driver for");
        foreach (string figure in new[] { "flash.megabytes", "files.kilobytes", "heap.kilobytes" })
        {
            Tell(_file.NumberOf(figure) <= 0, figure + " is no number");
        }

        Tell(_file.TextOf("flash.clr") != $"nanoff --target {_file.TextOf("target")} --update --serialport PORT", "flash.clr is not for the target");
        Tell(_file.TextOf("flash.image")?.Contains("--deploy --image IMAGE", StringComparison.Ordinal) != true, "flash.image deploys nothing");
        Tell(Flash.Except(List("reserved.flash")).Any(), "reserved.flash lacks a pin");
        Tell(Console.Except(List("reserved.console")).Any(), "reserved.console lacks a pin");
        Tell(_file.TextOf("psram") == "yes" && Psram.Except(List("reserved.psram")).Any(), "reserved.psram lacks a pin");
        int[] ethernet = List("reserved.ethernet");
        Tell(_file.TextOf("network") == "ethernet" && (Ethernet.Except(ethernet).Any() || !(ethernet.Contains(0) || ethernet.Contains(17))), "reserved.ethernet lacks a pin");
    }

    private void Use()
    {
        int lines = _file.NumberOf("lines");
        bool isSpi = _file.TextOf("slic") == "Si3210";
        Tell(lines is not (1 or 2) || OnPins.Concat(OnSpi).Any(pin => _file.TextOf($"line{lines + 1}.{pin}") != null), "lines is not how many there are");
        foreach (string pin in Bus)
        {
            Take(pin, isSpi, !isSpi);
        }

        for (int line = 1; line <= Math.Min(lines, 2); line++)
        {
            string prefix = $"line{line}.";
            foreach (string pin in OnSpi)
            {
                Take(prefix + pin, isSpi, !isSpi);
            }

            if (isSpi)
            {
                foreach (string pin in OnPins)
                {
                    Take(prefix + pin, false, true);
                }

                continue;
            }

            Take(prefix + "hook", true);
            Take(prefix + "ring", true);
            Take(prefix + "forward", true);
            Take(prefix + "power", false);
            bool hears = Receiver.Any(pin => _file.TextOf(prefix + pin) != null);
            foreach (string pin in Receiver)
            {
                Take(prefix + pin, hears);
            }
        }

        Take("button", true);
    }

    private void Take(string key, bool isNeeded, bool isForeign = false)
    {
        if (_file.TextOf(key) == null)
        {
            Tell(isNeeded, key + " is missing");
            return;
        }

        Tell(isForeign, $"{key} is no pin of the part");

        int pin = _file.NumberOf(key);
        string use = key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];
        bool isOutput = Outputs.Contains(use);
        string[] holders = _text.Split('\n').Where(l => l.StartsWith("reserved.", StringComparison.Ordinal)).Select(l => l.Split('=')[0].Trim()).ToArray();
        bool isBootButton = use == "button" && pin == 0;
        Tell(_used.TryGetValue(pin, out string other), $"{key}: GPIO {pin} is {other} already");
        Tell(!List("header").Contains(pin), $"{key}: GPIO {pin} is on no header");
        foreach (string holder in holders)
        {
            Tell(List(holder).Contains(pin), $"{key}: GPIO {pin} is {holder}");
        }

        Tell(isOutput && pin is >= 34 and <= 39, $"{key}: GPIO {pin} is an input only");
        Tell(Quiet.Contains(use) && pin == 14, $"{key}: GPIO {pin} is not quiet at start");
        Tell(Strapping.Contains(pin) && !isBootButton && (isOutput || pin is 0 or 12 || (pin == 2 && use != "strobe")), $"{key}: GPIO {pin} is a strapping pin");
        _used[pin] = key;
    }

    private int[] List(string key)
    {
        string value = _file.TextOf(key) ?? "";
        return value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => int.TryParse(part, out int pin) ? pin : -1).ToArray();
    }

    private void Tell(bool isWrong, string problem)
    {
        if (isWrong)
        {
            _problems.Add(problem);
        }
    }
}
