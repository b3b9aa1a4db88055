// A request and a status in, the response's bytes and where they go out (RFC 3261 sections 8.2.6 and 18.2, RFC 3581).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Copies what a response has of its request: every Via in order, the topmost with received and rport, From, To with a tag, Call-ID, CSeq.
/// A header that the request lacks is left out. The answer goes to the address the request came from, never to one that it names.
/// </summary>
public sealed class SipResponseWriter : SipLineWriter
{
    private const int DefaultPort = 5060;

    private readonly ISipSettings _settings;
    private readonly SipTokens _tokens;
    private readonly SipAddress _address;

    /// <summary>Writes as the settings say; borrows an address to take apart with.</summary>
    internal SipResponseWriter(ISipSettings settings, SipTokens tokens, SipAddress address)
    {
        _settings = settings;
        _tokens = tokens;
        _address = address;
    }

    /// <summary>The port the response goes to; the address is the request's.</summary>
    public int TargetPort { get; private set; }

    /// <summary>Writes the status line and the headers that come from the request, then Server. The tag is a word of the kind and number given.</summary>
    internal void Begin(SipMessage request, SipVia via, uint fromAddress, int fromPort, int status, string reason, int tagKind, int tag, TextBuffer output)
    {
        Open(output);
        output.Append("SIP/2.0 ");
        output.AppendNumber(status);
        output.Append((byte)' ');
        output.Append(reason);
        EndLine();
        bool isTop = true;
        for (int index = request.Find(SipHeader.Via, -1); index >= 0; index = request.Find(SipHeader.Via, index))
        {
            output.Append("Via: ");
            int start = request.OffsetOf(index);
            if (isTop)
            {
                AppendTopVia(request.Bytes, start, via, fromAddress, fromPort);
                start = via.End;
            }

            output.Append(request.Bytes, start, request.EndOf(index) - start);
            EndLine();
            isTop = false;
        }

        Copy(request, SipHeader.From, "From: ", 0, 0);
        Copy(request, SipHeader.To, "To: ", tagKind, tag);
        Copy(request, SipHeader.CallId, "Call-ID: ", 0, 0);
        Copy(request, SipHeader.CSeq, "CSeq: ", 0, 0);
        int offset;
        int count;
        byte[] server = _settings.Borrow(SipField.Server, out offset, out count);
        Header("Server", server, offset, count);
        bool toSource = via.RportEnd >= 0 || _settings.AnswersToSourcePort;
        TargetPort = toSource ? fromPort : via.Port != 0 ? via.Port : DefaultPort;
    }

    private void AppendTopVia(byte[] text, int start, SipVia via, uint fromAddress, int fromPort)
    {
        int split = via.RportEnd >= 0 ? via.RportEnd : via.End;
        Output.Append(text, start, split - start);
        if (via.RportEnd >= 0)
        {
            Output.Append((byte)'=');
            Output.AppendNumber(fromPort);
        }
        else if (_settings.InsertsRport && fromPort != (via.Port == 0 ? DefaultPort : via.Port))
        {
            Output.Append(";rport=");
            Output.AppendNumber(fromPort);
        }

        Output.Append(text, split, via.End - split);
        uint named;
        bool differs = !Ipv4.TryParse(text, via.HostOffset, via.HostCount, out named) || named != fromAddress;

        // With rport there is always received (RFC 3581, section 4).
        if (differs || via.RportEnd >= 0)
        {
            Output.Append(";received=");
            Ipv4.Append(fromAddress, Output);
        }
    }

    private void Copy(SipMessage request, SipHeader header, string name, int tagKind, int tag)
    {
        int index = request.Find(header, -1);
        if (index < 0)
        {
            return;
        }

        Output.Append(name);
        Output.Append(request.Bytes, request.OffsetOf(index), request.CountOf(index));
        if (tag != 0 && LacksTag(request, index))
        {
            Output.Append(";tag=");
            _tokens.AppendOf(tagKind, tag, 0, Output);
        }

        EndLine();
    }

    private bool LacksTag(SipMessage request, int index)
    {
        int offset;
        int count;
        return _address.Parse(request.Bytes, request.OffsetOf(index), request.EndOf(index))
            && !_address.FindParameter(request.Bytes, "tag", out offset, out count);
    }
}
