// Registers of a Si3210 in, frames on its SPI port out: direct ones at once, indirect ones when the chip has done the one before.

namespace NanoSpa.Hal.Lines;

/// <summary>
/// The chip carries an indirect access out within a sample of its own clock and says so in a register. Nothing waits for that: what cannot go now
/// stands in a queue, with the direct writes that have to follow it, until <see cref="Pump"/> is called again.
/// </summary>
public sealed class Si3210Bus
{
    /// <summary>Writes that may wait.</summary>
    public const int QueueLength = 24;

    private const int IndirectFlag = 1 << 24;
    private const int RegisterShift = 16;

    private readonly ISpiPort _port;
    private readonly int[] _queue = new int[QueueLength];
    private int _first;
    private int _count;

    /// <summary>Talks to the chip on this port.</summary>
    public Si3210Bus(ISpiPort port)
    {
        _port = port;
    }

    /// <summary>How many writes wait.</summary>
    public int Waiting
    {
        get { return _count; }
    }

    /// <summary>True when the chip has done its last indirect access.</summary>
    public bool IsReady
    {
        get { return Read(Si3210Register.IndirectStatus) == 0; }
    }

    /// <summary>A direct register's value.</summary>
    public int Read(int register)
    {
        _port.WriteByte((byte)(register | Si3210Register.ReadFlag));
        return _port.ReadByte();
    }

    /// <summary>Writes a direct register now, before all that waits.</summary>
    public void Write(int register, int value)
    {
        _port.WriteByte((byte)register);
        _port.WriteByte((byte)value);
    }

    /// <summary>Writes an indirect register now; only when <see cref="IsReady"/>.</summary>
    public void WriteIndirect(int register, int value)
    {
        Write(Si3210Register.IndirectLow, value);
        Write(Si3210Register.IndirectHigh, value >> 8);
        Write(Si3210Register.IndirectAddress, register);
    }

    /// <summary>Asks for an indirect register; only when <see cref="IsReady"/>.</summary>
    public void Ask(int register)
    {
        Write(Si3210Register.IndirectAddress, register);
    }

    /// <summary>The value asked for; only when <see cref="IsReady"/> again.</summary>
    public int Answer()
    {
        int low = Read(Si3210Register.IndirectLow);
        return low | (Read(Si3210Register.IndirectHigh) << 8);
    }

    /// <summary>True when more had to wait than there is room for, which a chip that runs never lets happen: the excess is lost.</summary>
    public bool HasOverrun { get; private set; }

    /// <summary>A direct write behind all that waits.</summary>
    public void Add(int register, int value)
    {
        Enqueue((register << RegisterShift) | (value & 0xFFFF));
    }

    /// <summary>An indirect write behind all that waits, of the low 16 bits.</summary>
    public void AddIndirect(int register, int value)
    {
        Enqueue(IndirectFlag | (register << RegisterShift) | (value & 0xFFFF));
    }

    /// <summary>Writes what the chip takes. True when nothing is left.</summary>
    public bool Pump()
    {
        while (_count > 0)
        {
            int entry = _queue[_first];
            int register = (entry >> RegisterShift) & 0xFF;
            if ((entry & IndirectFlag) == 0)
            {
                Write(register, entry & 0xFF);
            }
            else if (IsReady)
            {
                WriteIndirect(register, entry & 0xFFFF);
            }
            else
            {
                return false;
            }

            _first = _first + 1 == QueueLength ? 0 : _first + 1;
            _count--;
        }

        return true;
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        _count = 0;
        HasOverrun = false;
    }

    private void Enqueue(int entry)
    {
        if (_count == QueueLength)
        {
            HasOverrun = true;
            return;
        }

        int at = _first + _count;
        _queue[at >= QueueLength ? at - QueueLength : at] = entry;
        _count++;
    }
}
