// The buffers of a unit for what lives no longer than a call: a datagram that came, what is made to be sent, a line for the log.

using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// Owned by the <see cref="Unit"/>, lent to its parts under one rule: who fills a buffer has done with it before it calls anyone who may fill the
/// same one, and before it returns. The log fills <see cref="Output"/> and leaves the others alone. Nothing is kept in them from one
/// call to the next.
/// </summary>
public sealed class UnitScratch
{
    /// <summary>Longest datagram that is taken: SIP's; answers of DHCP and of name servers are shorter.</summary>
    public const int InputBytes = 3072;

    /// <summary>Longest of what is sent: a SIP answer; syslog's datagrams are shorter.</summary>
    public const int OutputBytes = 2048;

    /// <summary>Longest line for the log.</summary>
    public const int LineBytes = ResyncEngine.MaxLineBytes;

    /// <summary>What came: SIP datagrams, the answers of its name servers, DHCP's, what is fetched; and a parameter's text in the resync engine.</summary>
    public TextBuffer Input { get; } = new TextBuffer(InputBytes);

    /// <summary>What is made: SIP messages, syslog datagrams (and the replies of their name servers), a URL being completed, a rule expanded.</summary>
    public TextBuffer Output { get; } = new TextBuffer(OutputBytes);

    /// <summary>A line for the log, from its first word until the log has it.</summary>
    public TextBuffer Line { get; } = new TextBuffer(LineBytes);
}
