// A main loop that is not stepped any more in, a restart out.

using System.Threading;
using NanoSpa.Device;

namespace NanoSpa.Boards.Esp32;

/// <summary>
/// The watchdog: a timer beside the loop. It sees a loop that spins or waits in managed code. While a native call blocks the interpreter (a TLS
/// handshake) the timer stands too, so the loop has until the next tick to show that it goes on.
/// </summary>
internal sealed class LoopWatch
{
    private const int TickMs = 15000;

    private readonly Supervisor _supervisor;
    private readonly Timer _timer;
    private bool _seenStuck;

    internal LoopWatch(Supervisor supervisor)
    {
        _supervisor = supervisor;
        _timer = new Timer(Look, null, TickMs, TickMs);
    }

    internal void Stop()
    {
        _timer.Dispose();
    }

    private void Look(object state)
    {
        bool isStuck = _supervisor.IsStuck;
        if (isStuck && _seenStuck)
        {
            Stop();
            _supervisor.Crashed("the main loop is stuck");
        }

        _seenStuck = isStuck;
    }
}
