// Time and a Si3210 out of its reset in, the chip with converter, calibration and registers ready for the line to be fed out.

using NanoSpa.Core;

namespace NanoSpa.Hal.Lines;

/// <summary>
/// A literal list of steps, gone through a few at a time; none waits. The order is that of DAHDI's driver (asterisk/dahdi-linux, drivers/dahdi/wctdm.c,
/// "init_proslic", "powerup_proslic", "manual_calibrate"): part, indirect registers, converter, calibrations, last values. The converter's
/// monitors are calibrated once it is on, as the data sheet wants it (Preliminary Rev. 1.11, page 28).
/// </summary>
public sealed class Si3210Start
{
    /// <summary>Longest time an indirect access may take: many thousands of samples of the chip's clock.</summary>
    public const int ClockLimitMs = 50;

    /// <summary>Longest time until the battery is there (DAHDI: 500 ms).</summary>
    public const int BatteryLimitMs = 1000;

    /// <summary>Longest time of one calibration (DAHDI: 800 ms).</summary>
    public const int CalibrationLimitMs = 1000;

    // What a step does: one row is this, a register, a value, a limit or pause, and the fault when it fails.
    private const int Write = 0;
    private const int Expect = 1;
    private const int LoadAll = 2;
    private const int VerifyAll = 3;
    private const int WriteIndirect = 4;
    private const int AwaitClear = 5;
    private const int AwaitAtLeast = 6;
    private const int Pause = 7;
    private const int Trim = 8;
    private const int SkipIfOffHook = 9;
    private const int Converter = 10;
    private const int CheckPeak = 11;
    private const int LoadFilters = 12;
    private const int End = 13;
    private const int RowWidth = 5;

    // Steps, or indirect registers, of a call: at most 40 frames.
    private const int StepsAtOnce = 4;

    // The battery as seen in register 82: 72 of the 75 V that are asked for.
    private const int BatteryThere = 0xC0;

    // Q5 and Q6 are trimmed downwards until no current is left, 40 ms after each step.
    private const int TrimHighest = 0x1F;
    private const int TrimSettleMs = 40;
    private const int PeakLowest = 2;
    private const int PeakHighest = 13;
    private const int PeakUsual = 8;

    // Parts as in register 0, and the converters of their circuits: period and delay (wctdm.c; the M's, with its transformer, the maker's sample code).
    private const int OldestRevision = 2;
    private const int PartSi3210 = 0;
    private const int PartSi3210M = 3;
    private const int PeriodOfTransistor = 0xFF;
    private const int DelayOfTransistor = 0x19;
    private const int PeriodOfTransformer = 0x60;
    private const int DelayOfTransformer = 0x38;

    private readonly ushort[] _initial = Si3210Indirect.InitialValues();
    private readonly ushort[] _rows = Rows();
    private readonly Si3210Bus _bus;
    private bool _isIdentified;
    private bool _isTrimming;
    private int _part;
    private int _row;
    private int _index;
    private bool _isAsked;
    private bool _isTiming;
    private long _sinceMs;

    /// <summary>Starts the chip on this bus.</summary>
    public Si3210Start(Si3210Bus bus)
    {
        _bus = bus;
    }

    /// <summary>What went wrong; None while it goes on and when it is over well.</summary>
    public Fault Fault { get; private set; }

    /// <summary>
    /// With a fault, the number read: register 0 (or the one that was not as after a reset) with NoChip and WrongChip, the indirect register with NoClock and Register,
    /// register 82 (0.376 V a step) with NoBattery, what the calibration left or the register that could not be trimmed with Calibration.
    /// </summary>
    public int Reading { get; private set; }

    /// <summary>From the first step again; the chip has come out of a reset.</summary>
    public void Begin()
    {
        Fault = Fault.None;
        Reading = 0;
        _isIdentified = false;
        _row = 0;
        Enter();
    }

