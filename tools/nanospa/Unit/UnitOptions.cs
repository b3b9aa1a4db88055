// What the commands that run a unit were asked for.

using System;
using System.Collections.Generic;
using NanoSpa.Boards.Virtual;
using NanoSpa.Hal.Net;

namespace NanoSpa.Tool.Unit;

/// <summary>Everything a virtual unit on a PC needs to start.</summary>
internal sealed record UnitOptions
{
    public required VirtualIdentity Identity { get; init; }

    public required string StateFolder { get; init; }

    public IReadOnlyList<(string Name, byte[] Value)> Assignments { get; init; } = [];

    public uint Address { get; init; }

    public uint ExternalAddress { get; init; }

    /// <summary>Host part of the web server's address.</summary>
    public string WebHost { get; init; } = "127.0.0.1";

    /// <summary>Port of the web server; 0 takes a free one.</summary>
    public int WebPort { get; init; }

    public string Option66 { get; init; }

    /// <summary>Whom https trusts and what it shows; trusts nobody when nothing was given.</summary>
    public TlsIdentity Tls { get; init; } = new();

    public uint DnsAddress { get; init; }

    public int DnsPort { get; init; } = 53;

    /// <summary>End after the first resync.</summary>
    public bool Once { get; init; }

    public bool Json { get; init; }

    /// <summary>Highest level of debug lines to show, 0 to 3.</summary>
    public int DebugLevel { get; init; }
}
