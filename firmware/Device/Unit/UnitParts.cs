// The parts of a unit: what a board chooses, the unit's own code needs.

using NanoSpa.Hal;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>Filled by a board's program, read once by <see cref="Unit"/>.</summary>
public sealed class UnitParts
{
    /// <summary>Longest profile after decryption and decompression that a unit takes unless its board says otherwise, in bytes.</summary>
    public const int StandardDecodedBytes = 4 * 1024 * 1024;

    /// <summary>Monotonic and wall clock.</summary>
    public IClock Clock;

    /// <summary>Sets the wall clock by the time servers of the parameters; null on a platform that keeps its time by itself.</summary>
    public IWallClock WallClock;

    /// <summary>Seeds delays, gives transaction ids.</summary>
    public IRandom Random;

    /// <summary>Sockets, own address, DHCP options.</summary>
    public INetwork Network;

    /// <summary>Takes the authority of Custom_CA_URL; null for a board that takes none.</summary>
    public ITrust Trust;

    /// <summary>The web listener; null for a unit without one.</summary>
    public IWebListener Web;

    /// <summary>Where the parameters are kept.</summary>
    public IParameterFlash Flash;

    /// <summary>The analog lines, line 1 first; null or empty for a unit without any.</summary>
    public ISlic[] Lines;

    /// <summary>Counts crashes; null for a unit that nobody supervises. While it says so the unit starts with web pages and provisioning only.</summary>
    public Supervisor Supervisor;

    /// <summary>True when the unit starts with web pages and provisioning only.</summary>
    public bool IsSafe
    {
        get { return Supervisor != null && Supervisor.IsSafe; }
    }

    /// <summary>Restarts.</summary>
    public IPower Power;

    /// <summary>MAC, serial, product, versions.</summary>
    public IIdentity Identity;

    /// <summary>Shows log lines; null when there is nobody to see them.</summary>
    public IConsole Console;

    /// <summary>Watches resyncs; null on a board.</summary>
    public IResyncObserver Observer;

    /// <summary>Port of the web listener; 0 means the Web_Server_Port parameter.</summary>
    public int WebPort;

    /// <summary>A name server that comes before the parameters'; 0 for none.</summary>
    public uint DnsAddress;

    /// <summary>The port of <see cref="DnsAddress"/>.</summary>
    public int DnsPort;

    /// <summary>Address that $EXTIP gives while EXT_IP is empty; 0 for none.</summary>
    public uint ExternalAddress;

    /// <summary>RAM for parameter values, in bytes: 20 KiB on a board, up to 256 KiB.</summary>
    public int StoreBytes;

    /// <summary>RAM for a body that may be unchanged, in bytes; taken when first needed. Longer ones are read as they come, and dropped.</summary>
    public int HoldBytes = ResyncEngine.StandardHoldBytes;

    /// <summary>True for a board without the 41 KB that unpacking a profile takes: compressed ones are refused.</summary>
    public bool RefusesGzip;

    /// <summary>RAM for the values that one submitted form changes, in bytes; taken with the first form.</summary>
    public int FormBytes = 8 * 1024;

    /// <summary>Longest file fetched, in bytes.</summary>
    public int MaxBodyBytes = 512 * 1024;

    /// <summary>Longest profile after decryption and decompression, in bytes.</summary>
    public int MaxDecodedBytes = StandardDecodedBytes;
}
