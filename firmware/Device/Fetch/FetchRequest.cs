// What to fetch or to send: a URL, what to send with it and what the last reply for it was labelled with.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>The inputs of one fetch, borrowed by <see cref="Fetcher"/> until its end. Each text may be null, which is the same as empty.</summary>
public sealed class FetchRequest
{
    /// <summary>Where the file lies, or goes.</summary>
    public FileUrl Url;

    /// <summary>What to POST for it, with http and https; null for a GET.</summary>
    public TextBuffer PostBody;

    /// <summary>
    /// What to send, by TFTP write request or HTTP POST; null for a fetch. Read from its start, again for each address and each answer to a
    /// server that asks for credentials.
    /// </summary>
    public IBodySource Upload;

    /// <summary>Content-Type of what is sent by HTTP.</summary>
    public string ContentType;

    /// <summary>What is sent by HTTP goes by PUT instead of POST.</summary>
    public bool UsesPut;

    /// <summary>User for a server that asks for one (guide "Profile Rules", --uid); empty: none.</summary>
    public TextBuffer UserId;

    /// <summary>Password for a server that asks for one (guide "Profile Rules", --pwd).</summary>
    public TextBuffer Password;

    /// <summary>The file's ETag when it was last fetched (RFC 9110, 13.1.2); empty: not sent.</summary>
    public TextBuffer EntityTag;

    /// <summary>The file's Last-Modified when it was last fetched (RFC 9110, 13.1.3); empty: not sent.</summary>
    public TextBuffer LastModified;

    /// <summary>Longest time for all of it, in milliseconds; 0: the fetcher's own.</summary>
    public int WholeMs;

    /// <summary>True when there is a text and it is not empty.</summary>
    public static bool Has(TextBuffer text)
    {
        return text != null && text.Length > 0;
    }
}
