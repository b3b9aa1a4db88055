// Which parameter a rule text comes from: the kinds differ in their options only (guide "Profile Rules", "Report Rule", "Upgrade Rule").

namespace NanoSpa.Provisioning;

/// <summary>What a rule text is for.</summary>
public enum RuleKind
{
    /// <summary>Profile_Rule, Profile_Rule_B to _D, and a resync by URL: every option.</summary>
    Profile = 0,

    /// <summary>Upgrade_Rule and an upgrade by URL: --uid and --pwd.</summary>
    Upgrade = 1,

    /// <summary>Report_Rule: --key, --md, --uid, --pwd, --delta and --status.</summary>
    Report = 2,

    /// <summary>Resync_Trigger_1 and _2: one condition without parentheses, and nothing else.</summary>
    Trigger = 3,
}
