// The nanospa tool as a person starts it: a process with arguments, its output lines, its exit status.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;

namespace NanoSpa.Tool.Tests;

/// <summary>Starts nanospa from this test's output folder and watches what it prints.</summary>
internal sealed class ToolProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];

    private ToolProcess(string[] prefix, IEnumerable<string> arguments)
    {
        string[] command = [.. prefix, "dotnet", Path.Combine(AppContext.BaseDirectory, "nanospa.dll"), .. arguments];
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

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Add(_lines, e.Data);
        _process.ErrorDataReceived += (_, e) => Add(_errors, e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join("\n", _lines);
            }
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return string.Join("\n", _errors);
            }
        }
    }

    public static ToolProcess Start(params string[] arguments) => new([], arguments);

    /// <summary>Starts it by another command, such as one that enters a network namespace and then becomes the tool.</summary>
    public static ToolProcess StartBehind(string[] prefix, params string[] arguments) => new(prefix, arguments);

    /// <summary>Runs to the end; standard input is <paramref name="input"/>.</summary>
    public static (int Status, string Output, string Errors) Run(string input, params string[] arguments)
    {
        using var tool = new ToolProcess([], arguments);
        tool._process.StandardInput.Write(input);
        tool._process.StandardInput.Close();
        return (tool.WaitForExit(), tool.Output, tool.Errors);
    }

    /// <summary>Types a line at the running tool.</summary>
    public void Type(string line) => _process.StandardInput.WriteLine(line);

    /// <summary>Ends the tool's standard input.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits until standard error shows the text.</summary>
    public void WaitForError(string text)
    {
        if (!SpinWait.SpinUntil(() => Errors.Contains(text, StringComparison.Ordinal), Patience))
        {
            throw new TimeoutException($"nanospa never wrote '{text}' to standard error, but:\n{Errors}");
        }
    }

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public int WaitForExit()
    {
        if (!_process.WaitForExit(Patience))
        {
            throw new TimeoutException("nanospa did not end; it printed:\n" + Output + "\n" + Errors);
        }

        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Waits until the pattern has come <paramref name="times"/> times; the last match.</summary>
    public Match WaitFor(string pattern, int times = 1)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            MatchCollection matches = Regex.Matches(Output, pattern, RegexOptions.Multiline);
            if (matches.Count >= times)
            {
                return matches[times - 1];
            }

            if (_process.HasExited)
            {
                break;
            }

            Thread.Sleep(20);
        }

        throw new TimeoutException($"nanospa never printed /{pattern}/ {times} times; it printed:\n{Output}\n{Errors}");
    }

    /// <summary>The address of the unit's web server, without path.</summary>
    public string WebAddress() => WaitFor(@"Web page: (http://[^/]+)").Groups[1].Value;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static void Add(List<string> lines, string line)
    {
        if (line != null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }
}
