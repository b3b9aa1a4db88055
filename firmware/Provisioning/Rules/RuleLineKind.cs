// What a line of an explained rule is about.

namespace NanoSpa.Provisioning;

/// <summary>For colours; see <see cref="RuleLines"/>.</summary>
public enum RuleLineKind
{
    /// <summary>Nothing special.</summary>
    Plain = 0,

    /// <summary>What holds: the chosen alternative, a true comparison.</summary>
    True = 1,

    /// <summary>What does not hold.</summary>
    False = 2,

    /// <summary>What was not looked at.</summary>
    NotLookedAt = 3,

    /// <summary>A parameter that is set.</summary>
    Assignment = 4,

    /// <summary>An option of the fetch.</summary>
    Option = 5,

    /// <summary>What is fetched.</summary>
    Fetch = 6,
}