    /// <summary>Goes on. True when it is over, well or with a fault.</summary>
    public bool Step(long nowMs)
    {
        if (!_isIdentified)
        {
            Identify();
        }

        for (int step = 0; step < StepsAtOnce && Fault == Fault.None; step++)
        {
            if (_rows[_row] == End)
            {
                return true;
            }

            bool isLong = _rows[_row] == LoadAll || _rows[_row] == VerifyAll;
            if (!Do(nowMs))
            {
                break;
            }

            _row += RowWidth;
            Enter();
            if (isLong)
            {
                break;
            }
        }

        return Fault != Fault.None;
    }

    private void Enter()
    {
        _index = 0;
        _isAsked = false;
        _isTiming = false;
        _isTrimming = false;
    }

    // Bits 5 to 4 of register 0 are the part, 3 to 0 its revision: 15 is none, below 2 DAHDI takes none. All bits alike: nobody drives the line.
    private void Identify()
    {
        _isIdentified = true;
        int identity = _bus.Read(Si3210Register.SpiMode);
        int revision = identity & 0x0F;
        _part = (identity >> 4) & 3;
        if (identity == 0 || identity == 0xFF)
        {
            Fail(Fault.LineNoChip, identity);
        }
        else if (revision < OldestRevision || revision == 0x0F || (_part != PartSi3210 && _part != PartSi3210M) || (_bus.Read(Si3210Register.PcmMode) & 0x80) != 0)
        {
            Fail(Fault.LineWrongChip, identity);
        }
    }

    // True when the step is done.
    private bool Do(long nowMs)
    {
        int register = _rows[_row + 1];
        int value = _rows[_row + 2];
        switch (_rows[_row])
        {
            case Write:
                _bus.Write(register, value);
                return true;
            case Expect:
                return Expected(register, value);
            case LoadAll:
                return Load(nowMs);
            case VerifyAll:
                return Verify(nowMs);
            case WriteIndirect:
                return WriteWhenReady(register, value, nowMs);
            case AwaitClear:
                return Await((_bus.Read(register) & value) == 0, register, nowMs);
            case AwaitAtLeast:
                return Await(_bus.Read(register) >= value, register, nowMs);
            case Pause:
                return HasPassed(_rows[_row + 3], nowMs);
            case Trim:
                return TrimDown(register, value, nowMs);
            case SkipIfOffHook:
                SkipRows(value);
                return true;
            case Converter:
                SetConverter(value);
                return true;
            case CheckPeak:
                KeepPeakInRange();
                return true;
            default:
                return WriteFilter(nowMs);
        }
    }

    private bool Expected(int register, int value)
    {
        int found = _bus.Read(register);
        if (found != value)
        {
            Fail(Fault.LineWrongChip, found);
        }

        return found == value;
    }

    // Some registers a call.
    private bool Load(long nowMs)
    {
        for (int last = _index + StepsAtOnce; _index < last && _index < _initial.Length;)
        {
            if (!WriteWhenReady(_index, _initial[_index], nowMs))
            {
                return false;
            }

            Next();
        }

        return _index == _initial.Length;
    }

    private bool Verify(long nowMs)
    {
        for (int last = _index + StepsAtOnce; _index < last && _index < _initial.Length;)
        {
            if (!IsReady(_index, nowMs))
            {
                return false;
            }

            if (!_isAsked)
            {
                _bus.Ask(_index);
                _isAsked = true;
            }
            else if (_bus.Answer() == _initial[_index])
            {
                Next();
            }
            else
            {
                Fail(Fault.LineRegister, _index);
                return false;
            }
        }

        return _index == _initial.Length;
    }

    private void Next()
    {
        _isAsked = false;
        _index += _index + 1 == Si3210Indirect.ConverterExtra ? 2 : 1;
    }

    private bool WriteFilter(long nowMs)
    {
        int register = Si3210Indirect.LoopFilter + _index;
        if (WriteWhenReady(register, _initial[register], nowMs))
        {
            _index++;
        }

        return _index == Si3210Indirect.Filters;
    }

    private bool WriteWhenReady(int register, int value, long nowMs)
    {
        if (!IsReady(register, nowMs))
        {
            return false;
        }

        _bus.WriteIndirect(register, value);
        return true;
    }

    private bool IsReady(int register, long nowMs)
    {
        if (_bus.IsReady)
        {
            _isTiming = false;
            return true;
        }

        if (HasPassed(ClockLimitMs, nowMs))
        {
            Fail(Fault.LineNoClock, register);
        }

        return false;
    }

