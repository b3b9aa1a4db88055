// One DNS reply to a verdict and IPv4 addresses (RFC 1035 section 4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Checks a message against the question and follows the aliases inside it. The fault of a message that is a reply to the question is
/// None (addresses found), DnsNoName, DnsNoAddress or DnsServerFailure.
/// </summary>
internal sealed class DnsReplyReader
{
    /// <summary>Most addresses kept.</summary>
    internal const int MaxAddresses = 8;

    private const int HeaderBytes = 12;
    private const int RecordBytes = 10;
    private const int MaxAliases = 8;
    private const int TypeAddress = 1;
    private const int TypeAlias = 5;
    private const int ClassInternet = 1;
    private const int CodeNoName = 3;

    /// <summary>The addresses, in the server's order.</summary>
    internal readonly uint[] Addresses = new uint[MaxAddresses];

    /// <summary>How many there are.</summary>
    internal int AddressCount;

    /// <summary>How long the addresses are good, in seconds: the least TTL on the way to them, 0 when the reply is not whole.</summary>
    internal int TtlSeconds;

    /// <summary>The verdict.</summary>
    internal Fault Fault;

    private byte[] _message;
    private int _start;
    private int _end;

    // The name whose addresses are wanted: the question's, or an alias where it stands in the message.
    private byte[] _wanted;
    private int _wantedStart;
    private int _wantedAt;

    /// <summary>
    /// message = header question *answer … False when it is no reply to this question (other id, other question, a query): then it is to
    /// be ignored.
    /// </summary>
    internal bool Read(byte[] message, int offset, int count, int id, DnsName question)
    {
        if (count < HeaderBytes || Word(message, offset) != id)
        {
            return false;
        }

        int flags = Word(message, offset + 2);
        if ((flags & 0xF800) != 0x8000 || Word(message, offset + 4) != 1)
        {
            return false;
        }

        _message = message;
        _start = offset;
        _end = offset + count;
        int position = DnsName.Skip(message, _start, _end, offset + HeaderBytes);
        if (position < 0 || position + 4 > _end || !DnsName.AreSame(message, _start, offset + HeaderBytes, question.Bytes, 0, 0)
            || Word(message, position) != TypeAddress || Word(message, position + 2) != ClassInternet)
        {
            return false;
        }

        AddressCount = 0;
        TtlSeconds = int.MaxValue;
        Want(question.Bytes, 0, 0);
        Fault = Verdict(flags, position + 4, Word(message, offset + 6));
        return true;
    }

    // A truncated reply counts when it holds an address; only a whole one can say that there is none.
    private Fault Verdict(int flags, int answers, int answerCount)
    {
        int code = flags & 15;
        if (code == CodeNoName)
        {
            return Fault.DnsNoName;
        }

        if (code != 0)
        {
            return Fault.DnsServerFailure;
        }

        bool truncated = (flags & 0x0200) != 0;
        bool whole = true;
        for (int aliases = 0; aliases <= MaxAliases && whole; aliases++)
        {
            int found = Scan(answers, answerCount);
            whole = found >= 0;
            if (found != TypeAlias)
            {
                break;
            }
        }

        TtlSeconds = whole && !truncated ? TtlSeconds : 0;
        return AddressCount > 0 && (whole || truncated) ? Fault.None
            : whole && !truncated ? Fault.DnsNoAddress
            : Fault.DnsServerFailure;
    }

    // One pass over the answers for the wanted name. TypeAlias: it has another name, which is wanted now. TypeAddress: addresses, if any,
    // were kept. -1: the message is cut or malformed; what was kept before that stays.
    private int Scan(int position, int answerCount)
    {
        for (int i = 0; i < answerCount; i++)
        {
            int owner = position;
            position = DnsName.Skip(_message, _start, _end, owner);
            if (position < 0 || position + RecordBytes > _end)
            {
                return -1;
            }

            int type = Word(_message, position);
            int length = Word(_message, position + 8);
            int value = position + RecordBytes;
            position = value + length;
            if (position > _end)
            {
                return -1;
            }

            if (Word(_message, value - 8) != ClassInternet || !DnsName.AreSame(_message, _start, owner, _wanted, _wantedStart, _wantedAt))
            {
                continue;
            }

            if (type == TypeAlias)
            {
                TakeTtl(value - 6);
                Want(_message, _start, value);
                return DnsName.Skip(_message, _start, _end, value) == position ? TypeAlias : -1;
            }

            if (type == TypeAddress)
            {
                if (length != 4)
                {
                    return -1;
                }

                TakeTtl(value - 6);
                Keep(value);
            }
        }

        return TypeAddress;
    }

    private void Want(byte[] bytes, int start, int position)
    {
        _wanted = bytes;
        _wantedStart = start;
        _wantedAt = position;
    }

    // A TTL of 2^31 or more is 0 (RFC 2181, 8).
    private void TakeTtl(int position)
    {
        int high = Word(_message, position);
        int ttl = high >= 0x8000 ? 0 : (high << 16) | Word(_message, position + 2);
        TtlSeconds = ttl < TtlSeconds ? ttl : TtlSeconds;
    }

    private void Keep(int position)
    {
        uint address = ((uint)Word(_message, position) << 16) | (uint)Word(_message, position + 2);
        if (address != 0 && AddressCount < MaxAddresses)
        {
            Addresses[AddressCount++] = address;
        }
    }

    private static int Word(byte[] message, int position)
    {
        return (message[position] << 8) | message[position + 1];
    }
}
