// What comes after a reply that is not the file.

namespace NanoSpa.Device;

/// <summary>What <see cref="HttpFollower.After"/> answers.</summary>
internal enum FollowUp
{
    /// <summary>It was the last word: the follower's fault says why.</summary>
    End = 0,

    /// <summary>The same server is asked again.</summary>
    Again = 1,

    /// <summary>The target has changed, perhaps its server too.</summary>
    Elsewhere = 2,
}
