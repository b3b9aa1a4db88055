// What the digits dialled so far are to a dial plan.

namespace NanoSpa.Telephony;

/// <summary>Where dialling stands.</summary>
public enum DialResult
{
    /// <summary>More keys are needed; when the long timer ends first, the number is none.</summary>
    Partial = 0,

    /// <summary>A number that more keys could make longer: call it when the timer ends.</summary>
    Complete = 1,

    /// <summary>A number: call it.</summary>
    CompleteNow = 2,

    /// <summary>A number that the plan bars: play reorder.</summary>
    Barred = 3,

    /// <summary>No alternative matches: play reorder.</summary>
    NoMatch = 4,
}
