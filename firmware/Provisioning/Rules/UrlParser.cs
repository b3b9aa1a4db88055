// A rule's URL in, a FileUrl out: [ scheme "://" ] [ server [ ":" port ] ] filepath (guide "URL Syntax").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Parses URLs. Without a scheme it is tftp; without a server the server is left empty; the query stays in the path.</summary>
public sealed class UrlParser
{
    private byte[] _text;
    private int _position;
    private int _end;
    private int _serverOffset;

    /// <summary>Offset into the text at which the last fault was seen.</summary>
    public int FaultAt { get; private set; }

    /// <summary>The scheme that the last URL names; TFTP when it names none.</summary>
    public UrlScheme Scheme { get; private set; }

    /// <summary>Length of the server that the last URL names; 0 when it names none.</summary>
    public int ServerCount { get; private set; }

    /// <summary>The port of the last URL, its scheme's own when it names none.</summary>
    public int Port { get; private set; }

    /// <summary>Length of the last URL's path as written, its slash included.</summary>
    public int PathCount
    {
        get { return _end - _position; }
    }

    /// <summary>As <see cref="Check"/>, and fills the parts into <paramref name="into"/>, which is empty after a fault.</summary>
    public Fault Parse(byte[] buffer, int offset, int count, FileUrl into)
    {
        into.Clear();
        Fault fault = Check(buffer, offset, count);
        if (fault == Fault.None)
        {
            into.Scheme = Scheme;
            AppendServer(into.Server);
            into.Port = Port;
            AppendPath(into.Path);
        }

        return fault;
    }

    /// <summary>Appends the server of the URL that <see cref="Check"/> found good; the text is still borrowed.</summary>
    public void AppendServer(TextBuffer output)
    {
        output.Append(_text, _serverOffset, ServerCount);
    }

    /// <summary>Likewise its path.</summary>
    public void AppendPath(TextBuffer output)
    {
        RuleSyntax.AppendPlain(_text, _position, _end - _position, output);
    }

    /// <summary>
    /// url = [ scheme "://" ] [ server [ ":" port ] ] filepath ; the text holds nothing else.
    /// Faults: UrlScheme, UrlSyntax (a byte no server name has), UrlPort, UrlNoPath, RuleTooLong.
    /// </summary>
    public Fault Check(byte[] buffer, int offset, int count)
    {
        _text = buffer;
        _position = offset;
        _end = offset + count;
        Fault fault = ParseScheme();
        if (fault == Fault.None)
        {
            fault = ParseServer();
        }

        return fault == Fault.None ? ParsePath() : fault;
    }

    // scheme = "tftp" / "http" / "https" ; in any case
    private Fault ParseScheme()
    {
        Scheme = UrlScheme.Tftp;
        int mark = _position;
        while (mark < _end && IsAlphanumeric(_text[mark]))
        {
            mark++;
        }

        if (mark + 2 < _end && _text[mark] == (byte)':' && _text[mark + 1] == (byte)'/' && _text[mark + 2] == (byte)'/')
        {
            if (ByteText.EqualsIgnoreCase(_text, _position, mark - _position, "http"))
            {
                Scheme = UrlScheme.Http;
            }
            else if (ByteText.EqualsIgnoreCase(_text, _position, mark - _position, "https"))
            {
                Scheme = UrlScheme.Https;
            }
            else if (!ByteText.EqualsIgnoreCase(_text, _position, mark - _position, "tftp"))
            {
                return Refuse(Fault.UrlScheme, _position);
            }

            _position = mark + 3;
        }

        Port = FileUrl.DefaultPort(Scheme);
        return Fault.None;
    }

    // server = *( ALPHA / DIGIT / "-" / "." / "_" ) ; the path, the port or the end follows
    private Fault ParseServer()
    {
        int first = _position;
        while (_position < _end && (IsAlphanumeric(_text[_position]) || _text[_position] == (byte)'-' || _text[_position] == (byte)'.' || _text[_position] == (byte)'_'))
        {
            _position++;
        }

        _serverOffset = first;
        ServerCount = _position - first;
        if (ServerCount > FileUrl.MaxServer)
        {
            return Refuse(Fault.RuleTooLong, first + FileUrl.MaxServer);
        }

        if (_position == _end || _text[_position] == (byte)'/' || _text[_position] == (byte)'?')
        {
            return Fault.None;
        }

        if (_text[_position] != (byte)':' || _position == first)
        {
            return Refuse(Fault.UrlSyntax, _position);
        }

        return ParsePort();
    }

    // port = ":" 1*5DIGIT ; 1 to 65535
    private Fault ParsePort()
    {
        _position++;
        int first = _position;
        int port = 0;
        while (_position < _end && _position - first < 6 && _text[_position] >= (byte)'0' && _text[_position] <= (byte)'9')
        {
            port = (port * 10) + _text[_position] - '0';
            _position++;
        }

        bool ended = _position == _end || _text[_position] == (byte)'/' || _text[_position] == (byte)'?';
        if (!ended || _position - first > 5 || port < 1 || port > 65535)
        {
            return Refuse(Fault.UrlPort, first);
        }

        Port = port;
        return Fault.None;
    }

    // filepath = "/" *( any byte ) ; with its query, which may hold anything but white space and "|"
    private Fault ParsePath()
    {
        if (_position == _end || _text[_position] != (byte)'/')
        {
            return Refuse(Fault.UrlNoPath, _position);
        }

        return _end - _position > FileUrl.MaxPath ? Refuse(Fault.RuleTooLong, _position + FileUrl.MaxPath) : Fault.None;
    }

    private static bool IsAlphanumeric(byte value)
    {
        int letter = value | 32;
        return (letter >= 'a' && letter <= 'z') || (value >= (byte)'0' && value <= (byte)'9');
    }

    private Fault Refuse(Fault fault, int at)
    {
        FaultAt = at;
        return fault;
    }
}
