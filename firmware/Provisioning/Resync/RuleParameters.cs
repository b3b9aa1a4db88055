// A rule's number in, its parameter out.

using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>The four profile rules.</summary>
public static class RuleParameters
{
    /// <summary>The parameter of rule 0 (Profile_Rule) to 3 (Profile_Rule_D).</summary>
    public static int Of(int ruleIndex)
    {
        switch (ruleIndex)
        {
            case 0:
                return ParameterIndex.Profile_Rule;
            case 1:
                return ParameterIndex.Profile_Rule_B;
            case 2:
                return ParameterIndex.Profile_Rule_C;
            default:
                return ParameterIndex.Profile_Rule_D;
        }
    }
}
