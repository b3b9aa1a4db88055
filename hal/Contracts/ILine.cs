// One analog line (FXS) as its interface circuit shows it.

namespace NanoSpa.Hal;

/// <summary>Polled by the main loop, every 10 to 20 ms; nothing calls back.</summary>
public interface ILine
{
    /// <summary>True while loop current flows: the handset is up. As the circuit says it, bounces included.</summary>
    bool IsOffHook { get; }
}
