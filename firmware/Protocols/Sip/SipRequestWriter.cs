// The parts of a request in, its bytes out (RFC 3261 sections 7.1, 8.1.1 and 25).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Writes one request line by line. Whatever comes from outside is cleaned of control bytes: no value can bring a header of its own.</summary>
public sealed class SipRequestWriter
{
    /// <summary>The cookie that every branch begins with (section 8.1.1.7).</summary>
    public const string BranchCookie = "z9hG4bK";

    private TextBuffer _output;

    /// <summary>The method and the Request-URI, which is without blanks.</summary>
    public void Begin(string method, TextBuffer uri, TextBuffer output)
    {
        _output = output;
        output.Clear();
        output.Append(method);
        output.Append(" ");
        output.Append(uri);
        output.Append(" SIP/2.0");
        EndLine();
    }

    /// <summary>The Via of a user agent, over UDP, that asks for rport (RFC 3581).</summary>
    public void Via(uint address, int port, TextBuffer branch)
    {
        _output.Append("Via: SIP/2.0/UDP ");
        Ipv4.Append(address, _output);
        _output.Append((byte)':');
        _output.AppendNumber(port);
        _output.Append(";branch=" + BranchCookie);
        _output.Append(branch);
        _output.Append(";rport");
        EndLine();
    }

    /// <summary>From or To: display name if there is one, user at domain, tag if there is one (null: none).</summary>
    public void Party(string header, TextBuffer displayName, TextBuffer user, TextBuffer domain, TextBuffer tag)
    {
        _output.Append(header);
        _output.Append(": ");
        AppendDisplayName(displayName);
        _output.Append("<sip:");
        AppendUser(user);
        _output.Append(domain);
        _output.Append((byte)'>');
        if (tag != null)
        {
            _output.Append(";tag=");
            _output.Append(tag);
        }

        EndLine();
    }

    /// <summary>Contact: where the user is reached, and for how long; negative seconds: no expires parameter.</summary>
    public void Contact(TextBuffer displayName, TextBuffer user, uint address, int port, int expiresSeconds)
    {
        _output.Append("Contact: ");
        AppendDisplayName(displayName);
        _output.Append("<sip:");
        AppendUser(user);
        Ipv4.Append(address, _output);
        _output.Append((byte)':');
        _output.AppendNumber(port);
        _output.Append((byte)'>');
        if (expiresSeconds >= 0)
        {
            _output.Append(";expires=");
            _output.AppendNumber(expiresSeconds);
        }

        EndLine();
    }

    /// <summary>Call-ID, CSeq and Max-Forwards.</summary>
    public void Sequence(TextBuffer callId, int number, string method, int maxForwards)
    {
        Header("Call-ID", callId);
        _output.Append("CSeq: ");
        _output.AppendNumber(number);
        _output.Append((byte)' ');
        _output.Append(method);
        EndLine();
        _output.Append("Max-Forwards: ");
        _output.AppendNumber(maxForwards);
        EndLine();
    }

    /// <summary>Any header; an empty value leaves it out.</summary>
    public void Header(string name, TextBuffer value)
    {
        if (value.Length > 0)
        {
            _output.Append(name);
            _output.Append(": ");
            SipText.AppendClean(value.Bytes, 0, value.Length, _output);
            EndLine();
        }
    }

    /// <summary>A header with a text of the unit's own.</summary>
    public void Header(string name, string value)
    {
        _output.Append(name);
        _output.Append(": ");
        _output.Append(value);
        EndLine();
    }

    /// <summary>Ends the line that the caller has appended.</summary>
    public void EndLine()
    {
        _output.Append((byte)13);
        _output.Append((byte)10);
    }

    /// <summary>Ends the request, which has no body.</summary>
    public void End()
    {
        Header("Content-Length", "0");
        EndLine();
    }

    private void AppendDisplayName(TextBuffer name)
    {
        if (name.Length == 0)
        {
            return;
        }

        _output.Append((byte)'"');
        for (int i = 0; i < name.Length; i++)
        {
            byte next = name.Bytes[i];
            if (next == (byte)'"' || next == (byte)'\\')
            {
                _output.Append((byte)'\\');
            }

            if (next >= 32 && next != 127)
            {
                _output.Append(next);
            }
        }

        _output.Append((byte)'"');
        _output.Append((byte)' ');
    }

    // [ user "@" ] ; what is not allowed in a user is escaped (section 25.1).
    private void AppendUser(TextBuffer user)
    {
        for (int i = 0; i < user.Length; i++)
        {
            byte next = user.Bytes[i];
            if (IsUserByte(next))
            {
                _output.Append(next);
            }
            else
            {
                _output.Append((byte)'%');
                _output.AppendHex(next);
            }
        }

        if (user.Length > 0)
        {
            _output.Append((byte)'@');
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
