// Frames of an SPI port in, a Si3210's answers out: registers, indirect access, converter, calibration, line feed, and what can go wrong.

using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Hal.Lines.Tests;

/// <summary>
/// Made by the data sheet, not by the driver: a register that nothing is known of keeps what is written. The clock is moved by the test. Writes are
/// written down as "64=1", indirect ones as "i20=7e6d" (hexadecimal), the reset as "reset" and "run"; nothing is allocated for it.
/// </summary>
public sealed class SimulatedSi3210 : ISpiPort, IOutputPin
{
    private const int SampleWords = 256;

    private readonly byte[] _registers = new byte[128];
    private readonly int[] _indirect = new int[SampleWords];
    private readonly byte[] _run = Encoding.UTF8.GetBytes("run");
    private readonly byte[] _reset = Encoding.UTF8.GetBytes("reset");
    private readonly TextBuffer _written = new TextBuffer(8000);
    private int _command = -1;
    private bool _isRunning;
    private bool _hasData;
    private int _busyReads;
    private int _converterMs = -1;
    private int _calibrationMs = -1;
    private int _monitorMs = -1;
    private int _feedMs;
    private int _shadow;

    /// <summary>Now.</summary>
    public int NowMs { get; set; }

    /// <summary>Frames since the last look.</summary>
    public int Frames { get; set; }

    /// <summary>Register 0: part and revision E.</summary>
    public int Identity { get; set; } = 0x05;

    /// <summary>What a bus without a chip reads; -1 for a chip that is there.</summary>
    public int Absent { get; set; } = -1;

    /// <summary>False without PCLK: indirect accesses never end.</summary>
    public bool HasClock { get; set; } = true;

    /// <summary>Looks at the status until an indirect access is done.</summary>
    public int BusyReads { get; set; }

    /// <summary>How long the converter needs for its voltage; -1 for one that never gets there.</summary>
    public int ConverterMs { get; set; } = 40;

    /// <summary>How long a calibration takes; -1 for one that never ends.</summary>
    public int CalibrationMs { get; set; } = 200;

    /// <summary>The trim at and below which Q5 and Q6 carry no current; 0 for transistors that leak.</summary>
    public int TrimAt { get; set; } = 0x1C;

    /// <summary>An indirect register that does not keep its lowest bit; -1 for none.</summary>
    public int BadIndirect { get; set; } = -1;

    /// <summary>What the calibration finds for register 107.</summary>
    public int PeakMonitor { get; set; } = 8;

    /// <summary>The handset.</summary>
    public bool IsOffHook { get; set; }

    /// <summary>Register 24.</summary>
    public int Dtmf { get; set; }

    /// <summary>The state the line feed stays in whatever it is told; -1 for one that obeys.</summary>
    public int StuckFeed { get; set; } = -1;

    /// <summary>How long the line feed takes from one state to the next.</summary>
    public int FeedDelayMs { get; set; } = 5;

    /// <summary>The line feed's state.</summary>
    public int Shadow
    {
        get { return !_isRunning ? 0 : NowMs - _feedMs >= FeedDelayMs ? (StuckFeed >= 0 ? StuckFeed : _registers[64] & 7) : _shadow; }
    }

    /// <summary>True while the converter is on.</summary>
    public bool IsConverterOn
    {
        get { return _isRunning && (_registers[14] & 0x10) == 0; }
    }

    /// <summary>Battery in steps of 0.376 V.</summary>
    public int Battery
    {
        get { return IsConverterOn && ConverterMs >= 0 && NowMs - _converterMs >= ConverterMs ? 0xC7 : 0x05; }
    }

    /// <summary>An indirect register.</summary>
    public int Indirect(int register)
    {
        return _indirect[register];
    }

    /// <summary>A direct register as it was written.</summary>
    public int Direct(int register)
    {
        return _registers[register];
    }

    /// <summary>A power alarm: its bits are set, and the line goes open by itself.</summary>
    public void Alarm(int bits)
    {
        _registers[19] |= (byte)bits;
        _registers[64] = 0;
        _feedMs = NowMs - FeedDelayMs;
    }

    /// <summary>What a dip of its supply does to the chip.</summary>
    public void Dip()
    {
        Clear();
    }

    /// <summary>What was written since the last look.</summary>
    public string Take()
    {
        string written = _written.ToString();
        _written.Clear();
        return written;
    }

    /// <summary>The RESET pin.</summary>
    public void Write(bool isHigh)
    {
        if (isHigh != _isRunning)
        {
            Separate();
            byte[] word = isHigh ? _run : _reset;
            _written.Append(word, 0, word.Length);
        }

        _isRunning = isHigh;
        Clear();
    }

