// tools/flash as a person runs it, with a nanoff that only notes what it is told.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Boards.Tests;

[TestClass]
public sealed class FlashTests
{
    private const string FileList = """
        {
          "SerialPort": "COM3",
          "Files": [
            {
              "DestinationFilePath": "I:\\board.txt",
              "SourceFilePath": "ROOT/boards/Esp32/BOARD/board.txt"
            }
          ]
        }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("nanospa-flash-test-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, true);

    [TestMethod]
    [DynamicData(nameof(BoardTests.Boards), typeof(BoardTests))]
    public void ADryRunPrintsWhatTheBoardsPageSays(string board)
    {
        (int status, string output, string errors) = Flash(board, "--port", "COM3", "--image", "a.bin", "--dry-run");
        Assert.AreEqual(0, status, errors);
        string[] page = Regex.Matches(File.ReadAllText(Path.Combine(Root, "boards", "Esp32", board, "README.md")), "^    (nanoff .*)$", RegexOptions.Multiline)
            .Select(line => line.Groups[1].Value.Replace("PORT", "COM3").Replace("IMAGE", "a.bin")).ToArray();
        string target = Regex.Match(page[0], "--target (\\S+)").Groups[1].Value;
        Assert.AreEqual(
            $"# nanoFramework's runtime for {target}\n{page[0]}\n# files on I:\\\nnanoff --filedeployment files.json\n# the application\n{page[1]}\n# files.json\n"
            + FileList.ReplaceLineEndings("\n").Replace("ROOT", Root, StringComparison.Ordinal).Replace("BOARD", board, StringComparison.Ordinal),
            output);
        Assert.AreEqual(board == "DevKitCWrover" ? "tools/flash: no --ssid: the board keeps the Wi-Fi network that it has, if any\n" : "", errors);
    }

    [TestMethod]
    public void ADryRunShowsNoPassword()
    {
        (int status, string output, _) = Flash("DevKitCWrover", "--port", "/dev/ttyUSB7", "--no-clr", "--ssid", "The office", "--dry-run");
        Assert.AreEqual(0, status);
        StringAssert.StartsWith(output, "# network The office\nnanoff --networkdeployment network.json\n# files on I:\\\n");
        StringAssert.Contains(output, "\"Ssid\": \"The office\",\n    \"Password\": \"(not shown)\"\n");
        StringAssert.Contains(output, $"nanoff --nanodevice --deploy --image {Root}/boards/Esp32/Program/bin/device/Release/netnano1.0/NanoSpa.Boards.Esp32.bin --serialport /dev/ttyUSB7\n");
    }

    [TestMethod]
    public void EveryFileGoesWhereTheProgramLooksForIt()
    {
        string[] names = ["identity.txt", "template.xml", "ca.pem", "client.pem", "client.key"];
        string[] paths = names.Select(name => Write("my-" + name, "x")).ToArray();
        (_, string output, _) = Flash("Wt32Eth01", "--port", "COM3", "--dry-run", "--identity", paths[0], "--template", paths[1], "--ca", paths[2], "--certificate", paths[3], "--certificate-key", paths[4]);
        string program = string.Concat(Directory.GetFiles(Path.Combine(Root, "boards", "Esp32", "Program"), "*.cs").Select(File.ReadAllText));
        foreach ((string name, string path) in names.Zip(paths).Append(("board.txt", Path.Combine(Root, "boards", "Esp32", "Wt32Eth01", "board.txt"))))
        {
            StringAssert.Contains(output, $"\"DestinationFilePath\": \"I:\\\\{name}\",\n      \"SourceFilePath\": \"{path}\"");
            StringAssert.Contains(program, '"' + name + '"');
        }
    }

    [TestMethod]
    public void NanoffIsRunStepByStepWithThePasswordInItsFile()
    {
        FakeNanoff("");
        string image = Write("a.bin", "image");
        (int status, string output, string errors) = FlashWith("secret phrase\n", "DevKitCWrover", "--port", "COM3", "--image", image, "--ssid", "net");
        Assert.AreEqual(0, status, errors);
        string[] said = File.ReadAllLines(Path.Combine(_folder, "said"));
        CollectionAssert.AreEqual(
            new[] { "--target ESP32_PSRAM_REV3 --update --serialport COM3", "--networkdeployment network.json", "--filedeployment files.json", $"--nanodevice --deploy --image {image} --serialport COM3" },
            said.Where(line => line.StartsWith("--", StringComparison.Ordinal)).ToArray());
        Assert.AreEqual(4, said.Count(line => line.Contains("\"Password\": \"secret phrase\"", StringComparison.Ordinal)));
        Assert.IsFalse(output.Contains("secret phrase", StringComparison.Ordinal), output);
        string folder = said.First(line => line.StartsWith('/'));
        Assert.IsFalse(Directory.Exists(folder), "the folder with the password is left");
    }

    [TestMethod]
    public void AStepThatFailsIsTheLast()
    {
        FakeNanoff("case \"$*\" in *filedeployment*) exit 7;; esac");
        (int status, _, string errors) = Flash("Wt32Eth01", "--port", "COM3", "--image", Write("a.bin", "image"));
        Assert.AreEqual(1, status);
        Assert.AreEqual("tools/flash: files on I:\\: nanoff --filedeployment files.json ended with status 7; what came before is done\n", errors);
        Assert.IsFalse(File.ReadAllText(Path.Combine(_folder, "said")).Contains("--deploy ", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("Wt32Eth01 --port COM3 --image IMAGE", "nanoff is not on the PATH: dotnet tool install -g nanoff --version 2.5.90")]
    [DataRow("Wt32Eth01 --port /dev/none --image IMAGE", "there is no port /dev/none; ")]
    [DataRow("Wt32Eth01 --image IMAGE", "--port is missing; ")]
    [DataRow("Wt32Eth01 --port COM3 --image none.bin", "there is no image none.bin: dotnet build boards/Esp32/Program -c Release -p:SpaFlavor=device makes it")]
    [DataRow("Nowhere --port COM3", "Nowhere is no board: there is no ")]
    [DataRow("Nowhere --port COM3", "boards: DevKitCWrover, OlimexPoeWrover, Wt32Eth01")]
    [DataRow("Wt32Eth01 --port COM3 --ca none.pem --dry-run", "--ca: there is no none.pem")]
    [DataRow("Wt32Eth01 --port COM3 --certificate IMAGE --dry-run", "--certificate and --certificate-key go together")]
    [DataRow("Wt32Eth01 --port COM3 --fast", "--fast")]
    public void WhatIsMissingIsSaid(string arguments, string expected)
    {
        string image = Write("a.bin", "image");
        (int status, _, string errors) = Flash(arguments.Replace("IMAGE", image, StringComparison.Ordinal).Split(' '));
        Assert.AreEqual(2, status);
        StringAssert.StartsWith(errors, "tools/flash: ");
        StringAssert.Contains(errors, expected);
    }

    [TestMethod]
    public void TheReadmeNamesEveryOption()
    {
        string readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        (_, string help, _) = Flash("--help");
        string[] options = help.Split(' ', '\n', ',').Select(word => word.Trim()).Where(word => word.StartsWith("--", StringComparison.Ordinal) && word is not ("--help" or "--version")).Distinct().ToArray();
        Assert.AreEqual(10, options.Length, help);
        foreach (string option in options)
        {
            StringAssert.Contains(readme, option);
        }
    }

    private static string Root => BoardTests.Root();

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private void FakeNanoff(string more)
    {
        string path = Write("nanoff", $"#!/bin/sh\necho \"$*\" >>{_folder}/said\npwd >>{_folder}/said\ncat *.json >>{_folder}/said\n{more}\nexit 0\n");
        using Process chmod = Process.Start("chmod", ["+x", path]);
        chmod.WaitForExit();
    }

    private (int Status, string Output, string Errors) Flash(params string[] arguments) => FlashWith("", arguments);

    private (int Status, string Output, string Errors) FlashWith(string input, params string[] arguments)
    {
        // The tools alone: a nanoff of whoever runs the tests is not to be found.
        string[] tools = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(folder => !File.Exists(Path.Combine(folder, "nanoff"))).ToArray();
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nanospa-flash.dll"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root,
        };
        process.StartInfo.Environment["PATH"] = string.Join(':', tools.Prepend(_folder));
        process.Start();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
