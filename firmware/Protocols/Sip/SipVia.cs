// The topmost Via of a message in, where it came from out (RFC 3261 sections 18.2 and 20.42, RFC 3581).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// "SIP" "/" version "/" transport LWS sent-by *( ";" parameter ), blanks allowed around slashes and the colon. The version is not judged here: one
/// that is not 2.0 stands in a message that is refused for its own.
/// </summary>
public sealed class SipVia
{
    /// <summary>Where the host of sent-by starts.</summary>
    public int HostOffset { get; private set; }

    /// <summary>Length of the host.</summary>
    public int HostCount { get; private set; }

    /// <summary>The port of sent-by; 0 when there is none.</summary>
    public int Port { get; private set; }

    /// <summary>Where the parameters start, at their first semicolon.</summary>
    public int ParametersOffset { get; private set; }

    /// <summary>The offset behind this value: a comma or the end of the header.</summary>
    public int End { get; private set; }

    /// <summary>Where the branch starts.</summary>
    public int BranchOffset { get; private set; }

    /// <summary>Length of the branch; 0 when there is none, as before RFC 3261.</summary>
    public int BranchCount { get; private set; }

    /// <summary>Where an empty rport parameter ends, so that its value can be put there; -1 when it was not asked for.</summary>
    public int RportEnd { get; private set; }

    /// <summary>True when the parameters are none: the message is bad, and can be answered.</summary>
    public bool HasBadParameters { get; private set; }

    /// <summary>Takes the first value of a Via header apart. False when it is none.</summary>
    public bool Parse(byte[] text, int offset, int end)
    {
        End = SipText.Find(text, offset, end, (byte)',', (byte)',');
        if (End < 0)
        {
            return false;
        }

        int at = Word(text, offset, "SIP");
        at = at < 0 ? -1 : Word(text, at, null);
        if (at < 0)
        {
            return false;
        }

        int transportEnd = SipText.TokenEnd(text, at, End);
        HostOffset = SipText.SkipBlanks(text, transportEnd, End);
        return transportEnd > at && HostOffset > transportEnd && ParseSentBy(text);
    }

    // word [ LWS ] "/" [ LWS ], any token for null; the offset behind it, -1 when it is another
    private int Word(byte[] text, int offset, string word)
    {
        int end = SipText.TokenEnd(text, offset, End);
        int slash = SipText.SkipBlanks(text, end, End);
        bool isWord = word == null ? end > offset : ByteText.EqualsIgnoreCase(text, offset, end - offset, word);
        return isWord && slash < End && text[slash] == (byte)'/'
            ? SipText.SkipBlanks(text, slash + 1, End) : -1;
    }

    // sent-by = host [ COLON port ]
    private bool ParseSentBy(byte[] text)
    {
        int semicolon = SipText.Find(text, HostOffset, End, (byte)';', (byte)';');
        if (semicolon < 0)
        {
            return false;
        }

        int hostEnd = semicolon;
        int from = text[HostOffset] == (byte)'[' ? ByteText.IndexOf(text, HostOffset, semicolon - HostOffset, (byte)']') : HostOffset;
        int colon = from < 0 ? -1 : ByteText.IndexOf(text, from, semicolon - from, (byte)':');
        Port = 0;
        if (colon >= 0)
        {
            int start = SipText.SkipBlanks(text, colon + 1, semicolon);
            int port;
            if (!ByteText.TryParseNumber(text, start, SipText.TrimEnd(text, start, semicolon) - start, 65535, out port) || port == 0)
            {
                return false;
            }

            Port = port;
            hostEnd = colon;
        }

        HostCount = SipText.TrimEnd(text, HostOffset, hostEnd) - HostOffset;
        ParametersOffset = semicolon;
        HasBadParameters = !SipText.AreParameters(text, semicolon, End);
        FindParameters(text);
        return from >= 0 && HostCount > 0;
    }

    private void FindParameters(byte[] text)
    {
        int offset;
        int count;
        BranchCount = 0;
        if (SipText.FindParameter(text, ParametersOffset, End, "branch", out offset, out count))
        {
            BranchOffset = offset;
            BranchCount = count;
        }

        RportEnd = -1;
        if (SipText.FindParameter(text, ParametersOffset, End, "rport", out offset, out count) && count == 0)
        {
            RportEnd = offset;
        }
    }
}
