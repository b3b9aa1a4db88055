// What of the unit the pages look at.

using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>Borrowed parts of one unit; set once.</summary>
internal sealed class WebState
{
    internal IClock Clock;
    internal IRandom Random;
    internal IIdentity Identity;
    internal ParameterStore Store;
    internal ResyncEngine Resync;
    internal MacroValues Values;
    internal LineBank Lines;
    internal StatusTable Status;
    internal SipAgent Sip;
    internal PendingRestart Restart;
    internal int FormBytes;
}
