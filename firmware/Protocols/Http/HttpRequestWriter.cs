// A GET request as bytes (RFC 9112 section 3, RFC 9110 section 7.2).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Writes requests that ask for one file and close.</summary>
internal static class HttpRequestWriter
{
    private const int DefaultPort = 80;

    /// <summary>
    /// Writes the whole request. White space, control characters, bytes above 0x7E and `#` of the path are percent-encoded, everything
    /// else (percent signs too) is sent as it stands. False when the server's name or the user agent holds what could end a header,
    /// or when the request does not fit.
    /// </summary>
    internal static bool Write(byte[] path, int pathOffset, int pathBytes, TextBuffer server, int port, TextBuffer userAgent, TextBuffer output)
    {
        output.Clear();
        output.Append("GET ");
        if (pathBytes == 0 || path[pathOffset] != (byte)'/')
        {
            output.Append((byte)'/');
        }

        AppendPath(path, pathOffset, pathBytes, output);
        output.Append(" HTTP/1.1\r\nHost: ");
        output.Append(server);
        if (port != DefaultPort)
        {
            output.Append((byte)':');
            output.AppendNumber(port);
        }

        if (userAgent.Length > 0)
        {
            output.Append("\r\nUser-Agent: ");
            output.Append(userAgent);
        }

        output.Append("\r\nAccept: */*\r\nConnection: close\r\n\r\n");
        return !output.Overflowed && server.Length > 0 && IsPlain(server, 0x21) && IsPlain(userAgent, 0x20);
    }

    private static void AppendPath(byte[] path, int offset, int count, TextBuffer output)
    {
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            byte value = path[i];
            if (value <= 0x20 || value > 0x7E || value == (byte)'#')
            {
                output.Append((byte)'%');
                output.AppendHex(value);
            }
            else
            {
                output.Append(value);
            }
        }
    }

    private static bool IsPlain(TextBuffer text, int lowest)
    {
        byte[] bytes = text.Bytes;
        int end = text.Length;
        for (int i = 0; i < end; i++)
        {
            if (bytes[i] < lowest || bytes[i] > 0x7E)
            {
                return false;
            }
        }

        return true;
    }
}
