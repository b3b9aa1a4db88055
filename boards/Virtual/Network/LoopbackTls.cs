// How the simulated network's handshakes go.

using NanoSpa.Core;

namespace NanoSpa.Boards.Virtual;

/// <summary>The outcome of every TLS handshake; nothing is encrypted.</summary>
public sealed class LoopbackTls
{
    /// <summary>None, or why each handshake fails.</summary>
    public Fault Fault { get; set; }

    /// <summary>True when no handshake ends.</summary>
    public bool Stalls { get; set; }

    /// <summary>The certificate's name when it is to be compared with the address; null otherwise.</summary>
    public string PeerName { get; set; }
}
