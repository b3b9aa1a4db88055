// Nonces a server can tell from all others without keeping them, and how often each was used (RFC 7616, 3.3 and 5.4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// nonce = seconds (8 digits) serial (8 digits) half of SHA-256( key, both ) (32 digits). The counts of the four nonces used last are kept; an older one
/// is stale, so that nothing recorded can be sent again, and challenges that nobody answers cost no memory.
/// </summary>
internal sealed class DigestNonces
{
    /// <summary>Characters of a nonce.</summary>
    internal const int LengthBytes = StampBytes + (2 * SealBytes);

    private const int StampBytes = 16;
    private const int SealBytes = 16;
    private const int Kept = 4;
    private const int WindowBits = 32;

    private readonly byte[] _key;
    private readonly Sha256 _sha256 = new Sha256();
    private readonly byte[] _seal = new byte[Sha256.DigestBytes];
    private readonly TextBuffer _stamp = new TextBuffer(StampBytes);
    private readonly int[] _serials = new int[Kept];
    private readonly int[] _counts = new int[Kept];
    private readonly uint[] _windows = new uint[Kept];
    private int _serial;
    private int _forgotten;
    private int _next;

    internal DigestNonces(byte[] key)
    {
        _key = key;
    }

    /// <summary>The serial of a new nonce.</summary>
    internal int Issue()
    {
        _serial = (_serial + 1) & 0x7FFFFFFF;
        return _serial;
    }

    /// <summary>Appends the nonce with this serial of this moment: the same numbers give the same nonce.</summary>
    internal void Append(int serial, int seconds, TextBuffer output)
    {
        _stamp.Clear();
        AppendNumber(seconds, _stamp);
        AppendNumber(serial, _stamp);
        Seal();
        output.Append(_stamp);
        for (int i = 0; i < SealBytes; i++)
        {
            output.AppendHex(_seal[i]);
        }
    }

    /// <summary>Takes one use of a nonce; false when it is too old, not of this server, or was used with this count before.</summary>
    internal bool Use(TextBuffer nonce, int count, long nowMs)
    {
        if (!IsOwn(nonce))
        {
            return false;
        }

        long age = (nowMs / 1000) - Number(nonce.Bytes, 0);
        int serial = Number(nonce.Bytes, 8);
        return age >= 0 && age <= DigestServer.NonceLifeSeconds && TakeCount(SlotOf(serial), count);
    }

    private bool TakeCount(int slot, int count)
    {
        if (slot < 0)
        {
            return false;
        }

        int ahead = count - _counts[slot];
        if (ahead > 0)
        {
            _windows[slot] = ahead >= WindowBits ? 1u : (_windows[slot] << (ahead & 31)) | 1u;
            _counts[slot] = count;
            return true;
        }

        // Requests of one browser may overtake each other: a count that was passed over is good once.
        uint bit = ahead > -WindowBits ? 1u << (-ahead & 31) : 0u;
        bool isNew = bit != 0 && (_windows[slot] & bit) == 0;
        _windows[slot] |= bit;
        return isNew;
    }

    // -1 for a nonce that may have been used and was forgotten.
    private int SlotOf(int serial)
    {
        for (int i = 0; i < Kept; i++)
        {
            if (_serials[i] == serial)
            {
                return i;
            }
        }

        if (serial <= _forgotten)
        {
            return -1;
        }

        int slot = _next;
        _next = _next + 1 < Kept ? _next + 1 : 0;
        _forgotten = _serials[slot] > _forgotten ? _serials[slot] : _forgotten;
        _serials[slot] = serial;
        _counts[slot] = 0;
        _windows[slot] = 0;
        return slot;
    }

    private bool IsOwn(TextBuffer nonce)
    {
        if (nonce.Length != LengthBytes)
        {
            return false;
        }

        _stamp.Clear();
        _stamp.Append(nonce.Bytes, 0, StampBytes);
        Seal();
        int difference = 0;
        for (int i = 0; i < SealBytes; i++)
        {
            int high = ByteText.HexValue(nonce.Bytes[StampBytes + (2 * i)]);
            int low = ByteText.HexValue(nonce.Bytes[StampBytes + (2 * i) + 1]);
            difference |= ((high << 4) | low) ^ _seal[i];
        }

        return difference == 0;
    }

    private void Seal()
    {
        _sha256.Reset();
        _sha256.Update(_key, 0, _key.Length);
        _sha256.Update(_stamp.Bytes, 0, StampBytes);
        _sha256.Finish(_seal, 0);
    }

    private static void AppendNumber(int value, TextBuffer output)
    {
        output.AppendHex((byte)(value >> 24));
        output.AppendHex((byte)(value >> 16));
        output.AppendHex((byte)(value >> 8));
        output.AppendHex((byte)value);
    }

    // Digits that the seal has proved to be such.
    private static int Number(byte[] digits, int offset)
    {
        int value = 0;
        for (int i = offset; i < offset + 8; i++)
        {
            value = (value << 4) | ByteText.HexValue(digits[i]);
        }

        return value;
    }
}
