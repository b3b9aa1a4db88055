// The kinds of file a profile may come as (guide "SPA Configuration File").

namespace NanoSpa.Provisioning;

/// <summary>What the first bytes of a file say.</summary>
public enum ProfileFormat
{
    /// <summary>More bytes are needed.</summary>
    Undecided = 0,

    /// <summary>The file of <c>openssl enc</c>: "Salted__".</summary>
    Openssl = 1,

    /// <summary>gzip: 1f 8b.</summary>
    Gzip = 2,

    /// <summary>XML-like text: a less-than sign after an optional byte order mark and white space.</summary>
    Xml = 3,

    /// <summary>No profile; the sniffer's fault says why.</summary>
    Refused = 4,
}
