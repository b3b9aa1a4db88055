// What a server thinks of a request's credentials.

namespace NanoSpa.Protocols;

/// <summary>The answer of <see cref="DigestServer.Check"/>.</summary>
public enum DigestVerdict
{
    /// <summary>None for this realm: challenge.</summary>
    Absent = 0,

    /// <summary>Parts are missing, too long or of another request: 400.</summary>
    Malformed = 1,

    /// <summary>User or password is not right: challenge, and count it.</summary>
    Wrong = 2,

    /// <summary>All right but for the nonce, which is too old, unknown or used up: challenge with stale=true.</summary>
    Stale = 3,

    /// <summary>Let in.</summary>
    Right = 4,
}
