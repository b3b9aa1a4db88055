// Proxy and Outbound_Proxy in; domain, realm, and where requests are sent, out.

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>server = host [ ":" port ] [ ";" what real units are given, such as transport=udp ]</summary>
public static class SipProxy
{
    /// <summary>Longest server text.</summary>
    public const int MaxBytes = 128;

    private const string RealmWithoutProxy = "unit";
    private const int DefaultPort = 5060;

    /// <summary>Where the host of a server stands and its port, 0 when it names none. False when it is no server.</summary>
    public static bool Find(ISipAccount account, SipField server, out byte[] text, out int offset, out int hostCount, out int port)
    {
        int count;
        text = account.Borrow(server, out offset, out count);
        port = 0;
        int end = ByteText.IndexOf(text, offset, count, (byte)';');
        end = end < 0 ? offset + count : end;
        int colon = ByteText.IndexOf(text, offset, end - offset, (byte)':');
        int hostEnd = colon < 0 ? end : colon;
        hostCount = hostEnd - offset;
        bool isPort = colon < 0 || (ByteText.TryParseNumber(text, colon + 1, end - colon - 1, 65535, out port) && port > 0);
        return isPort && count <= MaxBytes && SipText.IsHost(text, offset, hostEnd);
    }

    /// <summary>True when there is a proxy and requests can be sent.</summary>
    public static bool IsComplete(ISipAccount account)
    {
        byte[] text;
        int offset;
        int count;
        int port;
        return Find(account, SipField.Proxy, out text, out offset, out count, out port) && Find(account, SipField.Target, out text, out offset, out count, out port);
    }

    /// <summary>True when there is no proxy at all.</summary>
    public static bool IsAbsent(ISipAccount account)
    {
        return LengthOf(account, SipField.Proxy) == 0;
    }

    /// <summary>The port that requests are sent to.</summary>
    public static int TargetPortOf(ISipAccount account)
    {
        byte[] text;
        int offset;
        int count;
        int port;
        return Find(account, SipField.Target, out text, out offset, out count, out port) && port != 0 ? port : DefaultPort;
    }

    /// <summary>Appends the proxy as it stands in addresses: host and port.</summary>
    public static void AppendDomain(ISipAccount account, TextBuffer output)
    {
        byte[] text;
        int offset;
        int count;
        int port;
        if (!Find(account, SipField.Proxy, out text, out offset, out count, out port))
        {
            return;
        }

        output.Append(text, offset, count);
        if (port != 0)
        {
            output.Append((byte)':');
            output.AppendNumber(port);
        }
    }

    /// <summary>
    /// Appends the realm of the unit's own challenges: the proxy's host, or a word when there is no proxy, as clients want one.
    /// </summary>
    public static void AppendRealm(ISipAccount account, TextBuffer output)
    {
        byte[] text;
        int offset;
        int count;
        int port;
        if (Find(account, SipField.Proxy, out text, out offset, out count, out port))
        {
            output.Append(text, offset, count);
        }
        else
        {
            output.Append(RealmWithoutProxy);
        }
    }

    /// <summary>Appends one of an account's texts.</summary>
    internal static void Append(ISipAccount account, SipField field, TextBuffer output)
    {
        int offset;
        int count;
        byte[] text = account.Borrow(field, out offset, out count);
        output.Append(text, offset, count);
    }

    /// <summary>Length of one of an account's texts.</summary>
    public static int LengthOf(ISipAccount account, SipField field)
    {
        int offset;
        int count;
        account.Borrow(field, out offset, out count);
        return count;
    }
}
