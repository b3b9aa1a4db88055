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

    private readonly ISipSettings _settings;
    private readonly Md5 _md5;
    private readonly byte[] _key = new byte[Md5.DigestBytes];
    private readonly byte[] _keys = new byte[Count * Md5.DigestBytes];
    private readonly long[] _endsMs = new long[Count];
    private readonly bool[] _acted = new bool[Count];

    /// <summary>The status that was answered.</summary>
    internal readonly int[] Statuses = new int[Count];

    /// <summary>The reason that was answered.</summary>
    internal readonly string[] Reasons = new string[Count];

    /// <summary>The number the To tag is made of; 0 in a free slot.</summary>
    internal readonly int[] Tags = new int[Count];

    /// <summary>The nonce of a challenge; 0: none.</summary>
    internal readonly int[] Nonces = new int[Count];

    /// <summary>The moment of that nonce.</summary>
    internal readonly int[] NonceSeconds = new int[Count];

    /// <summary>Whether the challenge says stale.</summary>
    internal readonly bool[] Stale = new bool[Count];

    private int _lastTag;

    /// <summary>Takes timer J from the settings; borrows the algorithm.</summary>
    internal SipServerSlots(ISipSettings settings, DigestResponse digest)
    {
        _settings = settings;
        _md5 = digest.Md5;
    }

    /// <summary>The slot of a request that was answered already; -1 for a new one.</summary>
    internal int Find(SipMessage request, SipVia via, uint address, long nowMs)
    {
        MakeKey(request, via, address);
        for (int slot = 0; slot < Count; slot++)
        {
            if (Tags[slot] != 0 && nowMs < _endsMs[slot] && IsKey(slot))
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>A slot for the request that <see cref="Find"/> did not find; -1 when there is none.</summary>
    internal int Take(long nowMs)
    {
        int taken = -1;
        for (int slot = 0; slot < Count; slot++)
        {
            if (Tags[slot] == 0 || nowMs >= _endsMs[slot])
            {
                taken = slot;
                break;
            }

            if (!_acted[slot] && (taken < 0 || _endsMs[slot] < _endsMs[taken]))
            {
                taken = slot;
            }
        }

        if (taken >= 0)
        {
            System.Array.Copy(_key, 0, _keys, taken * Md5.DigestBytes, Md5.DigestBytes);
            _endsMs[taken] = nowMs + _settings.TimerJMs;
            _acted[taken] = false;
            Tags[taken] = ++_lastTag;
            Nonces[taken] = 0;
            Stale[taken] = false;
        }

        return taken;
    }

    /// <summary>Says that the unit acted on the request.</summary>
    internal void Acted(int slot)
    {
        _acted[slot] = true;
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
