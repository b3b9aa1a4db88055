// An MT8870 on five pins: Q1 to Q4 and StD in, the key out (Mitel MT8870D data sheet, "Functional Decode Table").

using System.Text;
using NanoSpa.Hal;

namespace NanoSpa.Hal.Lines;

/// <summary>StD is high while a key is held that the chip has checked; Q1 to Q4 are latched before it goes high and stay.</summary>
public sealed class PinDtmf : IDtmfReceiver
{
    // Code 0 is D, codes 1 to 15 as listed: a 0 has the code ten.
    private readonly byte[] _keys = Encoding.UTF8.GetBytes("D1234567890*#ABC");
    private readonly IInputPin[] _bits;
    private readonly IInputPin _strobe;

    /// <summary>Q1 is the lowest bit.</summary>
    public PinDtmf(IInputPin q1, IInputPin q2, IInputPin q3, IInputPin q4, IInputPin strobe)
    {
        _bits = new IInputPin[] { q1, q2, q3, q4 };
        _strobe = strobe;
    }

    /// <summary>The key that is held; 0 when the strobe fell while the bits were read, as they may be the next key's.</summary>
    public byte Poll()
    {
        if (!_strobe.IsHigh)
        {
            return 0;
        }

        int code = 0;
        for (int bit = 0; bit < _bits.Length; bit++)
        {
            code |= _bits[bit].IsHigh ? 1 << (bit & 3) : 0;
        }

        return _strobe.IsHigh ? _keys[code] : (byte)0;
    }
}