    private bool Await(bool isThere, int register, long nowMs)
    {
        if (!isThere && HasPassed(_rows[_row + 3], nowMs))
        {
            Fail((Fault)(int)_rows[_row + 4], _bus.Read(register));
        }

        return isThere;
    }

    // The first call starts the time.
    private bool HasPassed(int durationMs, long nowMs)
    {
        if (!_isTiming)
        {
            _isTiming = true;
            _sinceMs = nowMs;
        }

        return nowMs - _sinceMs >= durationMs;
    }

    private bool TrimDown(int register, int current, long nowMs)
    {
        if (!_isTrimming)
        {
            _isTrimming = true;
            _index = TrimHighest;
            _bus.Write(register, _index);
            HasPassed(TrimSettleMs, nowMs);
            return false;
        }

        if (!HasPassed(TrimSettleMs, nowMs))
        {
            return false;
        }

        if (_bus.Read(current) == 0)
        {
            return true;
        }

        _index--;
        if (_index == 0)
        {
            Fail(Fault.LineCalibration, register);
            return false;
        }

        _isTiming = false;
        _bus.Write(register, _index);
        HasPassed(TrimSettleMs, nowMs);
        return false;
    }

    // The balance can be measured on hook only: a handset that is up leaves it as it is after a reset.
    private void SkipRows(int rows)
    {
        if ((_bus.Read(Si3210Register.LoopStatus) & Si3210Register.LoopClosed) != 0)
        {
            _row += rows * RowWidth;
        }
    }

    private void SetConverter(int flag)
    {
        bool isTransformer = _part == PartSi3210M;
        if (flag == 0)
        {
            _bus.Write(Si3210Register.ConverterPeriod, isTransformer ? PeriodOfTransformer : PeriodOfTransistor);
        }

        _bus.Write(Si3210Register.ConverterDelay, (isTransformer ? DelayOfTransformer : DelayOfTransistor) | flag);
    }

    private void KeepPeakInRange()
    {
        int peak = _bus.Read(Si3210Register.PeakMonitor);
        if (peak < PeakLowest || peak > PeakHighest)
        {
            _bus.Write(Si3210Register.PeakMonitor, PeakUsual);
        }
    }

    private void Fail(Fault fault, int reading)
    {
        Fault = fault;
        Reading = reading;
    }

