// What a request says: its target and the headers that depend on the unit and on what it knows of the file.

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>The inputs of <see cref="HttpEngine.Start"/>, borrowed for the request. A text that is null or empty is not sent.</summary>
public sealed class HttpRequest
{
    /// <summary>Scheme, server, port (0: the scheme's own) and path.</summary>
    public FileUrl Url;

    /// <summary>User-Agent.</summary>
    public TextBuffer UserAgent;

    /// <summary>Length of the POST's body; -1 for a GET.</summary>
    public int PostBytes = -1;

    /// <summary>If-None-Match.</summary>
    public TextBuffer EntityTag;

    /// <summary>If-Modified-Since.</summary>
    public TextBuffer LastModified;

    /// <summary>The reply whose challenge this request answers: 401, 407, or 0 for a request without credentials.</summary>
    public int AnsweredStatus;

    /// <summary>User for the answer; not null, unlike the others, when AnsweredStatus is not 0.</summary>
    public TextBuffer UserId;

    /// <summary>Password for the answer, likewise.</summary>
    public TextBuffer Password;

    /// <summary>True when the server may answer 304: it was told what the unit has.</summary>
    public bool IsConditional
    {
        get { return (EntityTag != null && EntityTag.Length > 0) || (LastModified != null && LastModified.Length > 0); }
    }
}
