// A SIP URI in, its user, host and port out (RFC 3261 section 19.1).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>"sip:" [ user [ ":" password ] "@" ] host [ ":" port ] *( ";" parameter ) [ "?" headers ]. Offsets into the text given.</summary>
public sealed class SipUri
{
    /// <summary>True for sips.</summary>
    public bool IsSecure { get; private set; }

    /// <summary>Where the user starts, escapes left in.</summary>
    public int UserOffset { get; private set; }

    /// <summary>Length of the user; 0 when there is none.</summary>
    public int UserCount { get; private set; }

    /// <summary>Where the host starts.</summary>
    public int HostOffset { get; private set; }

    /// <summary>Length of the host.</summary>
    public int HostCount { get; private set; }

    /// <summary>The port; 0 when there is none.</summary>
    public int Port { get; private set; }

    /// <summary>Where the parameters start, at their first semicolon; where they end when there are none.</summary>
    public int ParametersOffset { get; private set; }

    /// <summary>True when headers follow a question mark: not allowed in a Request-URI.</summary>
    public bool HasHeaders { get; private set; }

    /// <summary>Takes a URI apart. False when it is no sip or sips URI.</summary>
    public bool Parse(byte[] text, int offset, int count)
    {
        int end = offset + count;
        IsSecure = ByteText.StartsWithIgnoreCase(text, offset, count, "sips:");
        if (!IsSecure && !ByteText.StartsWithIgnoreCase(text, offset, count, "sip:"))
        {
            return false;
        }

        offset += IsSecure ? 5 : 4;
        int at = ByteText.IndexOf(text, offset, end - offset, (byte)'@');
        UserOffset = offset;
        UserCount = 0;
        if (at >= 0)
        {
            int colon = ByteText.IndexOf(text, offset, at - offset, (byte)':');
            UserCount = (colon < 0 ? at : colon) - offset;
            offset = at + 1;
        }

        return (at < 0 || UserCount > 0) && ParseHost(text, offset, end);
    }

    private bool ParseHost(byte[] text, int offset, int end)
    {
        int question = ByteText.IndexOf(text, offset, end - offset, (byte)'?');
        HasHeaders = question >= 0;
        end = HasHeaders ? question : end;
        int semicolon = ByteText.IndexOf(text, offset, end - offset, (byte)';');
        ParametersOffset = semicolon < 0 ? end : semicolon;
        int hostEnd = ParametersOffset;
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
