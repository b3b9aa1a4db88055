// A Si3210's DTMF decoder in, the key that is held out (data sheet, Preliminary Rev. 1.11, page 71 "Register 24. DTMF Decode Status").

using System.Text;
using NanoSpa.Hal;

namespace NanoSpa.Hal.Lines;

/// <summary>The chip checks tones and pauses by itself, with the thresholds of its indirect registers 0 to 12.</summary>
public sealed class Si3210Keys : IDtmfReceiver
{
    // Code 0 is D, 1 to 15 as listed: a 0 has the code ten.
    private readonly byte[] _keys = Encoding.UTF8.GetBytes("D1234567890*#ABC");
    private readonly Si3210Bus _bus;

    /// <summary>Listens by this bus.</summary>
    public Si3210Keys(Si3210Bus bus)
    {
        _bus = bus;
    }

    /// <summary>True while the chip can hear.</summary>
    public bool IsOpen { get; set; }

    /// <inheritdoc/>
    public byte Poll()
    {
        if (!IsOpen)
        {
            return 0;
        }

        // Bits 7 to 5 are 0, so that a dead bus holds no key.
        int status = _bus.Read(Si3210Register.DtmfStatus);
        return (status & 0xF0) == Si3210Register.DtmfValid ? _keys[status & 0x0F] : (byte)0;
    }
}
