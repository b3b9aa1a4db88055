// What a fetch does on its way, for the log.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>Told as it happens, before the outcome; what is passed is borrowed for the call.</summary>
public interface IFetchObserver
{
    /// <summary>An address is tried for this URL.</summary>
    void AddressTried(FileUrl url, uint address);

    /// <summary>An address did not respond and another one comes next.</summary>
    void AddressFailed(uint address, Fault fault);

    /// <summary>The server sends the unit elsewhere.</summary>
    void Redirected(int statusCode, FileUrl target);
}
