// The URL a reply came from and its Location in, the URL to ask next out (RFC 9110, 10.2.2; RFC 3986, 5.2).

using System;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Resolves a Location: absolute, <c>//host</c>, absolute path, relative path, query alone. A fragment is dropped.</summary>
public static class RedirectTarget
{
    /// <summary>
    /// Changes <paramref name="url"/> to what <paramref name="location"/> says. Faults: HttpRedirectMissing (empty), HttpRedirectBad (malformed, with a
    /// user, too long), HttpRedirectScheme (neither http nor https), HttpRedirectDowngrade (from https to http). After a fault the URL is worth nothing.
    /// </summary>
    public static Fault Resolve(TextBuffer location, FileUrl url)
    {
        // location = [ scheme ":" ] [ "//" host [ ":" port ] ] [ path ] [ "?" query ] [ "#" fragment ]
        byte[] text = location.Bytes;
        int end = ByteText.IndexOf(text, 0, location.Length, (byte)'#');
        end = end < 0 ? location.Length : end;
        if (location.Length == 0)
        {
            return Fault.HttpRedirectMissing;
        }

        if (location.Overflowed || !IsPlain(text, location.Length))
        {
            return Fault.HttpRedirectBad;
        }

        int position = 0;
        UrlScheme scheme = url.Scheme;
        int colon = SchemeEnd(text, end);
        if (colon >= 0)
        {
            if (ByteText.EqualsIgnoreCase(text, 0, colon, "https"))
            {
                scheme = UrlScheme.Https;
            }
            else if (ByteText.EqualsIgnoreCase(text, 0, colon, "http"))
            {
                scheme = UrlScheme.Http;
            }
            else
            {
                return Fault.HttpRedirectScheme;
            }

            position = colon + 1;
        }

        if (url.Scheme == UrlScheme.Https && scheme == UrlScheme.Http)
        {
            return Fault.HttpRedirectDowngrade;
        }

        if (ByteText.StartsWith(text, position, end - position, "//"))
        {
            url.Scheme = scheme;
            position = TakeServer(text, position + 2, end, url);
            return position < 0 ? Fault.HttpRedirectBad : TakePath(text, position, end, url);
        }

        return colon >= 0 ? Fault.HttpRedirectBad : TakePath(text, position, end, url);
    }

    // host [ ":" port ], up to a slash or question mark; -1 when it is none.
    private static int TakeServer(byte[] text, int start, int end, FileUrl url)
    {
        int stop = start;
        int colon = -1;
        while (stop < end && text[stop] != (byte)'/' && text[stop] != (byte)'?')
        {
            bool isName = IsNameByte(text[stop]);
            if (!isName && (text[stop] != (byte)':' || colon >= 0))
            {
                return -1;
            }

            colon = isName ? colon : stop;
            stop++;
        }

        int nameEnd = colon < 0 ? stop : colon;
        int port = 0;
        bool hasPort = colon >= 0 && colon + 1 < stop;
        if (hasPort && (!ByteText.TryParseNumber(text, colon + 1, stop - colon - 1, 65535, out port) || port == 0))
        {
            return -1;
        }

        url.Server.Clear();
        url.Server.Append(text, start, nameEnd - start);
        url.Port = hasPort ? port : FileUrl.DefaultPort(url.Scheme);
        url.Path.Clear();
        url.Path.Append((byte)'/');
        return nameEnd == start || url.Server.Overflowed ? -1 : stop;
    }

    private static Fault TakePath(byte[] text, int position, int end, FileUrl url)
    {
        TextBuffer path = url.Path;
        if (position < end)
        {
            int query = ByteText.IndexOf(path.Bytes, 0, path.Length, (byte)'?');
            int pathEnd = query < 0 ? path.Length : query;
            path.Length = text[position] == (byte)'/' ? 0
                : text[position] == (byte)'?' ? pathEnd
                : DirectoryEnd(path.Bytes, pathEnd);
            path.Overflowed = false;
            path.Append(text, position, end - position);
        }

        RemoveDots(path);
        return path.Overflowed ? Fault.HttpRedirectBad : Fault.None;
    }

    private static int DirectoryEnd(byte[] path, int end)
    {
        while (end > 0 && path[end - 1] != (byte)'/')
        {
            end--;
        }

        return end;
    }

    // RFC 3986, 5.2.4, in place: "." goes, ".." takes the segment before it along; the query stays.
    private static void RemoveDots(TextBuffer path)
    {
        byte[] bytes = path.Bytes;
        int query = ByteText.IndexOf(bytes, 0, path.Length, (byte)'?');
        int end = query < 0 ? path.Length : query;
        int kept = 0;
        int start = 0;
        while (start < end)
        {
            int next = ByteText.IndexOf(bytes, start, end - start, (byte)'/');
            next = next < 0 ? end : next + 1;
            int count = next - start - (bytes[next - 1] == (byte)'/' ? 1 : 0);
            bool isUp = count == 2 && bytes[start] == (byte)'.' && bytes[start + 1] == (byte)'.';
            if (isUp)
            {
                kept = kept > 1 ? DirectoryEnd(bytes, kept - 1) : kept;
            }
            else if (count != 1 || bytes[start] != (byte)'.')
            {
                Array.Copy(bytes, start, bytes, kept, next - start);
                kept += next - start;
            }

            start = next;
        }

        Array.Copy(bytes, end, bytes, kept, path.Length - end);
        path.Length -= end - kept;
    }

    // A scheme is letters, digits, + - . before the first colon that comes before any slash, question mark or other sign; -1: none.
    private static int SchemeEnd(byte[] text, int end)
    {
        int position = 0;
        while (position < end && (IsNameByte(text[position]) || text[position] == (byte)'+'))
        {
            position++;
        }

        return position > 0 && position < end && text[position] == (byte)':' ? position : -1;
    }

    private static bool IsNameByte(byte value)
    {
        byte lower = ByteText.ToLower(value);
        return (lower >= 'a' && lower <= 'z') || (value >= '0' && value <= '9') || value == '-' || value == '.' || value == '_';
    }

    private static bool IsPlain(byte[] text, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (text[i] < 0x20 || text[i] == 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
