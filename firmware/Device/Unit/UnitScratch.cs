// The one buffer of a unit for what lives no longer than a call: a datagram in or out, a URL being completed.

using NanoSpa.Core;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Owned by the <see cref="Unit"/>, lent to its parts under one rule: who fills it has done with it before it calls anyone who may fill it too,
/// the log among them, and before it returns. Nothing is kept in it from one call to the next.
/// </summary>
public static class UnitScratch
{
    /// <summary>A whole datagram of an Ethernet frame: DHCP answers are the longest.</summary>
    public const int Bytes = DhcpInform.LongestAnswerBytes;

    /// <summary>Makes one: for SyslogSender (replies of name servers, datagrams out), DhcpOptions (answers) and DefaultServer (a URL).</summary>
    public static TextBuffer Make()
    {
        return new TextBuffer(Bytes);
    }
}
