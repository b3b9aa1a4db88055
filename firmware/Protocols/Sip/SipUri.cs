// A SIP URI in, its host and port out (RFC 3261 section 19.1).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>"sip:" [ user [ ":" password ] "@" ] host [ ":" port ] *( ";" parameter ) [ "?" headers ]. Offsets into the text given.</summary>
public sealed class SipUri
{
    /// <summary>Where the host starts.</summary>
    public int HostOffset { get; private set; }

    /// <summary>Length of the host.</summary>
    public int HostCount { get; private set; }

    /// <summary>The port; 0 when there is none.</summary>
    public int Port { get; private set; }

    /// <summary>True when headers follow a question mark: not allowed in a Request-URI.</summary>
    public bool HasHeaders { get; private set; }

    /// <summary>Takes a URI apart. False when it is no sip or sips URI.</summary>
    public bool Parse(byte[] text, int offset, int count)
    {
        int end = offset + count;
        bool isSecure = ByteText.StartsWithIgnoreCase(text, offset, count, "sips:");
        if (!isSecure && !ByteText.StartsWithIgnoreCase(text, offset, count, "sip:"))
        {
            return false;
        }

        offset += isSecure ? 5 : 4;
        int at = ByteText.IndexOf(text, offset, end - offset, (byte)'@');
        if (at < 0)
        {
            return ParseHost(text, offset, end);
        }

        // A user must not be empty, with a password or without.
        return at > offset && text[offset] != (byte)':' && ParseHost(text, at + 1, end);
    }

    private bool ParseHost(byte[] text, int offset, int end)
    {
        int question = ByteText.IndexOf(text, offset, end - offset, (byte)'?');
        HasHeaders = question >= 0;
        end = HasHeaders ? question : end;
        int semicolon = ByteText.IndexOf(text, offset, end - offset, (byte)';');
        int hostEnd = semicolon < 0 ? end : semicolon;
        int colon = offset < end && text[offset] == (byte)'[' ? -1 : ByteText.IndexOf(text, offset, hostEnd - offset, (byte)':');
        Port = 0;
        if (colon >= 0)
        {
            int port;
            if (!ByteText.TryParseNumber(text, colon + 1, hostEnd - colon - 1, 65535, out port) || port == 0)
            {
                return false;
            }

            Port = port;
            hostEnd = colon;
        }

        HostOffset = offset;
        HostCount = hostEnd - offset;
        return HostCount > 0;
    }
}
