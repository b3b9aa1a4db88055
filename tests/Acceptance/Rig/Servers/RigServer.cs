// One server program in the foreground of a namespace.

using System;
using System.Diagnostics;
using System.Globalization;

namespace NanoSpa.Acceptance.Rig;

/// <summary>Started by its command; ended by SIGTERM to its pid.</summary>
internal sealed class RigServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private bool _ended;

    public RigServer(RigNetwork network, params string[] command)
    {
        Command = command;
        var start = new ProcessStartInfo("ip") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["netns", "exec", network.Servers, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Said += e.Data;
        _process.ErrorDataReceived += (_, e) => Said += e.Data;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string[] Command { get; }

    /// <summary>What it printed.</summary>
    public string Said { get; private set; } = "";

    public bool HasExited => _process.HasExited;

    /// <summary>Ends it and waits until it is gone; a second time does nothing.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        if (!_process.HasExited)
        {
            Shell.Try("", "kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture));
            if (!_process.WaitForExit(Patience))
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }
}
