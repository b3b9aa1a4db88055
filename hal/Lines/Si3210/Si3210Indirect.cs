// The indirect registers of a Si3210 that the driver uses, and the values all of them start with; where each is from.

namespace NanoSpa.Hal.Lines;

/// <summary>Sources as in <see cref="Si3210Register"/>. The names in brackets are the data sheet's.</summary>
public static class Si3210Indirect
{
    /// <summary>Oscillator 1 frequency (OSC1); 14 is its amplitude (OSC1X), 15 its phase (OSC1Y). 1.61 page 41; numbers: no page (proslic.h).</summary>
    public const int Oscillator1 = 13;

    /// <summary>Oscillator 2 frequency (OSC2), then 17 (OSC2X) and 18 (OSC2Y). As those of oscillator 1.</summary>
    public const int Oscillator2 = 16;

    /// <summary>Ringing frequency, or a trapezoid's slope (RCO). 1.11 page 34, Table 28.</summary>
    public const int RingFrequency = 20;

    /// <summary>Ringing amplitude (RNGX). 1.11 page 34, Table 28; 1.61 page 44.</summary>
    public const int RingAmplitude = 21;

    /// <summary>Ringing initial phase, or half a trapezoid's period (RNGY). 1.11 page 34, Table 28.</summary>
    public const int RingPhase = 22;

    /// <summary>Loop closure filter (NCLR): the first of five filters that are flushed while the chip starts. 1.11 page 26; number: no page (proslic.h).</summary>
    public const int LoopFilter = 35;

    /// <summary>Ring trip filter (NRTP). 1.11 page 37, Table 29.</summary>
    public const int RingTripFilter = 36;

    /// <summary>Filters from <see cref="LoopFilter"/> on: loop closure, ring trip, and the heat of Q1/Q2, Q3/Q4, Q5/Q6.</summary>
    public const int Filters = 5;

    /// <summary>Lets a filter through at once. No page (wctdm.c, "init_proslic").</summary>
    public const int Flushed = 0x8000;

    /// <summary>DC-DC extra, which is left alone: other drivers than DAHDI's do not write it.</summary>
    public const int ConverterExtra = 42;

    /// <summary>
    /// Registers 0 to 43 by their number, for North America: DTMF thresholds, 350 and 440 Hz at -18 dBm, 20 Hz ring, gain 0 dB, 10 mA loop closure,
    /// 34 mA ring trip (RPTP, 1.11 page 37, Table 30), heat limits of the line's transistors. No page: the initial values of the maker's own sample code, which DAHDI
    /// (wctdm.c, "indirect_regs") writes too; register 26 without DAHDI's 6 dB less.
    /// </summary>
    public static ushort[] InitialValues()
    {
        return new ushort[]
        {
            0x55C2, 0x51E6, 0x4B85, 0x4937, 0x3333, 0x0202, 0x0202, 0x0198, 0x0198, 0x0611,
            0x0202, 0x00E5, 0x0A1C, 0x7B30, 0x0063, 0x0000, 0x7870, 0x007D, 0x0000, 0x0000,
            0x7EF0, 0x0160, 0x0000, 0x2000, 0x2000, 0x0000, 0x4000, 0x4000, 0x1000, 0x3600,
            0x1000, 0x0200, 0x07C0, 0x2600, 0x1B80, 0x8000, 0x0320, 0x008C, 0x0100, 0x0010,
            0x0C00, 0x0C00, 0x1000, 0x1000,
        };
    }
}
