// A time in, the ESP32's wall clock set.

using System;
using NanoSpa.Hal;
using nanoFramework.Runtime.Native;

namespace NanoSpa.Boards.Esp32;

/// <summary>The real-time clock; it forgets the time without power.</summary>
internal sealed class RtcClock : IWallClock
{
    private const long TicksPerMs = 10000;

    /// <inheritdoc/>
    public void Set(long utcMs)
    {
        Rtc.SetSystemTime(new DateTime(DateTime.UnixEpoch.Ticks + (utcMs * TicksPerMs)));
    }
}
