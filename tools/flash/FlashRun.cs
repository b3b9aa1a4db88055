// A plan in, nanoff run step by step, or the plan printed.

using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Spectre.Console;

namespace NanoSpa.Flash;

/// <summary>Stops at the first step that fails.</summary>
internal static class FlashRun
{
    private const string Nanoff = "nanoff";

    // Later ones take other words for the same (nanoff deploy …).
    private const string Install = "dotnet tool install -g nanoff --version 2.5.90";

    /// <summary>Prints every command with what it reads. Exit status 0.</summary>
    public static int Print(FlashPlan plan)
    {
        foreach ((string what, string[] words) in plan.Steps)
        {
            Console.Out.WriteLine("# " + what);
            Console.Out.WriteLine(string.Join(' ', words.Select(Quoted)));
        }

        foreach (KeyValuePair<string, string> input in plan.Inputs(null))
        {
            Console.Out.WriteLine("# " + input.Key);
            Console.Out.Write(input.Value);
        }

        return 0;
    }

    /// <summary>Checks the port and the image, then runs every command. Exit status 0, or 1 when a command failed.</summary>
    public static int Run(FlashPlan plan, string port)
    {
        CheckPort(port);
        if (!File.Exists(plan.Image))
        {
            throw new UsageException($"there is no image {plan.Image}: dotnet build boards/Esp32/Program -c Release -p:SpaFlavor=device makes it, or name one with --image");
        }

        CheckNanoff();
        string password = plan.NeedsPassword ? Password() : null;

        // Only its owner may look into the folder: the network's password is in it while nanoff runs.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("nanospa-flash-");
        try
        {
            foreach (KeyValuePair<string, string> input in plan.Inputs(password))
            {
                File.WriteAllText(Path.Combine(folder.FullName, input.Key), input.Value);
            }

            for (int step = 0; step < plan.Steps.Count; step++)
            {
                (string what, string[] words) = plan.Steps[step];
                AnsiConsole.MarkupLineInterpolated($"[bold]{step + 1} of {plan.Steps.Count}: {what}[/]");
                int status = Start(words[0], words[1..], folder.FullName);
                if (status != 0)
                {
                    Console.Error.WriteLine($"tools/flash: {what}: {string.Join(' ', words.Select(Quoted))} ended with status {status}; what came before is done");
                    return 1;
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        AnsiConsole.MarkupLineInterpolated($"{plan.Name} is ready: press its reset button, or take its power away for a moment.");
        return 0;
    }

    private static void CheckPort(string port)
    {
        // Windows' ports are no files: there nanoff finds out.
        if (port.StartsWith('/') && !File.Exists(port))
        {
            throw new UsageException($"there is no port {port}; {Ports()}");
        }
    }

    /// <summary>What there is to choose from, in words.</summary>
    public static string Ports()
    {
        string[] ports = Directory.Exists("/dev") ? Directory.GetFiles("/dev", "tty*").Where(path => path.StartsWith("/dev/ttyUSB", StringComparison.Ordinal) || path.StartsWith("/dev/ttyACM", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray() : [];
        return ports.Length == 0 ? "no board is plugged in here as far as can be seen (nanoff --listports)" : "there are " + string.Join(", ", ports);
    }

    private static void CheckNanoff()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Nanoff)) || File.Exists(Path.Combine(folder, Nanoff + ".exe"))))
        {
            throw new UsageException($"nanoff is not on the PATH: {Install}");
        }
    }

    private static string Password() => Console.IsInputRedirected
        ? Console.In.ReadLine() ?? throw new UsageException("--ssid: no password on standard input")
        : AnsiConsole.Prompt(new TextPrompt<string>("Password of the Wi-Fi network:").Secret().AllowEmpty());

    private static int Start(string program, string[] arguments, string folder)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder });
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception missing)
        {
            throw new UsageException($"{program}: {missing.Message}");
        }
    }

    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:\\=".Contains(c, StringComparison.Ordinal)) && word.Length > 0 ? word : "'" + word + "'";
}
