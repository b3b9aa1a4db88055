// Whether the unit may go to a server.

namespace NanoSpa.Core;

/// <summary>Asked before each server that is fetched from, those of redirects too.</summary>
public interface IServerFilter
{
    /// <summary>True when the host name or dotted address is allowed.</summary>
    bool Allows(byte[] server, int offset, int count);
}
