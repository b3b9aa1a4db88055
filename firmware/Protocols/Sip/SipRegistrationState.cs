// Where a line's registration stands.

namespace NanoSpa.Protocols;

/// <summary>The states of <see cref="SipRegistration"/>.</summary>
public enum SipRegistrationState
{
    /// <summary>Nothing to register: the line or Register is off, or the settings cannot do.</summary>
    Off = 0,

    /// <summary>Waits for the proxy's addresses.</summary>
    LookingUp = 1,

    /// <summary>A REGISTER is on its way.</summary>
    Trying = 2,

    /// <summary>Registered; waits for the moment to do it again.</summary>
    Registered = 3,

    /// <summary>Waits to try again after a failure.</summary>
    Waiting = 4,
}
