// The user's access to a parameter as the ua attribute spells it (guide "Open Format Configuration File").

namespace NanoSpa.Parameters;

/// <summary>na, ro, rw.</summary>
public static class AccessText
{
    /// <summary>The spelling; null for anything that is no level.</summary>
    public static string Of(Access access)
    {
        switch (access)
        {
            case Access.NotAccessible:
                return "na";
            case Access.ReadOnly:
                return "ro";
            case Access.ReadWrite:
                return "rw";
            default:
                return null;
        }
    }
}
