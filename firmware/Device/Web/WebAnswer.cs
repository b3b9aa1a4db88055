// What a request asks of the unit beyond its page; the unit takes it when the page was sent.

namespace NanoSpa.Device;

/// <summary>Set by a session, carried out by the server when the session's page has ended.</summary>
internal enum WebAnswer
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A warm restart for changed parameters.</summary>
    RestartWarm = 1,

    /// <summary>A cold restart, which covers a warm one.</summary>
    RestartCold = 2,
}
