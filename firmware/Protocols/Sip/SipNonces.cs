// Time in, nonces out; a nonce and its count in, whether they may still be used out (RFC 7616, 3.3 and 5.4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// A nonce is its number, its moment and a keyed digest of both: challenges take no memory, so a flood of requests spends none. Only nonces that
/// were answered with the right password are kept, with a window over the counts seen. When a newer one takes the place of the oldest, all
/// older ones are stale from then on: no count is ever good twice.
/// </summary>
public sealed class SipNonces
{
    /// <summary>How long a nonce is good for.</summary>
    public const int LifeSeconds = 120;

    /// <summary>Length of a nonce.</summary>
    public const int NonceBytes = 16 + SipTokens.WordBytes;

    private const int Slots = 4;
    private const int WindowBits = 32;
    private const int NonceKind = 1;

    private readonly SipTokens _tokens;
    private readonly TextBuffer _text = new TextBuffer(NonceBytes);
    private readonly int[] _serials = new int[Slots];
    private readonly int[] _highest = new int[Slots];
    private readonly uint[] _windows = new uint[Slots];
    private int _lastSerial;
    private int _floor;

    /// <summary>Keys the nonces with the tokens' secret.</summary>
    public SipNonces(SipTokens tokens)
    {
        _tokens = tokens;
    }

    /// <summary>The number of a new nonce.</summary>
    public int Issue()
    {
        return ++_lastSerial;
    }

    /// <summary>Appends the nonce with this number of this moment, in seconds of the monotonic clock.</summary>
    public void Append(int serial, int seconds, TextBuffer output)
    {
        AppendHex(serial, output);
        AppendHex(seconds, output);
        _tokens.AppendOf(NonceKind, serial, seconds, output);
    }

    /// <summary>The number of a nonce that this unit gave since it was started, 0 for any other text.</summary>
    public int SerialOf(byte[] text, int offset, int count)
    {
        if (count != NonceBytes)
        {
            return 0;
        }

        int serial = ReadHex(text, offset);
        _text.Clear();
        Append(serial, ReadHex(text, offset + 8), _text);
        return ByteText.Equals(text, offset, count, _text.Bytes, 0, _text.Length) ? serial : 0;
    }

    /// <summary>True when a nonce of this unit is too old, or older than one that had to be forgotten.</summary>
    public bool IsStale(byte[] text, int offset, long nowMs)
    {
        int serial = ReadHex(text, offset);
        long ageSeconds = (nowMs / 1000) - ReadHex(text, offset + 8);
        return ageSeconds < 0 || ageSeconds > LifeSeconds || (serial <= _floor && Find(serial) < 0);
    }

    /// <summary>Uses a count of a nonce, 1 at least, once the password was right. False when it was used before or lies behind the window.</summary>
    public bool Use(int serial, int nonceCount)
    {
        int slot = Find(serial);
        if (slot < 0)
        {
            slot = Oldest();
            _floor = _serials[slot] > _floor ? _serials[slot] : _floor;
            _serials[slot] = serial;
            _highest[slot] = nonceCount;
            _windows[slot] = 1;
            return true;
        }

        int ahead = nonceCount - _highest[slot];
        if (ahead > 0)
        {
            _windows[slot] = ahead >= WindowBits ? 1 : (_windows[slot] << (ahead & 31)) | 1;
            _highest[slot] = nonceCount;
            return true;
        }

        int behind = -ahead;
        uint bit = 1u << (behind & 31);
        if (behind >= WindowBits || (_windows[slot] & bit) != 0)
        {
            return false;
        }

        _windows[slot] |= bit;
        return true;
    }

    private int Find(int serial)
    {
        for (int i = 0; i < Slots; i++)
        {
            if (_serials[i] == serial)
            {
                return i;
            }
        }

        return -1;
    }

    private int Oldest()
    {
        int oldest = 0;
        for (int i = 1; i < Slots; i++)
        {
            oldest = _serials[i] < _serials[oldest] ? i : oldest;
        }

        return oldest;
    }

    private static void AppendHex(int value, TextBuffer output)
    {
        output.AppendHex((byte)(value >> 24));
        output.AppendHex((byte)(value >> 16));
        output.AppendHex((byte)(value >> 8));
        output.AppendHex((byte)value);
    }

    // Eight digits; of others it does not matter what comes out, the digest will not fit.
    private static int ReadHex(byte[] text, int offset)
    {
        int value = 0;
        for (int i = 0; i < 8; i++)
        {
            value = (value << 4) | (ByteText.HexValue(text[offset + i]) & 15);
        }

        return value;
    }
}
