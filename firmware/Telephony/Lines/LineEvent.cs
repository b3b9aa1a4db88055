// What can happen to an analog line.

namespace NanoSpa.Telephony;

/// <summary>The events of a line: of the telephone, of the clock, and of whoever controls calls.</summary>
public enum LineEvent
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The handset is up.</summary>
    PickedUp = 1,

    /// <summary>The handset is down, and was so for longer than a hook flash.</summary>
    HungUp = 2,

    /// <summary>The hook was pressed shortly (hook flash).</summary>
    Flash = 3,

    /// <summary>A digit was dialled, by key or by pulses.</summary>
    Digit = 4,

    /// <summary>The circuit cut the ring voltage: somebody seems to answer.</summary>
    RingTrip = 5,

    /// <summary>After a ring trip the handset was found down: it was noise.</summary>
    FalseTrip = 6,

    /// <summary>The tone of the state, or the time for the next digit, is over.</summary>
    Expired = 7,

    /// <summary>Call control: a call comes in.</summary>
    Ring = 8,

    /// <summary>Call control: the call that came in is gone.</summary>
    RingEnds = 9,

    /// <summary>Call control: the number is complete and called.</summary>
    Placed = 10,

    /// <summary>Call control: the called party has answered.</summary>
    Connected = 11,

    /// <summary>Call control: the number is refused, or the far end has hung up.</summary>
    Cleared = 12,
}
