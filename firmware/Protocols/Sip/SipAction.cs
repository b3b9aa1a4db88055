// What a NOTIFY asks of the unit.

namespace NanoSpa.Protocols;

/// <summary>The acts; each is carried out once its 200 is on its way.</summary>
public enum SipAction
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A resync to the profile rules, when all lines are idle.</summary>
    Resync = 1,

    /// <summary>A report to Report_Rule.</summary>
    Report = 2,

    /// <summary>A cold restart at once.</summary>
    RebootNow = 3,

    /// <summary>A warm restart at once.</summary>
    RestartNow = 4,

    /// <summary>A cold restart when all lines are idle.</summary>
    Reboot = 5,
}
