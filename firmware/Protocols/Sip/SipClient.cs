// What the requests of all lines are made with: words, the writer, answers to challenges (RFC 3261 section 22, RFC 7616, RFC 8760).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Shared by the registrations and keep-alives of all lines; keeps nothing of any of them.</summary>
public sealed class SipClient
{
    private readonly AuthParameters _parameters;
    private readonly Authenticator _authenticator;

    /// <summary>Makes one that borrows the arithmetic of digests, and of the input what takes addresses and challenges apart.</summary>
    public SipClient(ISipSettings settings, SipTokens tokens, DigestResponse digest, SipInput input)
    {
        _parameters = input.Parameters;
        Settings = settings;
        Tokens = tokens;
        Writer = new SipRequestWriter(tokens);
        Contacts = new SipContacts(input.Address, input.Uri);
        _authenticator = new Authenticator(digest, null);
    }

    internal ISipSettings Settings { get; }

    internal SipTokens Tokens { get; }

    internal SipRequestWriter Writer { get; }

    internal SipContacts Contacts { get; }

    /// <summary>Takes the strongest digest challenge of a 401 or 407. False when it has none that can be answered.</summary>
    public static bool Take(SipMessage response, AuthChallenge challenge)
    {
        SipHeader header = response.StatusCode == 407 ? SipHeader.ProxyAuthenticate : SipHeader.WwwAuthenticate;
        challenge.Reset();
        for (int index = response.Find(header, -1); index >= 0; index = response.Find(header, index))
        {
            challenge.Take(response.Bytes, response.OffsetOf(index), response.CountOf(index));
        }

        // Basic is none in SIP (section 22): it would give the password away.
        if (challenge.Scheme < AuthScheme.DigestMd5)
        {
            challenge.Reset();
        }

        return challenge.Scheme != AuthScheme.None;
    }

    /// <summary>Room for a line's challenges.</summary>
    internal AuthChallenge MakeChallenge()
    {
        return new AuthChallenge(_parameters);
    }

    /// <summary>Appends the header line that answers a challenge for the request being written.</summary>
    internal void AppendCredentials(string method, ISipAccount account, AuthChallenge challenge, bool isProxy, int clientNonce, TextBuffer output)
    {
        // The words are made by the arithmetic that the answer is reckoned with: first of all.
        int offset;
        int count;
        _authenticator.ClientNonce.Clear();
        Tokens.Append(clientNonce, _authenticator.ClientNonce);
        _authenticator.Challenge = challenge;
        byte[] user = account.Borrow(SipField.AuthUser, out offset, out count);
        _authenticator.BeginSecret(user, offset, count);
        byte[] password = account.Borrow(SipField.Password, out offset, out count);
        _authenticator.AddPassword(password, offset, count);
        output.Append(isProxy ? "Proxy-Authorization: " : "Authorization: ");
        user = account.Borrow(SipField.AuthUser, out offset, out count);
        _authenticator.AppendDigest(method, output.Bytes, Writer.UriOffset, Writer.UriCount, user, offset, count, output);
        Writer.EndLine();
    }

    /// <summary>Writes User-Agent, if there is one.</summary>
    internal void AppendUserAgent()
    {
        int offset;
        int count;
        byte[] text = Settings.Borrow(SipField.UserAgent, out offset, out count);
        Writer.Header("User-Agent", text, offset, count);
    }
}
