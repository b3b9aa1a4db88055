// Requests in, whether each is a repeated one out (RFC 3261 section 17.2).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// The server transactions of both lines: fixed slots that live for timer J. A slot does not keep the answer but what it was made of, so that the
/// same request gives the same bytes again. When all are in use, the oldest that made the unit act on nothing gives way; one that acted does not,
/// as its repetition would act again.
/// </summary>
public sealed class SipServerSlots
{
    /// <summary>Transactions known at a time.</summary>
    public const int Count = 16;

    private const int ActedBit = 0x80;
    private const int StaleBit = 0x40;
    private const int ReasonBits = 0x3F;

    private readonly ISipSettings _settings;
    private readonly Md5 _md5;
    private readonly byte[] _key = new byte[Md5.DigestBytes];
    private readonly byte[] _keys = new byte[Count * Md5.DigestBytes];

    // The moment of each answer, which is also that of its nonce.
    private readonly long[] _startsMs = new long[Count];

    // The numbers that the To tags are made of, 0 in a free slot, and behind them the nonces of challenges, 0 for none.
    private readonly int[] _numbers = new int[2 * Count];
    private readonly byte[] _answers = new byte[Count];
    private int _lastTag;

    /// <summary>Takes timer J from the settings; borrows the algorithm.</summary>
    internal SipServerSlots(ISipSettings settings, DigestResponse digest)
    {
        _settings = settings;
        _md5 = digest.Md5;
    }

    /// <summary>What was answered.</summary>
    internal SipReason ReasonOf(int slot)
    {
        return (SipReason)(_answers[slot] & ReasonBits);
    }

    /// <summary>The number the To tag is made of.</summary>
    internal int TagOf(int slot)
    {
        return _numbers[slot];
    }

    /// <summary>The nonce of a challenge.</summary>
    internal int NonceOf(int slot)
    {
        return _numbers[Count + slot];
    }

    /// <summary>Whether the challenge says stale.</summary>
    internal bool IsStale(int slot)
    {
        return (_answers[slot] & StaleBit) != 0;
    }

    /// <summary>The moment of the answer.</summary>
    internal long StartMsOf(int slot)
    {
        return _startsMs[slot];
    }

    /// <summary>The slot of a request that was answered already; -1 for a new one.</summary>
    internal int Find(SipMessage request, SipVia via, uint address, long nowMs)
    {
        int timerJMs = _settings.TimerJMs;
        MakeKey(request, via, address);
        for (int slot = 0; slot < Count; slot++)
        {
            if (_numbers[slot] != 0 && nowMs < _startsMs[slot] + timerJMs && IsKey(slot))
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>A slot for the request that <see cref="Find"/> did not find; -1 when there is none.</summary>
    internal int Take(long nowMs)
    {
        int timerJMs = _settings.TimerJMs;
        int taken = -1;
        for (int slot = 0; slot < Count; slot++)
        {
            if (_numbers[slot] == 0 || nowMs >= _startsMs[slot] + timerJMs)
            {
                taken = slot;
                break;
            }

            if ((_answers[slot] & ActedBit) == 0 && (taken < 0 || _startsMs[slot] < _startsMs[taken]))
            {
                taken = slot;
            }
        }

        if (taken >= 0)
        {
            System.Array.Copy(_key, 0, _keys, taken * Md5.DigestBytes, Md5.DigestBytes);
            _startsMs[taken] = nowMs;
            _numbers[taken] = ++_lastTag;
        }

        return taken;
    }

    /// <summary>Keeps what a slot that was taken is answered with.</summary>
    internal void Answer(int slot, SipReason reason, int nonce, bool isStale, bool hasActed)
    {
        _answers[slot] = (byte)((int)reason | (isStale ? StaleBit : 0) | (hasActed ? ActedBit : 0));
        _numbers[Count + slot] = nonce;
    }

    // Branch, sent-by and method are what section 17.2.3 compares; the rest tells apart the clients of RFC 2543, and hostile ones.
    private void MakeKey(SipMessage request, SipVia via, uint address)
    {
        byte[] bytes = request.Bytes;
        int top = request.OffsetOf(request.Find(SipHeader.Via, -1));
        _key[0] = (byte)(address >> 24);
        _key[1] = (byte)(address >> 16);
        _key[2] = (byte)(address >> 8);
        _key[3] = (byte)address;
        _md5.Reset();
        _md5.Update(_key, 0, 4);
        _md5.Update(bytes, top, via.End - top);
        _md5.Update(bytes, request.WordOffset, request.WordCount);
        _md5.Update(bytes, request.UriOffset, request.UriCount);
        Update(request, SipHeader.CallId);
        Update(request, SipHeader.CSeq);
        Update(request, SipHeader.From);
        _md5.Finish(_key, 0);
    }

    private void Update(SipMessage request, SipHeader header)
    {
        int index = request.Find(header, -1);
        if (index >= 0)
        {
            _md5.Update(request.Bytes, request.OffsetOf(index), request.CountOf(index));
        }
    }

    private bool IsKey(int slot)
    {
        return ByteText.Equals(_keys, slot * Md5.DigestBytes, Md5.DigestBytes, _key, 0, Md5.DigestBytes);
    }
}
