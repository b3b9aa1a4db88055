// A command with its arguments in, what it printed out.

using System;
using System.Diagnostics;
using System.IO;

namespace NanoSpa.Acceptance.Rig;

/// <summary>Runs short commands to their end.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Exit status, standard output and standard error.</summary>
    public static (int Status, string Output, string Errors) Try(string input, params string[] command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in command.AsSpan(1))
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException(string.Join(' ', command));
        }

        return (process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Standard output of a command that must succeed.</summary>
    public static string Run(params string[] command)
    {
        (int status, string output, string errors) = Try("", command);
        return status == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)}: status {status}\n{output}{errors}");
    }

    /// <summary>Where a program lies, the folders of system programs among those searched; null when it is in none.</summary>
    public static string Find(string program)
    {
        string folders = Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin:/usr/bin:/bin";
        foreach (string folder in folders.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string path = Path.Combine(folder, program);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
