// Tone generators in, a Si3210's two oscillators out (data sheet, Preliminary Rev. 1.11, page 31; Rev. 1.61, page 41).

using NanoSpa.Hal;

namespace NanoSpa.Hal.Lines;

/// <summary>
/// Six frequencies are kept, two sound: of those that should the first two, as no call progress tone has more at a time (a special information tone
/// sounds its three one after another). What is at half the sample rate or above is silent, as no telephone would let it through.
/// </summary>
public sealed class Si3210Tones : IToneOutput
{
    private const int Generators = 6;
    private const int Oscillators = 2;
    private const int RateHz = 8000;

    // A level of 0 dBm is 0.7746 V in 600 Ohm, full scale 1.11 V: 0.69783 of it, here times ten, with 24 binary places.
    private const int Places = 24;
    private const long One = 1L << Places;
    private const long ZeroDbmTimesTen = 117077258;
    private const int TenthsOfADecade = 200;
    private const int MaxTenths = 31;

    // 10^(-n/20) and 10^(-n/200), with 24 binary places.
    private readonly int[] _decibels = new int[]
    {
        16777216, 14952709, 13326616, 11877359, 10585708, 9434522, 8408526, 7494107, 6679130, 5952781,
        5305422, 4728462, 4214246, 3755951, 3347495, 2983458, 2659010, 2369845, 2112126, 1882435,
    };

    private readonly int[] _tenths = new int[]
    {
        16777216, 16585169, 16395320, 16207644, 16022117, 15838713, 15657409, 15478180, 15301003, 15125854,
    };

    private readonly Si3210Bus _bus;
    private readonly int[] _hz = new int[Generators];
    private readonly int[] _levels = new int[Generators];
    private readonly int[] _writtenHz = new int[Oscillators];
    private readonly int[] _writtenLevels = new int[Oscillators];
    private int _sounding;
    private bool _isKnown;

    /// <summary>Sounds by this bus.</summary>
    public Si3210Tones(Si3210Bus bus)
    {
        _bus = bus;
    }

    /// <summary>True while the chip can sound; what is asked for in between is not made up for.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The chip is there, silent, with frequencies of its own.</summary>
    public void Open()
    {
        Forget();
        IsOpen = true;
        _isKnown = true;
        _sounding = 0;
    }

    /// <summary>The chip is gone.</summary>
    public void Close()
    {
        IsOpen = false;
    }

    /// <summary>What the oscillators do is not known any more.</summary>
    public void Forget()
    {
        _isKnown = false;
        for (int oscillator = 0; oscillator < Oscillators; oscillator++)
        {
            _writtenHz[oscillator] = 0;
        }
    }

    /// <inheritdoc/>
    public void SetFrequency(int index, int hz, int levelTenths)
    {
        if (index >= 0 && index < Generators)
        {
            _hz[index] = hz;
            _levels[index] = levelTenths;
        }
    }

    /// <inheritdoc/>
    public void Sound(int mask)
    {
        if (!IsOpen)
        {
            return;
        }

        int oscillator = 0;
        for (int generator = 0; generator < Generators && oscillator < Oscillators; generator++)
        {
            int hz = _hz[generator];
            if ((mask & (1 << (generator & 7))) != 0 && hz > 0 && hz < RateHz / 2)
            {
                Start(oscillator++, hz, _levels[generator]);
            }
        }

        for (; oscillator < Oscillators; oscillator++)
        {
            Enable(oscillator, false);
        }

        _isKnown = true;
        _bus.Pump();
    }

    /// <summary>OSCnX = 1/4 sqrt((1 - c) / (1 + c)) (2^15 - 1) V / 1.11 V; a level above full scale is full scale.</summary>
    public int Amplitude(int hz, int levelTenths)
    {
        int below = TenthsOfADecade - (levelTenths > MaxTenths ? MaxTenths : levelTenths);
        int rest = below % TenthsOfADecade;
        long level = (ZeroDbmTimesTen * _decibels[rest / 10]) >> Places;
        level = (level * _tenths[rest % 10]) >> Places;
        for (int decade = below / TenthsOfADecade; decade > 0 && level > 0; decade--)
        {
            level /= 10;
        }

        level = level > One ? One : level;
        long amplitude = ((((Resonator.StartValue(hz, RateHz) * level) >> Places) * 32767) + (1 << 27)) >> 28;
        return amplitude > 32767 ? 32767 : (int)amplitude;
    }

    // An oscillator takes its numbers when it is enabled, so that it has to be silent before.
    private void Start(int oscillator, int hz, int levelTenths)
    {
        if (hz != _writtenHz[oscillator] || levelTenths != _writtenLevels[oscillator])
        {
            Enable(oscillator, false);
            _writtenHz[oscillator] = hz;
            _writtenLevels[oscillator] = levelTenths;
            int first = oscillator == 0 ? Si3210Indirect.Oscillator1 : Si3210Indirect.Oscillator2;
            _bus.AddIndirect(first, Resonator.Coefficient(hz, RateHz));
            _bus.AddIndirect(first + 1, Amplitude(hz, levelTenths));
            _bus.AddIndirect(first + 2, 0);
        }

        Enable(oscillator, true);
    }

    private void Enable(int oscillator, bool isOn)
    {
        int bit = 1 << (oscillator & 1);
        if (_isKnown && isOn == ((_sounding & bit) != 0))
        {
            return;
        }

        _sounding = isOn ? _sounding | bit : _sounding & ~bit;
        _bus.Add(oscillator == 0 ? Si3210Register.Oscillator1 : Si3210Register.Oscillator2, isOn ? Si3210Register.OscillatorToLine : 0);
    }
}
