// The parts of a request in, its bytes out (RFC 3261 sections 7.1, 8.1.1 and 25).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Writes one request line by line. Whatever comes from outside is cleaned of control bytes: no value can bring a header of its own.</summary>
public sealed class SipRequestWriter : SipLineWriter
{
    /// <summary>The cookie that every branch begins with (section 8.1.1.7).</summary>
    public const string BranchCookie = "z9hG4bK";

    /// <summary>The method and the Request-URI, which is without blanks.</summary>
    public void Begin(string method, TextBuffer uri, TextBuffer output)
    {
        Open(output);
        output.Append(method);
        output.Append(" ");
        output.Append(uri);
        output.Append(" SIP/2.0");
        EndLine();
    }

    /// <summary>The Via of a user agent, over UDP, that asks for rport (RFC 3581).</summary>
    public void Via(uint address, int port, TextBuffer branch)
    {
        Output.Append("Via: SIP/2.0/UDP ");
        Ipv4.Append(address, Output);
        Output.Append((byte)':');
        Output.AppendNumber(port);
        Output.Append(";branch=" + BranchCookie);
        Output.Append(branch);
        Output.Append(";rport");
        EndLine();
    }

    /// <summary>From or To: display name if there is one, user at domain, tag if there is one (null: none).</summary>
    public void Party(string header, TextBuffer displayName, TextBuffer user, TextBuffer domain, TextBuffer tag)
    {
        Output.Append(header);
        Output.Append(": ");
        AppendDisplayName(displayName);
        Output.Append("<sip:");
        AppendUser(user);
        Output.Append(domain);
        Output.Append((byte)'>');
        if (tag != null)
        {
            Output.Append(";tag=");
            Output.Append(tag);
        }

        EndLine();
    }

    /// <summary>Contact: where the user is reached, and for how long; negative seconds: no expires parameter.</summary>
    public void Contact(TextBuffer displayName, TextBuffer user, uint address, int port, int expiresSeconds)
    {
        Output.Append("Contact: ");
        AppendDisplayName(displayName);
        Output.Append("<sip:");
        AppendUser(user);
        Ipv4.Append(address, Output);
        Output.Append((byte)':');
        Output.AppendNumber(port);
        Output.Append((byte)'>');
        if (expiresSeconds >= 0)
        {
            Output.Append(";expires=");
            Output.AppendNumber(expiresSeconds);
        }

        EndLine();
    }

    /// <summary>Call-ID, CSeq and Max-Forwards.</summary>
    public void Sequence(TextBuffer callId, int number, string method, int maxForwards)
    {
        Header("Call-ID", callId);
        Output.Append("CSeq: ");
        Output.AppendNumber(number);
        Output.Append((byte)' ');
        Output.Append(method);
        EndLine();
        Output.Append("Max-Forwards: ");
        Output.AppendNumber(maxForwards);
        EndLine();
    }

    private void AppendDisplayName(TextBuffer name)
    {
        if (name.Length == 0)
        {
            return;
        }

        Output.Append((byte)'"');
        for (int i = 0; i < name.Length; i++)
        {
            byte next = name.Bytes[i];
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
    private void AppendUser(TextBuffer user)
    {
        for (int i = 0; i < user.Length; i++)
        {
            byte next = user.Bytes[i];
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

        if (user.Length > 0)
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
