// What a line reads from the unit's configuration at the moment it needs it.

using NanoSpa.Core;

namespace NanoSpa.Telephony;

/// <summary>Answers for one line. Nothing is allocated.</summary>
public interface ILineSettings
{
    /// <summary>Whether the line is in service (Line_Enable).</summary>
    bool IsEnabled { get; }

    /// <summary>Shortest hook flash (Hook_Flash_Timer_Min).</summary>
    int FlashMinMs { get; }

    /// <summary>Longest hook flash (Hook_Flash_Timer_Max); on hook is told after it.</summary>
    int FlashMaxMs { get; }

    /// <summary>Longest time between two digits (Interdigit_Long_Timer).</summary>
    int InterdigitMs { get; }

    /// <summary>Frequency of the ring voltage (Ring_Frequency).</summary>
    int RingHz { get; }

    /// <summary>Peak of the ring voltage in volts (Ring_Voltage).</summary>
    int RingVolts { get; }

    /// <summary>Shape of the ring voltage (Ring_Waveform): true for a trapezoid, false for a sine.</summary>
    bool IsRingTrapezoid { get; }

    /// <summary>Polarity before a call (Idle_Polarity): true for reverse.</summary>
    bool IsIdleReversed { get; }

    /// <summary>Polarity of an answered outgoing call (Caller_Conn_Polarity).</summary>
    bool IsCallerReversed { get; }

    /// <summary>Polarity of an answered incoming call (Callee_Conn_Polarity).</summary>
    bool IsCalleeReversed { get; }

    /// <summary>Reads a tone; false when there is none, which is silence that never ends.</summary>
    bool ReadTone(LineTone tone, ToneScript into);

    /// <summary>Reads ring pattern 1 to 8 (Ring1_Cadence to Ring8_Cadence); false when there is none: the line rings without a sound.</summary>
    bool ReadRing(int pattern, CadenceScript into);
}
