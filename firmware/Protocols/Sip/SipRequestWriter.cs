// The parts of a request in, its bytes out (RFC 3261 sections 7.1, 8.1.1 and 25).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Writes one request line by line. Whatever comes from outside is cleaned of control bytes: no value can bring a header of its own.</summary>
public sealed class SipRequestWriter : SipLineWriter
{
    /// <summary>The cookie that every branch begins with (section 8.1.1.7).</summary>
    public const string BranchCookie = "z9hG4bK";

    private readonly SipTokens _tokens;

    /// <summary>Words for branches, tags and Call-IDs are the tokens'; they are given by their numbers.</summary>
    public SipRequestWriter(SipTokens tokens)
    {
        _tokens = tokens;
    }

    /// <summary>Where the Request-URI starts in the output.</summary>
    public int UriOffset { get; private set; }

    /// <summary>Length of the Request-URI.</summary>
    public int UriCount { get; private set; }

    /// <summary>The method and the Request-URI: the account's domain.</summary>
    public void Begin(string method, ISipAccount account, TextBuffer output)
    {
        Open(output);
        output.Append(method);
        output.Append((byte)' ');
        UriOffset = output.Length;
        output.Append("sip:");
        SipProxy.AppendDomain(account, output);
        UriCount = output.Length - UriOffset;
        output.Append(" SIP/2.0");
        EndLine();
    }

    /// <summary>The Via of a user agent, over UDP, that asks for rport (RFC 3581).</summary>
    public void Via(uint address, int port, int branch)
    {
        Output.Append("Via: SIP/2.0/UDP ");
        Ipv4.Append(address, Output);
        Output.Append((byte)':');
        Output.AppendNumber(port);
        Output.Append(";branch=" + BranchCookie);
        _tokens.Append(branch, Output);
        Output.Append(";rport");
        EndLine();
    }

    /// <summary>From or To: display name if there is one, user at domain, tag if there is one (0: none).</summary>
    public void Party(string header, ISipAccount account, int tag)
    {
        Output.Append(header);
        Output.Append(": ");
        AppendDisplayName(account);
        Output.Append("<sip:");
        AppendUser(account);
        SipProxy.AppendDomain(account, Output);
        Output.Append((byte)'>');
        if (tag != 0)
        {
            Output.Append(";tag=");
            _tokens.Append(tag, Output);
        }

        EndLine();
    }

    /// <summary>Contact: where the user is reached, and for how long.</summary>
    public void Contact(ISipAccount account, uint address, int port, int expiresSeconds)
    {
        Output.Append("Contact: ");
        AppendDisplayName(account);
        Output.Append("<sip:");
        AppendUser(account);
        Ipv4.Append(address, Output);
        Output.Append((byte)':');
        Output.AppendNumber(port);
        Output.Append(">;expires=");
        Output.AppendNumber(expiresSeconds);
        EndLine();
    }

    /// <summary>Call-ID, CSeq and Max-Forwards.</summary>
    public void Sequence(int callId, int number, string method, int maxForwards)
    {
        Output.Append("Call-ID: ");
        _tokens.Append(callId, Output);
        EndLine();
        Output.Append("CSeq: ");
        Output.AppendNumber(number);
        Output.Append((byte)' ');
        Output.Append(method);
        EndLine();
        Output.Append("Max-Forwards: ");
        Output.AppendNumber(maxForwards);
        EndLine();
    }

    private void AppendDisplayName(ISipAccount account)
    {
        int offset;
        int count;
        byte[] name = account.Borrow(SipField.DisplayName, out offset, out count);
        if (count == 0)
        {
            return;
        }

        int end = offset + count;
        Output.Append((byte)'"');
        for (int i = offset; i < end; i++)
        {
            byte next = name[i];
            if (next == (byte)'"' || next == (byte)'\\')
            {
                Output.Append((byte)'\\');
            }

            if (next >= 32 && next != 127)
            {
                Output.Append(next);
            }
        }

        Output.Append((byte)'"');
        Output.Append((byte)' ');
    }

    // [ user "@" ] ; what is not allowed in a user is escaped (section 25.1).
    private void AppendUser(ISipAccount account)
    {
        int offset;
        int count;
        byte[] user = account.Borrow(SipField.User, out offset, out count);
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            byte next = user[i];
            if (IsUserByte(next))
            {
                Output.Append(next);
            }
            else
            {
                Output.Append((byte)'%');
                Output.AppendHex(next);
            }
        }

        if (count > 0)
        {
            Output.Append((byte)'@');
        }
    }

    private static bool IsUserByte(byte value)
    {
        switch (value)
        {
            case (byte)'-':
            case (byte)'_':
            case (byte)'.':
            case (byte)'!':
            case (byte)'~':
            case (byte)'*':
            case (byte)'\'':
            case (byte)'(':
            case (byte)')':
            case (byte)'&':
            case (byte)'=':
            case (byte)'+':
            case (byte)'$':
            case (byte)',':
            case (byte)';':
            case (byte)'?':
            case (byte)'/':
                return true;
            default:
                int letter = value | 32;
                return (letter >= 'a' && letter <= 'z') || (value >= '0' && value <= '9');
        }
    }
}
