// What credentials are worth.

namespace NanoSpa.Protocols;

/// <summary>The answer of <see cref="SipVerifier"/>.</summary>
public enum SipVerdict
{
    /// <summary>None for the realm, or not readable: to be challenged.</summary>
    None = 0,

    /// <summary>Another user or password, or a nonce of somebody else.</summary>
    Wrong = 1,

    /// <summary>The right password with a nonce that is too old: to be challenged with stale=true.</summary>
    Stale = 2,

    /// <summary>The right password with a count that was used before: the message is a copy of an earlier one.</summary>
    Replayed = 3,

    /// <summary>The right password, for the first time.</summary>
    Right = 4,
}