    /// <inheritdoc/>
    public void WriteByte(byte value)
    {
        Frames++;
        if (!_isRunning || Absent >= 0)
        {
            return;
        }

        if (_command < 0)
        {
            _command = value;
        }
        else
        {
            Store(_command & 0x7F, value);
            _command = -1;
        }
    }

    /// <inheritdoc/>
    public byte ReadByte()
    {
        Frames++;
        if (Absent >= 0)
        {
            return (byte)Absent;
        }

        if (!_isRunning || _command < 0x80)
        {
            return 0;
        }

        int register = _command & 0x7F;
        _command = -1;
        return (byte)Load(register);
    }

    // After a reset: what the driver tells a reset by; everything else 0.
    private void Clear()
    {
        for (int register = 0; register < _registers.Length; register++)
        {
            _registers[register] = 0;
        }

        for (int register = 0; register < SampleWords; register++)
        {
            _indirect[register] = 0;
        }

        _registers[8] = 0x02;
        _registers[11] = 0x33;
        _registers[14] = 0x10;
        _command = -1;
        _busyReads = 0;
        _hasData = false;
        _calibrationMs = -1;
        _monitorMs = -1;
        _feedMs = NowMs - FeedDelayMs;
        _shadow = 0;
    }

    private int Load(int register)
    {
        switch (register)
        {
            case 0:
                return Identity;
            case 24:
                return Dtmf;
            case 31:
                return Status();
            case 64:
                return (Shadow << 4) | (_registers[64] & 7);
            case 68:
                return Loop();
            case 82:
                return Battery;
            case 88:
                return _registers[98] <= TrimAt ? 0 : 9;
            case 89:
                return _registers[99] <= TrimAt ? 0 : 9;
            case 93:
                return IsOver(_monitorMs, 10) ? _registers[93] & 0x7F : _registers[93];
            case 96:
                return IsOver(_calibrationMs, CalibrationMs) ? 0 : _registers[96];
            case 107:
                return PeakMonitor;
            default:
                return _registers[register];
        }
    }

    private int Status()
    {
        if (_busyReads == 0)
        {
            return 0;
        }

        _busyReads -= HasClock ? 1 : 0;
        return 1;
    }

    private bool IsOver(int sinceMs, int durationMs)
    {
        return sinceMs >= 0 && durationMs >= 0 && NowMs - sinceMs >= durationMs;
    }

    // Loop closure is seen while the line is fed, ring trip while it rings; the chip then leaves the ringing by itself.
    private int Loop()
    {
        if (!IsOffHook || Shadow == 0 || Battery < 0xC0)
        {
            return 0x04;
        }

        return Shadow == 4 ? 0x02 : 0x01;
    }

    private void Store(int register, int value)
    {
        switch (register)
        {
            case 18:
            case 19:
            case 20:
                _registers[register] = (byte)(_registers[register] & ~value);
                break;
            case 30:
                Access(value);
                return;
            case 28:
            case 29:
                _registers[register] = (byte)value;
                _hasData = register == 29;
                return;
            case 14:
                _converterMs = NowMs;
                _registers[14] = (byte)value;
                break;
            case 64:
                _shadow = Shadow;
                _feedMs = NowMs;
                _registers[64] = (byte)value;
                break;
            case 93:
                _monitorMs = (value & 0x80) != 0 ? NowMs : -1;
                _registers[93] = (byte)value;
                break;
            case 96:
                _calibrationMs = NowMs;
                _registers[96] = (byte)value;
                break;
            default:
                _registers[register] = (byte)value;
                break;
        }

        Separate();
        _written.AppendNumber(register);
        _written.Append((byte)'=');
        _written.AppendNumber(value);
    }

    // Data before the address: a write; the address alone: a read.
    private void Access(int register)
    {
        if (_hasData)
        {
            int value = _registers[28] | (_registers[29] << 8);
            _indirect[register] = register == BadIndirect ? value & 0xFFFE : value;
            Separate();
            _written.Append((byte)'i');
            _written.AppendNumber(register);
            _written.Append((byte)'=');
            _written.AppendHex((byte)(value >> 8));
            _written.AppendHex((byte)value);
        }
        else
        {
            _registers[28] = (byte)_indirect[register];
            _registers[29] = (byte)(_indirect[register] >> 8);
        }

        _hasData = false;
        _busyReads = HasClock ? BusyReads : 1;
    }

    private void Separate()
    {
        if (_written.Length > 0)
        {
            _written.Append((byte)' ');
        }
    }
}
