// What a URL of the administration web server stands for.

namespace NanoSpa.Device;

/// <summary>Pages in the order of their tabs, then commands.</summary>
public enum WebPlace
{
    /// <summary>No such page.</summary>
    Unknown = 0,

    /// <summary>The start page.</summary>
    Info = 1,

    /// <summary>Network, web server, log servers.</summary>
    System = 2,

    /// <summary>SIP and RTP.</summary>
    Sip = 3,

    /// <summary>Rules and general purpose parameters.</summary>
    Provisioning = 4,

    /// <summary>Tones, rings, codes.</summary>
    Regional = 5,

    /// <summary>Line 1.</summary>
    Line1 = 6,

    /// <summary>Line 2.</summary>
    Line2 = 7,

    /// <summary>The settings of line 1's user.</summary>
    User1 = 8,

    /// <summary>The settings of line 2's user.</summary>
    User2 = 9,

    /// <summary>What the rules would do now, and the last resyncs.</summary>
    Resyncs = 10,

    /// <summary>What is under way; reloads until it is done.</summary>
    Status = 11,

    /// <summary>The stylesheet.</summary>
    Style = 12,

    /// <summary>Resync to the rule in the query.</summary>
    Resync = 13,

    /// <summary>Upgrade by the rule in the query.</summary>
    Upgrade = 14,

    /// <summary>Restart.</summary>
    Reboot = 15,

    /// <summary>The configuration in profile form.</summary>
    Export = 16,

    /// <summary>Send the configuration to Report_Rule's server.</summary>
    Report = 17,
}
