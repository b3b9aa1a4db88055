// What the user account may do with a parameter on the web pages (guide "Open Format Configuration File", ua).

namespace NanoSpa.Parameters;

/// <summary>Access of the user account; the admin account is not affected.</summary>
public enum Access
{
    /// <summary>Not given.</summary>
    None = 0,

    /// <summary>na: hidden.</summary>
    NotAccessible = 1,

    /// <summary>ro: shown.</summary>
    ReadOnly = 2,

    /// <summary>rw: shown and changed.</summary>
    ReadWrite = 3,
}
