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

    /// <summary>Length of the body that follows the head; -1 for a GET.</summary>
    public int BodyBytes = -1;

    /// <summary>Content-Type of that body; null for the plain text of a profile rule's --post.</summary>
    public string ContentType;

    /// <summary>True when the body is sent for its own sake: any of 200, 201, 202 and 204 is success, the reply's body is not looked at.</summary>
    public bool IsUpload;

    /// <summary>The body goes by PUT instead of POST.</summary>
    public bool UsesPut;

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

    /// <summary>GET, POST or PUT.</summary>
    public string Method
    {
        get { return BodyBytes < 0 ? "GET" : UsesPut ? "PUT" : "POST"; }
    }

    /// <summary>True when the server may answer 304: it was told what the unit has.</summary>
    public bool IsConditional
    {
        get { return (EntityTag != null && EntityTag.Length > 0) || (LastModified != null && LastModified.Length > 0); }
    }
}
