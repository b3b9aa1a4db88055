// Settings as a test sets them: the guide's own tones and ring patterns, or others.

using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Telephony.Tests;

/// <summary>The factory's values unless set.</summary>
public sealed class FakeSettings : ILineSettings
{
    /// <inheritdoc/>
    public bool IsEnabled { get; set; } = true;

    /// <inheritdoc/>
    public int FlashMinMs { get; set; } = 100;

    /// <inheritdoc/>
    public int FlashMaxMs { get; set; } = 900;

    /// <inheritdoc/>
    public int InterdigitMs { get; set; } = 10000;

    /// <inheritdoc/>
    public int RingHz { get; set; } = 25;

    /// <inheritdoc/>
    public int RingVolts { get; set; } = 70;

    /// <inheritdoc/>
    public bool IsRingTrapezoid { get; set; }

    /// <inheritdoc/>
    public bool IsIdleReversed { get; set; }

    /// <inheritdoc/>
    public bool IsCallerReversed { get; set; }

    /// <inheritdoc/>
    public bool IsCalleeReversed { get; set; }

    /// <summary>Dial, reorder and warning tone.</summary>
    public string[] Tones { get; } = { "350@-19,440@-19;10(*/0/1+2)", "480@-19,620@-19;10(.25/.25/1+2)", "480@-10,620@0;10(.125/.125/1+2)" };

    /// <summary>The cadence of every ring pattern.</summary>
    public string Ring { get; set; } = "60(2/4)";

    /// <inheritdoc/>
    public bool ReadTone(LineTone tone, ToneScript into)
    {
        byte[] text = Encoding.UTF8.GetBytes(Tones[(int)tone]);
        return into.Parse(text, 0, text.Length) == Fault.None;
    }

    /// <inheritdoc/>
    public bool ReadRing(int pattern, CadenceScript into)
    {
        byte[] text = Encoding.UTF8.GetBytes(Ring);
        return into.Parse(text, 0, text.Length) == Fault.None;
    }
}
