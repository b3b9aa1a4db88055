// Frequency, peak and shape of a ring in, a Si3210's ringing registers out (data sheet, Preliminary Rev. 1.11, pages 34 to 37; Rev. 1.61, page 44).

namespace NanoSpa.Hal.Lines;

/// <summary>What was written once is not written again: a burst of the cadence then costs no more than the line feed's state.</summary>
public sealed class Si3210Ring
{
    /// <summary>Slowest ring (1.11 page 34, Table 28).</summary>
    public const int MinHz = 15;

    /// <summary>Fastest ring (1.11 page 34, Table 28).</summary>
    public const int MaxHz = 100;

    /// <summary>Least peak: it has to be above the on-hook voltage of 48 V (1.61 page 44).</summary>
    public const int MinVolts = 50;

    /// <summary>Greatest peak: the battery's 94.5 V less the overhead.</summary>
    public const int MaxVolts = 88;

    // The ringing oscillator's samples a second, and the volts of full scale (1.11 page 34).
    private const int RateHz = 1000;
    private const int FullScaleVolts = 96;

    // Battery above the peak (1.11 page 35); 6 V are what DAHDI leaves when it rings with 89 V.
    private const int OverheadVolts = 6;

    // A trapezoid of crest factor 1.3 rises for 3/4 (1 - 1/1.3^2) of its period: in samples of 8 kHz 2449.7 / f (1.11 page 35).
    private const int HalfPeriodSamples = 4000;
    private const int RiseTenthsOfSamples = 24497;

    // Recommended filter (NRTP) and debounce (RTDI) by the ring's frequency: 16.7, 20, 30, 40, 50, 60 Hz (1.11 page 37, Table 30).
    private readonly ushort[] _upToHz = new ushort[] { 18, 25, 35, 45, 55, MaxHz };
    private readonly ushort[] _filters = new ushort[] { 0x0200, 0x0320, 0x0380, 0x0400, 0x06A8, 0x0800 };
    private readonly byte[] _debounces = new byte[] { 0x0F, 0x0B, 0x09, 0x07, 0x05, 0x05 };

    private readonly Si3210Bus _bus;
    private int _volts = 70;
    private bool _isTrapezoid;
    private int _writtenHz;

    /// <summary>Rings by this bus: 70 V, a sine.</summary>
    public Si3210Ring(Si3210Bus bus)
    {
        _bus = bus;
    }

    /// <summary>The peak, brought into the chip's range, and the shape from the next <see cref="Add"/> on.</summary>
    public void Shape(int peakVolts, bool isTrapezoid)
    {
        _volts = peakVolts < MinVolts ? MinVolts : peakVolts > MaxVolts ? MaxVolts : peakVolts;
        _isTrapezoid = isTrapezoid;
        _writtenHz = 0;
    }

    /// <summary>The chip's registers are not known any more.</summary>
    public void Forget()
    {
        _writtenHz = 0;
    }

    /// <summary>Queues what the chip does not have yet for a ring of this frequency, brought into the chip's range.</summary>
    public void Add(int frequencyHz)
    {
        int hz = frequencyHz < MinHz ? MinHz : frequencyHz > MaxHz ? MaxHz : frequencyHz;
        if (hz == _writtenHz)
        {
            return;
        }

        _writtenHz = hz;
        _bus.Add(Si3210Register.HighBattery, Battery(_volts));
        _bus.Add(Si3210Register.RingControl, _isTrapezoid ? Si3210Register.RingTrapezoid : 0);
        _bus.AddIndirect(Si3210Indirect.RingFrequency, _isTrapezoid ? Slope(hz, _volts) : Resonator.Coefficient(hz, RateHz));
        _bus.AddIndirect(Si3210Indirect.RingAmplitude, _isTrapezoid ? Peak(_volts) : Amplitude(hz, _volts));
        _bus.AddIndirect(Si3210Indirect.RingPhase, _isTrapezoid ? HalfPeriod(hz) : 0);
        int row = 0;
        while (hz > _upToHz[row])
        {
            row++;
        }

        _bus.AddIndirect(Si3210Indirect.RingTripFilter, _filters[row]);
        _bus.Add(Si3210Register.RingTripDebounce, _debounces[row]);
    }

    /// <summary>A sine's RNGX = 1/4 sqrt((1 - c) / (1 + c)) 2^15 V / 96 V.</summary>
    public static int Amplitude(int hz, int volts)
    {
        return (int)(((Resonator.StartValue(hz, RateHz) * volts / FullScaleVolts) + (1 << 12)) >> 13);
    }

    /// <summary>A trapezoid's RNGX = V / 96 V 2^15.</summary>
    public static int Peak(int volts)
    {
        return ((volts << 15) + (FullScaleVolts / 2)) / FullScaleVolts;
    }

    /// <summary>A trapezoid's RNGY = period 8000 / 2.</summary>
    public static int HalfPeriod(int hz)
    {
        return HalfPeriodSamples / hz;
    }

    /// <summary>A trapezoid's RCO = 2 RNGX / (rise time 8000), with a crest factor of 1.3.</summary>
    public static int Slope(int hz, int volts)
    {
        return ((Peak(volts) * hz * 20) + (RiseTenthsOfSamples / 2)) / RiseTenthsOfSamples;
    }

    // In steps of 1.5 V, upwards.
    private static int Battery(int volts)
    {
        return (((volts + OverheadVolts) * 2) + 2) / 3;
    }
}
