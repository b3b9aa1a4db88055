// The keys heard on a line (ITU-T Q.23, Q.24).

namespace NanoSpa.Hal;

/// <summary>A receiver that has checked tone and pause lengths by itself.</summary>
public interface IDtmfReceiver
{
    /// <summary>The key that is held now: 0 to 9, * , # or A to D as ASCII; 0 for none. Polled with the hook.</summary>
    byte Poll();
}
