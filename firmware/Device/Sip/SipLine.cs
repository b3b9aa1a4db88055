// One line's port, account, registration and keep-alive, with what was told of it so far.

using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>What <see cref="SipAgent"/> keeps of a line.</summary>
internal sealed class SipLine
{
    internal SipLine(int number, IDatagramPort port, SipSettings settings, SipTokens tokens, SipCredentials credentials)
    {
        Number = number;
        Port = port;
        Registration = new SipRegistration(settings, Account, tokens, credentials);
        KeepAlive = new SipKeepAlive(settings, Account, tokens);
    }

    /// <summary>1 or 2.</summary>
    internal int Number { get; }

    internal IDatagramPort Port { get; }

    internal SipAccount Account { get; } = new SipAccount();

    internal SipRegistration Registration { get; }

    internal SipKeepAlive KeepAlive { get; }

    /// <summary>True when keep-alives go to the proxy ($PROXY), false when NAT_Keep_Alive_Dest is an address.</summary>
    internal bool KeepsProxyAlive { get; set; }

    /// <summary>NAT_Keep_Alive_Dest as an address.</summary>
    internal uint KeepAliveAddress { get; set; }

    /// <summary>Its port.</summary>
    internal int KeepAlivePort { get; set; }

    /// <summary>Whether the line was registered when that was last told.</summary>
    internal bool ToldRegistered { get; set; }

    /// <summary>The fault that was last told as a message.</summary>
    internal Core.Fault ToldFault { get; set; }
}
