// How the two operands of a comparison were read (guide "Conditional Expressions").

namespace NanoSpa.Provisioning;

/// <summary>What a comparison compares.</summary>
public enum ComparisonKind
{
    /// <summary>Two integers.</summary>
    Integer = 0,

    /// <summary>Two versions, or a version and an integer.</summary>
    Version = 1,

    /// <summary>Two texts, as one of them is quoted: equal or not.</summary>
    String = 2,
}
