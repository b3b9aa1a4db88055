// A rule's URL taken apart: [ scheme:// ] [ server [:port] ] filepath (guide "URL Syntax").

namespace NanoSpa.Core;

/// <summary>Where a file lies. Made once and reused; holds at most <see cref="MaxServer"/> and <see cref="MaxPath"/> bytes.</summary>
public sealed class FileUrl
{
    /// <summary>Longest host name (RFC 1035, 2.3.4).</summary>
    public const int MaxServer = 255;

    /// <summary>Longest path with its query, in bytes.</summary>
    public const int MaxPath = 1024;

    /// <summary>The scheme; TFTP when the rule names none.</summary>
    public UrlScheme Scheme;

    /// <summary>Host name or dotted address; empty when the rule names none.</summary>
    public readonly TextBuffer Server = new TextBuffer(MaxServer);

    /// <summary>TCP or UDP port, 1 to 65535; the scheme's own when the rule names none.</summary>
    public int Port;

    /// <summary>Path with its leading slash and its query, as it is sent.</summary>
    public readonly TextBuffer Path = new TextBuffer(MaxPath);

    /// <summary>The port of a scheme: 69, 80 or 443.</summary>
    public static int DefaultPort(UrlScheme scheme)
    {
        return scheme == UrlScheme.Tftp ? 69 : scheme == UrlScheme.Http ? 80 : 443;
    }

    /// <summary>The scheme's name in lower case, as $SCHEME gives it.</summary>
    public static string NameOf(UrlScheme scheme)
    {
        return scheme == UrlScheme.Tftp ? "tftp" : scheme == UrlScheme.Http ? "http" : "https";
    }

    /// <summary>Becomes the same as another.</summary>
    public void CopyFrom(FileUrl other)
    {
        Clear();
        Scheme = other.Scheme;
        Server.Append(other.Server);
        Port = other.Port;
        Path.Append(other.Path);
    }

    /// <summary>The port as it is asked: the scheme's own when none was named.</summary>
    public int EffectivePort
    {
        get { return Port != 0 ? Port : DefaultPort(Scheme); }
    }

    /// <summary>True when both name the same server, in any case of letters.</summary>
    public bool HasSameServer(FileUrl other)
    {
        byte[] name = Server.Bytes;
        byte[] otherName = other.Server.Bytes;
        int count = Server.Length;
        bool same = count == other.Server.Length;
        for (int i = 0; same && i < count; i++)
        {
            same = ByteText.ToLower(name[i]) == ByteText.ToLower(otherName[i]);
        }

        return same;
    }

    /// <summary>True when scheme, server and port are the same (RFC 6454, 4).</summary>
    public bool HasSameOrigin(FileUrl other)
    {
        return Scheme == other.Scheme && EffectivePort == other.EffectivePort && HasSameServer(other);
    }

    /// <summary>Appends the URL as people write it, the port only when it is not the scheme's own.</summary>
    public void AppendTo(TextBuffer output)
    {
        output.Append(NameOf(Scheme));
        output.Append("://");
        output.Append(Server);
        if (EffectivePort != DefaultPort(Scheme))
        {
            output.Append((byte)':');
            output.AppendNumber(Port);
        }

        output.Append(Path);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Scheme = UrlScheme.Tftp;
        Server.Clear();
        Port = 0;
        Path.Clear();
    }
}
