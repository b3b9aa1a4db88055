// A protocol analyzer on the servers' cable: what tcpdump wrote down.

using System;
using System.IO;
using System.Text;
using System.Threading;

namespace NanoSpa.Acceptance.Rig;

/// <summary>Captures from the constructor on until <see cref="Stop"/>.</summary>
internal sealed class RigCapture : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _file;
    private readonly RigServer _tcpdump;

    public RigCapture(RigBench rig, string filter)
    {
        _file = Path.Combine(rig.Folder, "capture-" + Guid.NewGuid().ToString("N"));
        _tcpdump = new RigServer(rig.Network, ["tcpdump", "-i", "eth0", "-Z", "root", "-s", "0", "--immediate-mode", "-U", "-w", _file, .. filter.Split(' ')]);
        if (!SpinWait.SpinUntil(() => _tcpdump.Said.Contains("listening on", StringComparison.Ordinal), Patience))
        {
            throw new InvalidOperationException("tcpdump does not capture: " + _tcpdump.Said);
        }
    }

    /// <summary>Ends it; the capture file.</summary>
    public byte[] Stop()
    {
        _tcpdump.Dispose();
        return File.ReadAllBytes(_file);
    }

    /// <summary>Where the bytes stand in a capture; -1 when they are nowhere within one frame.</summary>
    public static int Find(byte[] capture, byte[] bytes) => capture.AsSpan().IndexOf(bytes);

    /// <summary>Whether a text can be read in a capture.</summary>
    public static bool Shows(byte[] capture, string text) => Find(capture, Encoding.ASCII.GetBytes(text)) >= 0;

    /// <inheritdoc/>
    public void Dispose() => _tcpdump.Dispose();
}
