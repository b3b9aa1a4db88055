// The head of a GET or POST request as bytes (RFC 9112 section 3, RFC 9110 sections 7.2 and 8).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Writes requests that ask for one file and close.</summary>
internal static class HttpRequestWriter
{
    /// <summary>
    /// Writes the whole head. White space, control characters, bytes above 0x7E and `#` of the path are percent-encoded, everything
    /// else (percent signs too) is sent as it stands. A POST (<paramref name="postBytes"/> 0 or more) is labelled text/plain: its body is
    /// a template of the administrator's own form (guide "post": <c>Product = "$PN"; …</c>), which a server that decodes forms by
    /// themselves must not take apart. False when the server's name or the user agent holds what could end a header, or when the head
    /// does not fit.
    /// </summary>
    internal static bool Write(FileUrl url, TextBuffer userAgent, int postBytes, TextBuffer output)
    {
        TextBuffer server = url.Server;
        output.Clear();
        output.Append(postBytes < 0 ? "GET " : "POST ");
        if (url.Path.Length == 0 || url.Path.Bytes[0] != (byte)'/')
        {
            output.Append((byte)'/');
        }

        AppendPath(url.Path.Bytes, 0, url.Path.Length, output);
        output.Append(" HTTP/1.1\r\nHost: ");
        output.Append(server);
        if (url.Port != 0 && url.Port != FileUrl.DefaultPort(UrlScheme.Http))
        {
            output.Append((byte)':');
            output.AppendNumber(url.Port);
        }

        if (userAgent.Length > 0)
        {
            output.Append("\r\nUser-Agent: ");
            output.Append(userAgent);
        }

        if (postBytes >= 0)
        {
            output.Append("\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ");
            output.AppendNumber(postBytes);
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
