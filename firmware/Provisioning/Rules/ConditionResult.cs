// What became of a condition or of one comparison in it (guide "Conditional Expressions").

namespace NanoSpa.Provisioning;

/// <summary>How a condition came out. An error is not false: the rule fails.</summary>
public enum ConditionResult
{
    /// <summary>It does not hold.</summary>
    False = 0,

    /// <summary>It holds.</summary>
    True = 1,

    /// <summary>It can not be said: bad syntax, or an operand that is no number and no version.</summary>
    Error = 2,

    /// <summary>A comparison behind the one that decided.</summary>
    NotEvaluated = 3,
}
