// A message taken apart in, what is wrong with it out: the headers every message must have (RFC 3261 sections 8.1.1, 8.2 and 20).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Judges what <see cref="SipReader"/> has read: mandatory headers once each, CSeq and its method, addresses, Via. A request that fails is
/// answered with the status, a response is dropped.
/// </summary>
public sealed class SipCheck
{
    private const long MaxSequence = 2147483647;

    /// <summary>For others too who take an address apart and look at it at once.</summary>
    internal SipUri Uri { get; } = new SipUri();

    /// <summary>Likewise.</summary>
    internal SipAddress Address { get; } = new SipAddress();

    /// <summary>The topmost Via; valid after <see cref="Check"/> unless that was <see cref="SipReader.Dropped"/>.</summary>
    public SipVia Via { get; } = new SipVia();

    /// <summary>What is wrong.</summary>
    public SipReason Problem { get; private set; }

    /// <summary><see cref="SipReader.Good"/>, <see cref="SipReader.Dropped"/>, or the status that the request is refused with.</summary>
    public int Check(SipMessage message)
    {
        Problem = SipReason.None;
        int via = message.Find(SipHeader.Via, -1);
        if (via < 0 || !Via.Parse(message.Bytes, message.OffsetOf(via), message.EndOf(via)))
        {
            // Nobody knows where an answer would go.
            return SipReader.Dropped;
        }

        int verdict = Via.HasBadParameters ? Refuse(SipReason.BadVia) : CheckHeaders(message);
        if (verdict == SipReader.Good && message.IsRequest)
        {
            verdict = CheckRequest(message);
        }

        return verdict != SipReader.Good && !message.IsRequest ? SipReader.Dropped : verdict;
    }

    private int CheckHeaders(SipMessage message)
    {
        if (!HasOne(message, SipHeader.CSeq) || !HasOne(message, SipHeader.CallId) || !HasOne(message, SipHeader.From) || !HasOne(message, SipHeader.To))
        {
            return Refuse(SipReason.MissingHeader);
        }

        if (message.CountOf(message.Find(SipHeader.CallId, -1)) == 0)
        {
            return Refuse(SipReason.EmptyCallId);
        }

        if (!IsAddress(message, SipHeader.From) || !IsAddress(message, SipHeader.To))
        {
            return Refuse(SipReason.BadParty);
        }

        if (!ReadSequence(message))
        {
            return Refuse(SipReason.BadSequence);
        }

        return AtMostOne(message, SipHeader.ContentLength) && AtMostOne(message, SipHeader.MaxForwards) ? SipReader.Good : Refuse(SipReason.RepeatedHeader);
    }

    private int CheckRequest(SipMessage message)
    {
        if (!ByteText.Equals(message.Bytes, message.WordOffset, message.WordCount, message.Bytes, message.SequenceMethodOffset, message.SequenceMethodCount))
        {
            return Refuse(SipReason.OtherMethod);
        }

        int colon = SipText.TokenEnd(message.Bytes, message.UriOffset, message.UriOffset + message.UriCount);
        bool hasScheme = colon > message.UriOffset && colon < message.UriOffset + message.UriCount && message.Bytes[colon] == (byte)':';
        if (!hasScheme)
        {
            return Refuse(SipReason.BadRequestUri);
        }

        if (!ByteText.EqualsIgnoreCase(message.Bytes, message.UriOffset, colon - message.UriOffset, "sip"))
        {
            return Refuse(SipReason.BadScheme);
        }

        if (!Uri.Parse(message.Bytes, message.UriOffset, message.UriCount) || Uri.HasHeaders)
        {
            return Refuse(SipReason.BadRequestUri);
        }

        return message.Find(SipHeader.MaxForwards, -1) < 0 || message.Number(SipHeader.MaxForwards, -1) is >= 0 and <= 255
            ? SipReader.Good : Refuse(SipReason.BadMaxForwards);
    }

    // CSeq = 1*DIGIT LWS method
    private static bool ReadSequence(SipMessage message)
    {
        int index = message.Find(SipHeader.CSeq, -1);
        int offset = message.OffsetOf(index);
        int end = message.EndOf(index);
        int numberEnd = SipText.TokenEnd(message.Bytes, offset, end);
        int method = SipText.SkipBlanks(message.Bytes, numberEnd, end);
        int number;
        if (!ByteText.TryParseNumber(message.Bytes, offset, numberEnd - offset, (int)MaxSequence, out number) || numberEnd == offset
            || method == numberEnd || !SipText.IsToken(message.Bytes, method, end))
        {
            return false;
        }

        message.SequenceNumber = number;
        message.SequenceMethodOffset = method;
        message.SequenceMethodCount = end - method;
        return true;
    }

    private bool IsAddress(SipMessage message, SipHeader header)
    {
        int index = message.Find(header, -1);
        return Address.Parse(message.Bytes, message.OffsetOf(index), message.EndOf(index));
    }

    private static bool HasOne(SipMessage message, SipHeader header)
    {
        return message.Find(header, -1) >= 0 && AtMostOne(message, header);
    }

    private static bool AtMostOne(SipMessage message, SipHeader header)
    {
        int first = message.Find(header, -1);
        return first < 0 || message.Find(header, first) < 0;
    }

    private int Refuse(SipReason problem)
    {
        Problem = problem;
        return SipReasons.StatusOf(problem);
    }
}