    private static ushort[] Rows()
    {
        return new ushort[]
        {
            // No daisy chain; then what only a reset leaves.
            Write, Si3210Register.SpiMode, 0x00, 0, 0,
            Expect, Si3210Register.Loopback, 0x02, 0, 0,
            Expect, Si3210Register.LineFeed, 0x00, 0, 0,
            Expect, Si3210Register.Hybrid, 0x33, 0, 0,
            LoadAll, 0, 0, 0, 0,
            VerifyAll, 0, 0, 0, 0,

            // A scratch register that DAHDI clears; the filters let through what the start does.
            WriteIndirect, 97, 0, 0, 0,
            WriteIndirect, Si3210Indirect.LoopFilter, Si3210Indirect.Flushed, 0, 0,
            WriteIndirect, Si3210Indirect.LoopFilter + 1, Si3210Indirect.Flushed, 0, 0,
            WriteIndirect, Si3210Indirect.LoopFilter + 2, Si3210Indirect.Flushed, 0, 0,
            WriteIndirect, Si3210Indirect.LoopFilter + 3, Si3210Indirect.Flushed, 0, 0,
            WriteIndirect, Si3210Indirect.LoopFilter + 4, Si3210Indirect.Flushed, 0, 0,
            Write, Si3210Register.Loopback, 0x00, 0, 0,
            Write, Si3210Register.Enhancement, 0xEB, 0, 0,

            // Open after an alarm, active after loop closure and ring trip, fast changes for pulse digits; no battery switch.
            Write, Si3210Register.Automatic, 0x17, 0, 0,
            Write, Si3210Register.BatteryFeed, 0x01, 0, 0,

            // 20 mA; 48 V on hook, 6 V common mode; batteries of 75 V and 24 V; 12.5 ms of debounce.
            Write, Si3210Register.LoopCurrent, 0x00, 0, 0,
            Write, Si3210Register.OnHookVoltage, 0x20, 0, 0,
            Write, Si3210Register.CommonMode, 0x04, 0, 0,
            Write, Si3210Register.HighBattery, 0x32, 0, 0,
            Write, Si3210Register.LowBattery, 0x10, 0, 0,
            Write, Si3210Register.LoopDebounce, 0x0A, 0, 0,
            Write, Si3210Register.RingTripDebounce, 0x0A, 0, 0,
            Write, Si3210Register.Enable1, 0x00, 0, 0,
            Write, Si3210Register.Enable2, 0x00, 0, 0,
            Write, Si3210Register.Enable3, 0x00, 0, 0,
            Write, Si3210Register.LineFeed, Si3210Register.FeedOpen, 0, 0,

            // The converter, and its monitors.
            Converter, 0, 0, 0, 0,
            Write, Si3210Register.Powerdown, 0x00, 0, 0,
            AwaitAtLeast, Si3210Register.BatterySense, BatteryThere, BatteryLimitMs, (ushort)Fault.LineNoBattery,
            Converter, 0, Si3210Register.ConverterCalibrate, 0, 0,
            AwaitClear, Si3210Register.ConverterDelay, Si3210Register.ConverterCalibrate, CalibrationLimitMs, (ushort)Fault.LineNoBattery,

            // All calibrations but the gain of RING and TIP, which is Q5's and Q6's and trimmed step by step, and the balance.
            Write, Si3210Register.Calibration2, 0x1E, 0, 0,
            Write, Si3210Register.Calibration1, 0x47, 0, 0,
            AwaitClear, Si3210Register.Calibration1, 0xFF, CalibrationLimitMs, (ushort)Fault.LineCalibration,
            Pause, 0, 0, 10, 0,
            WriteIndirect, 88, 0, 0, 0,
            WriteIndirect, 89, 0, 0, 0,
            WriteIndirect, 90, 0, 0, 0,
            WriteIndirect, 91, 0, 0, 0,
            WriteIndirect, 92, 0, 0, 0,
            WriteIndirect, 93, 0, 0, 0,
            Write, Si3210Register.RingGain, 0x10, 0, 0,
            Write, Si3210Register.TipGain, 0x10, 0, 0,
            Trim, Si3210Register.RingGain, Si3210Register.Q5Current, 0, 0,
            Trim, Si3210Register.TipGain, Si3210Register.Q6Current, 0, 0,

            // The balance, after a moment on the line.
            Write, Si3210Register.LineFeed, Si3210Register.FeedForward, 0, 0,
            Pause, 0, 0, 100, 0,
            SkipIfOffHook, 0, 5, 0, 0,
            Write, Si3210Register.LineFeed, Si3210Register.FeedOpen, 0, 0,
            Write, Si3210Register.Enable3, 0x04, 0, 0,
            Write, Si3210Register.Calibration2, 0x01, 0, 0,
            Write, Si3210Register.Calibration1, 0x40, 0, 0,
            AwaitClear, Si3210Register.Calibration1, 0xFF, CalibrationLimitMs, (ushort)Fault.LineCalibration,
            Write, Si3210Register.LineFeed, Si3210Register.FeedOpen, 0, 0,
            CheckPeak, 0, 0, 0, 0,
            LoadFilters, 0, 0, 0, 0,

            // What the start has left to be told; alarms are kept in their register, no other interrupt is enabled.
            Write, Si3210Register.Status1, 0xFF, 0, 0,
            Write, Si3210Register.Status2, 0xFF, 0, 0,
            Write, Si3210Register.Status3, 0xFF, 0, 0,
            Write, Si3210Register.Enable2, Si3210Register.PowerAlarms, 0, 0,
            Write, Si3210Register.Enable3, 0x00, 0, 0,
            Write, Si3210Register.Oscillator1, 0x00, 0, 0,
            Write, Si3210Register.Oscillator2, 0x00, 0, 0,
            Write, Si3210Register.RingControl, 0x00, 0, 0,
            End, 0, 0, 0, 0,
        };
    }
}
