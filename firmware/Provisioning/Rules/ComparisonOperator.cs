// The six operators of a comparison (guide Table 2-2).

namespace NanoSpa.Provisioning;

/// <summary>An operator; each has a sign and a word.</summary>
public enum ComparisonOperator
{
    /// <summary>No operator was found.</summary>
    None = 0,

    /// <summary><c>=</c> or <c>eq</c>.</summary>
    Equal = 1,

    /// <summary><c>!=</c>, <c>ne</c>, and <c>!</c> as before firmware 2.0.6.</summary>
    NotEqual = 2,

    /// <summary><c>&lt;</c> or <c>lt</c>.</summary>
    Less = 3,

    /// <summary><c>&lt;=</c> or <c>le</c>.</summary>
    LessOrEqual = 4,

    /// <summary><c>&gt;</c> or <c>gt</c>.</summary>
    Greater = 5,

    /// <summary><c>&gt;=</c> or <c>ge</c>.</summary>
    GreaterOrEqual = 6,
}
