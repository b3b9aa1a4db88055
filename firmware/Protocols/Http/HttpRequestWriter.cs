// The head of a GET, POST or PUT request as bytes (RFC 9112 section 3, RFC 9110 sections 7.2 and 8).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Writes requests that ask for one file, or bring one, and close.</summary>
internal static class HttpRequestWriter
{
    /// <summary>
    /// Writes the whole head. White space, control characters, bytes above 0x7E and `#` of the path are percent-encoded, everything
    /// else (percent signs too) is sent as it stands. A body without a type of its own is labelled text/plain: it is
    /// a template of the administrator's own form (guide "post": <c>Product = "$PN"; …</c>), which a server that decodes forms by
    /// themselves must not take apart. False when the server's name or a header's value holds what could end a header, or when the head
    /// does not fit. The authenticator may be null when nothing is answered.
    /// </summary>
    internal static bool Write(HttpRequest request, Authenticator authenticator, TextBuffer output)
    {
        FileUrl url = request.Url;
        TextBuffer server = url.Server;
        output.Clear();
        string method = request.Method;
        output.Append(method);
        output.Append((byte)' ');
        int target = output.Length;
        if (url.Path.Length == 0 || url.Path.Bytes[0] != (byte)'/')
        {
            output.Append((byte)'/');
        }

        AppendPath(url.Path.Bytes, 0, url.Path.Length, output);
        int targetBytes = output.Length - target;
        output.Append(" HTTP/1.1\r\nHost: ");
        output.Append(server);
        if (url.Port != 0 && url.Port != FileUrl.DefaultPort(url.Scheme))
        {
            output.Append((byte)':');
            output.AppendNumber(url.Port);
        }

        bool isPlain = server.Length > 0 && IsPlain(server, 0x21);
        isPlain &= AppendHeader("User-Agent", request.UserAgent, output);
        if (request.BodyBytes >= 0)
        {
            output.Append("\r\nContent-Type: ");
            output.Append(request.ContentType ?? "text/plain; charset=utf-8");
            output.Append("\r\nContent-Length: ");
            output.AppendNumber(request.BodyBytes);
        }

        isPlain &= AppendHeader("If-None-Match", request.EntityTag, output);
        isPlain &= AppendHeader("If-Modified-Since", request.LastModified, output);
        if (request.AnsweredStatus != 0)
        {
            output.Append(request.AnsweredStatus == 401 ? "\r\nAuthorization: " : "\r\nProxy-Authorization: ");
            authenticator.Append(method, output.Bytes, target, targetBytes, request.UserId, request.Password, output);
            isPlain &= HasNoControl(request.UserId) && !authenticator.Challenge.HasControls;
        }

        output.Append("\r\nAccept: */*\r\nConnection: close\r\n\r\n");
        return isPlain && !output.Overflowed;
    }

    // False when the value could break the request.
    private static bool AppendHeader(string name, TextBuffer value, TextBuffer output)
    {
        if (value == null || value.Length == 0)
        {
            return true;
        }

        output.Append("\r\n");
        output.Append(name);
        output.Append(": ");
        output.Append(value);
        return IsPlain(value, 0x20);
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

    private static bool HasNoControl(TextBuffer text)
    {
        byte[] bytes = text.Bytes;
        int end = text.Length;
        for (int i = 0; i < end; i++)
        {
            if (bytes[i] < 0x20 || bytes[i] == 0x7F)
            {
                return false;
            }
        }

        return true;
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
