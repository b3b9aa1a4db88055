// Where a connection stands.

namespace NanoSpa.Hal;

/// <summary>The life of an <see cref="IConnection"/>.</summary>
public enum ConnectionState
{
    Closed = 0,
    Connecting = 1,
    Open = 2,

    /// <summary>Connecting failed or the connection broke: <see cref="IConnection.Fault"/> says why.</summary>
    Failed = 3,
}
