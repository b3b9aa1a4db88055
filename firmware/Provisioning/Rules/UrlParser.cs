// A rule's URL in, a FileUrl out: [ scheme "://" ] [ server [ ":" port ] ] filepath (guide "URL Syntax").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Parses URLs. Without a scheme it is tftp; without a server the server is left empty; the query stays in the path.</summary>
public sealed class UrlParser
{
    private byte[] text;
    private int position;
    private int end;

    /// <summary>Offset into the text at which the last fault was seen.</summary>
    public int FaultAt { get; private set; }

    /// <summary>
    /// url = [ scheme "://" ] [ server [ ":" port ] ] filepath ; the text holds nothing else.
    /// Faults: UrlScheme, UrlSyntax (a byte no server name has), UrlPort, UrlNoPath, RuleTooLong.
    /// </summary>
    public Fault Parse(byte[] buffer, int offset, int count, FileUrl into)
    {
        text = buffer;
        position = offset;
        end = offset + count;
        into.Clear();
        Fault fault = ParseScheme(into);
        if (fault == Fault.None)
        {
            fault = ParseServer(into);
        }

        return fault == Fault.None ? ParsePath(into) : fault;
    }

    // scheme = "tftp" / "http" / "https" ; in any case
    private Fault ParseScheme(FileUrl into)
    {
        int mark = position;
        while (mark < end && IsAlphanumeric(text[mark]))
        {
            mark++;
        }

        if (mark + 2 < end && text[mark] == (byte)':' && text[mark + 1] == (byte)'/' && text[mark + 2] == (byte)'/')
        {
            if (ByteText.EqualsIgnoreCase(text, position, mark - position, "tftp"))
            {
                into.Scheme = UrlScheme.Tftp;
            }
            else if (ByteText.EqualsIgnoreCase(text, position, mark - position, "http"))
            {
                into.Scheme = UrlScheme.Http;
            }
            else if (ByteText.EqualsIgnoreCase(text, position, mark - position, "https"))
            {
                into.Scheme = UrlScheme.Https;
            }
            else
            {
                return Refuse(Fault.UrlScheme, position);
            }

            position = mark + 3;
        }

        into.Port = FileUrl.DefaultPort(into.Scheme);
        return Fault.None;
    }

    // server = *( ALPHA / DIGIT / "-" / "." / "_" ) ; the path, the port or the end follows
    private Fault ParseServer(FileUrl into)
    {
        int first = position;
        while (position < end && (IsAlphanumeric(text[position]) || text[position] == (byte)'-' || text[position] == (byte)'.' || text[position] == (byte)'_'))
        {
            position++;
        }

        into.Server.Append(text, first, position - first);
        if (into.Server.Overflowed)
        {
            return Refuse(Fault.RuleTooLong, first + FileUrl.MaxServer);
        }

        if (position == end || text[position] == (byte)'/' || text[position] == (byte)'?')
        {
            return Fault.None;
        }

        if (text[position] != (byte)':' || position == first)
        {
            return Refuse(Fault.UrlSyntax, position);
        }

        return ParsePort(into);
    }

    // port = ":" 1*5DIGIT ; 1 to 65535
    private Fault ParsePort(FileUrl into)
    {
        position++;
        int first = position;
        int port = 0;
        while (position < end && position - first < 6 && text[position] >= (byte)'0' && text[position] <= (byte)'9')
        {
            port = (port * 10) + text[position] - '0';
            position++;
        }

        bool ended = position == end || text[position] == (byte)'/' || text[position] == (byte)'?';
        if (!ended || position - first > 5 || port < 1 || port > 65535)
        {
            return Refuse(Fault.UrlPort, first);
        }

        into.Port = port;
        return Fault.None;
    }

    // filepath = "/" *( any byte ) ; with its query, which may hold anything but white space and "|"
    private Fault ParsePath(FileUrl into)
    {
        if (position == end || text[position] != (byte)'/')
        {
            return Refuse(Fault.UrlNoPath, position);
        }

        into.Path.Append(text, position, end - position);
        if (into.Path.Overflowed)
        {
            return Refuse(Fault.RuleTooLong, position + FileUrl.MaxPath);
        }

        byte[] path = into.Path.Bytes;
        for (int i = 0; i < into.Path.Length; i++)
        {
            if (path[i] == MacroExpander.LiteralDollar)
            {
                path[i] = (byte)'$';
            }
        }

        return Fault.None;
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
