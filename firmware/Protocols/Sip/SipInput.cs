// A datagram in, one message with what is wrong with it out (RFC 3261 sections 7, 8.1.1 and 18).

namespace NanoSpa.Protocols;

/// <summary>Reads and judges one datagram at a time, for both lines.</summary>
public sealed class SipInput
{
    private readonly SipReader _reader = new SipReader();
    private readonly SipCheck _check = new SipCheck();

    /// <summary>The message; its bytes are the datagram's.</summary>
    public SipMessage Message { get; } = new SipMessage();

    /// <summary>Its topmost Via.</summary>
    public SipVia Via
    {
        get { return _check.Via; }
    }

    /// <summary>Lent to those who take credentials or a challenge apart.</summary>
    internal AuthParameters Parameters { get; } = new AuthParameters();

    /// <summary>Lent to those who take an address apart and look at it at once.</summary>
    internal SipAddress Address
    {
        get { return _check.Address; }
    }

    /// <summary>Likewise.</summary>
    internal SipUri Uri
    {
        get { return _check.Uri; }
    }

    /// <summary>The status a bad request is refused with; <see cref="SipReader.Good"/> for a good message.</summary>
    public int Status
    {
        get { return SipReasons.StatusOf(Reason); }
    }

    /// <summary>What is wrong.</summary>
    public SipReason Reason { get; private set; }

    /// <summary>False for what needs no answer: keep-alives, noise, broken responses, requests without a Via.</summary>
    public bool Read(byte[] datagram, int offset, int count)
    {
        int read = _reader.Read(datagram, offset, count, Message);
        if (read == SipReader.Dropped)
        {
            return false;
        }

        int judged = _check.Check(Message);
        Reason = read != SipReader.Good ? _reader.Problem : _check.Problem;
        return judged != SipReader.Dropped;
    }
}
