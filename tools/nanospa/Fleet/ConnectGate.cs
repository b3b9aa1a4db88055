// How many connections may be in the making at once: each one costs the platform a thread.

using System.Threading;

namespace NanoSpa.Tool.Fleet;

/// <summary>Counts places; from any thread.</summary>
internal sealed class ConnectGate(int places)
{
    private int _taken;
    private int _heldBack;

    /// <summary>Connections that found no place at once.</summary>
    public int HeldBack => Volatile.Read(ref _heldBack);

    public void TellHeldBack() => Interlocked.Increment(ref _heldBack);

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _taken) <= places)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _taken);
}
