// An account for tests: every text its own buffer.

using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

/// <summary>What the parameters of a line would say. Without a target requests go to the proxy.</summary>
internal sealed class SipTestAccount : ISipAccount
{
    public readonly TextBuffer User = new TextBuffer(64);
    public readonly TextBuffer DisplayName = new TextBuffer(64);
    public readonly TextBuffer AuthUser = new TextBuffer(64);
    public readonly TextBuffer Password = new TextBuffer(64);
    public readonly TextBuffer ProxyRequire = new TextBuffer(128);
    public readonly TextBuffer Proxy = new TextBuffer(160);
    public readonly TextBuffer Target = new TextBuffer(160);
    public readonly TextBuffer KeepAlive = new TextBuffer(128);

    public bool IsEnabled { get; set; }

    public bool Registers { get; set; }

    public int ExpiresSeconds { get; set; } = 3600;

    public int FallbackSeconds { get; set; } = 3600;

    public bool ChallengesNotify { get; set; } = true;

    public bool MapsAddress { get; set; }

    public uint Address { get; set; }

    public int Port { get; set; }

    public uint ExternalAddress { get; set; }

    public int ExternalPort { get; set; }

    public byte[] Borrow(SipField field, out int offset, out int count)
    {
        TextBuffer text = Of(field);
        offset = 0;
        count = text.Length;
        return text.Bytes;
    }

    private TextBuffer Of(SipField field)
    {
        switch (field)
        {
            case SipField.User:
                return User;
            case SipField.DisplayName:
                return DisplayName;
            case SipField.AuthUser:
                return AuthUser;
            case SipField.Password:
                return Password;
            case SipField.ProxyRequire:
                return ProxyRequire;
            case SipField.Target:
                return Target.Length > 0 ? Target : Proxy;
            case SipField.KeepAlive:
                return KeepAlive;
            default:
                return Proxy;
        }
    }
}
