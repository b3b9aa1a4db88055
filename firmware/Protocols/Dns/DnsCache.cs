// Answers of name servers in, the same answers out as long as they are good (RFC 1035 section 3.2.1, RFC 2181 section 8, RFC 2308).

using System;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Four names with up to eight addresses each, in the server's order, shared by the unit's resolvers. An answer is kept for its TTL, an
/// hour at most and not at all with a TTL of 0; that there is no such name or no address for <see cref="NegativeSeconds"/>. A name longer than 64
/// bytes is not kept. The answer that would end first makes room. Memory: 0.6 KiB, from the first answer on.
/// </summary>
public sealed class DnsCache
{
    /// <summary>Names kept.</summary>
    public const int Names = 4;

    /// <summary>Longest time that an answer is kept.</summary>
    public const int LongestSeconds = 3600;

    /// <summary>How long it is kept that there is no such name or no address.</summary>
    public const int NegativeSeconds = 10;

    private const int NameBytes = 64;
    private const int None = -1;

    // All taken with the first answer; null until then.
    private byte[] _names;
    private int[] _lengths;
    private uint[] _addresses;
    private int[] _counts;
    private long[] _untilMs;
    private bool[] _isNoName;

    /// <summary>Forgets all: the name servers are others now.</summary>
    public void Clear()
    {
        if (_lengths != null)
        {
            Array.Clear(_lengths, 0, Names);
        }
    }

    /// <summary>The slot of an answer that is still good, or -1.</summary>
    internal int Find(DnsName name, long nowMs)
    {
        int slot = SlotOf(name);
        return slot != None && nowMs < _untilMs[slot] ? slot : None;
    }

    /// <summary>How many addresses the answer has, copied in their order; 0 when it says that there are none.</summary>
    internal int CopyAddresses(int slot, uint[] into)
    {
        Array.Copy(_addresses, slot * DnsReplyReader.MaxAddresses, into, 0, _counts[slot]);
        return _counts[slot];
    }

    /// <summary>DnsNoName or DnsNoAddress of an answer without addresses.</summary>
    internal Fault FaultOf(int slot)
    {
        return _isNoName[slot] ? Fault.DnsNoName : Fault.DnsNoAddress;
    }

    /// <summary>When the answer ends, in the clock's milliseconds.</summary>
    internal long UntilMs(int slot)
    {
        return _untilMs[slot];
    }

    /// <summary>Keeps an answer of 1 to 8 addresses.</summary>
    internal void Keep(DnsName name, uint[] addresses, int count, int ttlSeconds, long nowMs)
    {
        int slot = Take(name, ttlSeconds, nowMs);
        if (slot != None)
        {
            Array.Copy(addresses, 0, _addresses, slot * DnsReplyReader.MaxAddresses, count);
            _counts[slot] = count;
        }
    }

    /// <summary>Keeps that there is no such name, or no address.</summary>
    internal void KeepNone(DnsName name, Fault fault, long nowMs)
    {
        int slot = Take(name, NegativeSeconds, nowMs);
        if (slot != None)
        {
            _counts[slot] = 0;
            _isNoName[slot] = fault == Fault.DnsNoName;
        }
    }

    /// <summary>Forgets a name: none of its addresses responds.</summary>
    internal void Forget(DnsName name)
    {
        int slot = SlotOf(name);
        if (slot != None)
        {
            _lengths[slot] = 0;
        }
    }

    // What is not to be kept leaves no older answer behind.
    private int Take(DnsName name, int ttlSeconds, long nowMs)
    {
        Forget(name);
        if (name.Length > NameBytes || ttlSeconds <= 0)
        {
            return None;
        }

        if (_lengths == null)
        {
            TakeMemory();
        }

        int slot = 0;
        for (int i = 1; i < Names; i++)
        {
            if (_lengths[slot] != 0 && (_lengths[i] == 0 || _untilMs[i] < _untilMs[slot]))
            {
                slot = i;
            }
        }

        Array.Copy(name.Bytes, 0, _names, slot * NameBytes, name.Length);
        _lengths[slot] = name.Length;
        _untilMs[slot] = nowMs + ((ttlSeconds < LongestSeconds ? ttlSeconds : LongestSeconds) * 1000L);
        return slot;
    }

    private void TakeMemory()
    {
        _names = new byte[Names * NameBytes];
        _lengths = new int[Names];
        _addresses = new uint[Names * DnsReplyReader.MaxAddresses];
        _counts = new int[Names];
        _untilMs = new long[Names];
        _isNoName = new bool[Names];
    }

    private int SlotOf(DnsName name)
    {
        for (int slot = 0; slot < Names && _lengths != null; slot++)
        {
            if (_lengths[slot] == name.Length && ByteText.Equals(_names, slot * NameBytes, name.Length, name.Bytes, 0, name.Length))
            {
                return slot;
            }
        }

        return None;
    }
}
