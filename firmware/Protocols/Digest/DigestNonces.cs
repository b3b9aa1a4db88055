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
    private const int CountsAt = Kept;
    private const int WindowsAt = 2 * Kept;

    private readonly byte[] _key;
    private readonly DigestResponse _shared;

    // Serials, then counts, then windows of the counts.
    private readonly int[] _uses = new int[3 * Kept];
    private int _serial;
    private int _forgotten;
    private int _next;

    /// <summary>Borrows the algorithm and room for what it gives.</summary>
    internal DigestNonces(byte[] key, DigestResponse shared)
    {
        _key = key;
        _shared = shared;
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
        int stamp = output.Length;
        AppendNumber(seconds, output);
        AppendNumber(serial, output);
        if (output.Overflowed)
        {
            return;
        }

        Seal(output.Bytes, stamp);
        for (int i = 0; i < SealBytes; i++)
        {
            output.AppendHex(_shared.Work[i]);
        }
    }

    /// <summary>Takes one use of a nonce; false when it is too old, not of this server, or was used with this count before.</summary>
    internal bool Use(byte[] text, int offset, int length, int count, long nowMs)
    {
        if (!IsOwn(text, offset, length))
        {
            return false;
        }

        long age = (nowMs / 1000) - Number(text, offset);
        int serial = Number(text, offset + 8);
        return age >= 0 && age <= DigestServer.NonceLifeSeconds && TakeCount(SlotOf(serial), count);
    }

    private bool TakeCount(int slot, int count)
    {
        if (slot < 0)
        {
            return false;
        }

        int ahead = count - _uses[CountsAt + slot];
        uint window = (uint)_uses[WindowsAt + slot];
        if (ahead > 0)
        {
            _uses[WindowsAt + slot] = (int)(ahead >= WindowBits ? 1u : (window << (ahead & 31)) | 1u);
            _uses[CountsAt + slot] = count;
            return true;
        }

        // Requests of one browser may overtake each other: a count that was passed over is good once.
        uint bit = ahead > -WindowBits ? 1u << (-ahead & 31) : 0u;
        bool isNew = bit != 0 && (window & bit) == 0;
        _uses[WindowsAt + slot] = (int)(window | bit);
        return isNew;
    }

    // -1 for a nonce that may have been used and was forgotten.
    private int SlotOf(int serial)
    {
        for (int i = 0; i < Kept; i++)
        {
            if (_uses[i] == serial)
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
        _forgotten = _uses[slot] > _forgotten ? _uses[slot] : _forgotten;
        _uses[slot] = serial;
        _uses[CountsAt + slot] = 0;
        _uses[WindowsAt + slot] = 0;
        return slot;
    }

    private bool IsOwn(byte[] text, int offset, int length)
    {
        if (length != LengthBytes)
        {
            return false;
        }

        Seal(text, offset);
        int difference = 0;
        for (int i = 0; i < SealBytes; i++)
        {
            int high = ByteText.HexValue(text[offset + StampBytes + (2 * i)]);
            int low = ByteText.HexValue(text[offset + StampBytes + (2 * i) + 1]);
            difference |= ((high << 4) | low) ^ _shared.Work[i];
        }

        return difference == 0;
    }

    private void Seal(byte[] stamp, int offset)
    {
        _shared.Sha256.Reset();
        _shared.Sha256.Update(_key, 0, _key.Length);
        _shared.Sha256.Update(stamp, offset, StampBytes);
        _shared.Sha256.Finish(_shared.Work, 0);
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
