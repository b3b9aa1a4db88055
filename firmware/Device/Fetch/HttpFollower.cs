// A reply that is a redirect or asks for credentials in, the next request out (RFC 9110, 15.4 and 11; DECISIONS "URLs").

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Follows 301, 302, 303, 307 and 308 five times, and answers a 401 or 407 once, a second time when only the nonce was too old. Credentials
/// go to the scheme, server and port of the first URL alone. A POST stays one with 307 and 308 and becomes a GET with the others; an upload
/// that would become a GET is <see cref="Core.Fault.UploadRedirect"/>.
/// </summary>
internal sealed class HttpFollower
{
    private const int MaxRedirects = 5;
    private const int ClientNonceBytes = 8;

    private readonly IRandom _random;
    private readonly CountedSource _sent;
    private readonly byte[] _randomBytes = new byte[ClientNonceBytes];
    private FetchRequest _request;
    private bool _answeredStale;

    // Taken with the first redirect.
    private FileUrl _target;

    internal HttpFollower(IRandom random, TextBuffer userAgent, CountedSource sent)
    {
        _sent = sent;
        _random = random;
        Next.UserAgent = userAgent;
    }

    /// <summary>The next request; its URL is the one asked for, behind a redirect the follower's own.</summary>
    internal HttpRequest Next { get; } = new HttpRequest();

    /// <summary>File that the next request brings; null when it brings none.</summary>
    internal IBodySource Body { get; private set; }

    /// <summary>Text that the next request brings, a rule's --post; null when it brings none.</summary>
    internal TextBuffer Post { get; private set; }

    /// <summary>Redirects followed.</summary>
    internal int Redirects { get; private set; }

    /// <summary>Why it ends.</summary>
    internal Fault Fault { get; private set; }

    /// <summary>Starts with what is asked for.</summary>
    internal void Start(FetchRequest request)
    {
        _request = request;
        Body = request.Upload != null ? _sent : null;
        Post = Body == null ? request.PostBody : null;
        Redirects = 0;
        Next.Url = request.Url;
        Next.BodyBytes = Body != null ? Body.CountBytes() : Post != null ? Post.Length : -1;
        Next.IsUpload = request.Upload != null;
        Next.ContentType = Next.IsUpload ? request.ContentType : null;
        Next.UsesPut = Next.IsUpload && request.UsesPut;
        Next.EntityTag = request.EntityTag;
        Next.LastModified = request.LastModified;
        Next.UserId = request.UserId ?? TextBuffer.None;
        Next.Password = request.Password ?? TextBuffer.None;
        ForgetAnswers();
    }

    /// <summary>Judges a failure: it may be a reply that tells how to go on.</summary>
    internal FollowUp After(Fault fault, HttpEngine http)
    {
        Fault = fault;
        switch (fault)
        {
            case Fault.HttpRedirect:
                return Redirect(http);
            case Fault.HttpCredentialsWanted:
                Fault = Answer(http.Authenticator, http.StatusCode);
                return Fault == Fault.None ? FollowUp.Again : FollowUp.End;
            default:
                return FollowUp.End;
        }
    }

    private FollowUp Redirect(HttpEngine http)
    {
        bool keepsBody = http.StatusCode == 307 || http.StatusCode == 308;
        if (Next.IsUpload && !keepsBody)
        {
            Fault = Fault.UploadRedirect;
            return FollowUp.End;
        }

        if (Redirects == MaxRedirects)
        {
            return FollowUp.End;
        }

        TakeTarget();
        Fault = RedirectTarget.Resolve(http.Location, Next.Url);
        if (Fault != Fault.None)
        {
            return FollowUp.End;
        }

        Redirects++;
        ForgetAnswers();
        if (!keepsBody)
        {
            Post = null;
            Next.BodyBytes = -1;
        }

        return FollowUp.Elsewhere;
    }

    // The URL that was asked for stays as it is.
    private void TakeTarget()
    {
        _target = _target ?? new FileUrl();
        if (Next.Url != _target)
        {
            _target.CopyFrom(Next.Url);
            Next.Url = _target;
        }
    }

    private Fault Answer(Authenticator authenticator, int statusCode)
    {
        AuthChallenge challenge = authenticator.Challenge;
        bool isStale = Next.AnsweredStatus != 0 && challenge.IsStale && !_answeredStale;
        if (!FetchRequest.Has(_request.UserId) && !FetchRequest.Has(_request.Password))
        {
            return Fault.HttpCredentialsWanted;
        }

        if (!Next.Url.HasSameOrigin(_request.Url))
        {
            return Fault.HttpCredentialsElsewhere;
        }

        if (challenge.Scheme == AuthScheme.None)
        {
            return Fault.HttpAuthScheme;
        }

        if (Next.AnsweredStatus != 0 && !isStale)
        {
            return Fault.HttpCredentialsRefused;
        }

        _answeredStale = isStale;
        Next.AnsweredStatus = statusCode;
        authenticator.ClientNonce.Clear();
        _random.Fill(_randomBytes, 0, ClientNonceBytes);
        for (int i = 0; i < ClientNonceBytes; i++)
        {
            authenticator.ClientNonce.AppendHex(_randomBytes[i]);
        }

        return Fault.None;
    }

    private void ForgetAnswers()
    {
        Next.AnsweredStatus = 0;
        _answeredStale = false;
    }
}
