// A request and the account its page belongs to in, whether it is let in out (guide "Configuration Access Control"; RFC 7616).

using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// The accounts admin and user, each with a realm of its own. An empty password leaves the account open, as shipped. SHA-256 is offered first,
/// then MD5 for old tools. Made with the first request; a page's form carries a token that no other site can know.
/// </summary>
public sealed class WebAccounts
{
    private const int MaxPasswordBytes = 64;
    private const int MaxRealmBytes = 64;
    private const int Ok = 200;
    private const int BadRequest = 400;
    private const int Unauthorized = 401;
    private const int Forbidden = 403;
    private const int TooManyRequests = 429;

    private readonly ParameterStore _store;
    private readonly string _product;
    private readonly DigestServer _digest;
    private readonly LoginThrottle _throttle = new LoginThrottle();
    private readonly TextBuffer _realm = new TextBuffer(MaxRealmBytes);
    private readonly TextBuffer _user = new TextBuffer(8);
    private readonly TextBuffer _password = new TextBuffer(MaxPasswordBytes);
    private readonly TextBuffer _challenge = new TextBuffer(DigestServer.MaxChallengeBytes + MaxRealmBytes);

    /// <summary>Takes a key for nonces and a token for each account's forms.</summary>
    public WebAccounts(ParameterStore store, IRandom random, string product)
    {
        _store = store;
        _product = product;
        byte[] bytes = new byte[DigestServer.KeyBytes];
        random.Fill(bytes, 0, bytes.Length);
        AdminToken = TokenOf(bytes);
        random.Fill(bytes, 0, bytes.Length);
        UserToken = TokenOf(bytes);
        byte[] key = new byte[DigestServer.KeyBytes];
        random.Fill(key, 0, key.Length);
        _digest = new DigestServer(key);
    }

    /// <summary>What the admin's forms carry.</summary>
    public TextBuffer AdminToken { get; }

    /// <summary>What the user's forms carry.</summary>
    public TextBuffer UserToken { get; }

    /// <summary>Why <see cref="Check"/> did not answer 200, for people.</summary>
    public string Reason { get; private set; }

    /// <summary>Answers 200, or the status to refuse with; for 401 and 429 the reply has got its headers.</summary>
    public int Check(IWebExchange exchange, byte[] url, Account account, long nowMs)
    {
        bool isAdmin = account == Account.Admin;
        if (isAdmin && !_store.IsYes(ParameterIndex.Enable_Web_Admin_Access))
        {
            Reason = "Enable_Web_Admin_Access is No: the pages of the admin account are closed.";
            return Forbidden;
        }

        int parameter = isAdmin ? ParameterIndex.Admin_Passwd : ParameterIndex.User_Password;
        if (_store.LengthOf(parameter) == 0)
        {
            return Ok;
        }

        long waitMs = _throttle.WaitMs(exchange.RemoteAddress, nowMs);
        if (waitMs > 0 && exchange.Header(WebHeader.Authorization) != null)
        {
            exchange.AddHeader("Retry-After", ((waitMs + 999) / 1000).ToString());
            Reason = "Too many failed logins: try again in a minute.";
            return TooManyRequests;
        }

        _password.Clear();
        _store.AppendTo(parameter, _password);
        SetRealm(isAdmin);
        int status = Answer(exchange, Verdict(exchange, url, nowMs), isAdmin, nowMs);
        System.Array.Clear(_password.Bytes, 0, _password.Bytes.Length);
        return status;
    }

    private int Answer(IWebExchange exchange, DigestVerdict verdict, bool isAdmin, long nowMs)
    {
        switch (verdict)
        {
            case DigestVerdict.Right:
                _throttle.Succeeded(exchange.RemoteAddress);
                return Ok;
            case DigestVerdict.Malformed:
                Reason = "The login of this request is malformed.";
                return BadRequest;
            case DigestVerdict.Wrong:
                _throttle.Failed(exchange.RemoteAddress, nowMs);
                break;
        }

        bool isStale = verdict == DigestVerdict.Stale;
        Challenge(exchange, AuthScheme.DigestSha256, isStale, nowMs);
        Challenge(exchange, AuthScheme.DigestMd5, isStale, nowMs);
        Reason = isAdmin ? "Log in as admin." : "Log in as user.";
        return Unauthorized;
    }

    private DigestVerdict Verdict(IWebExchange exchange, byte[] url, long nowMs)
    {
        string sent = exchange.Header(WebHeader.Authorization);
        if (sent == null)
        {
            return DigestVerdict.Absent;
        }

        byte[] text = Encoding.UTF8.GetBytes(sent);
        return _digest.Check(text, 0, text.Length, exchange.Method, url, 0, url.Length, _realm, _user, _password, nowMs);
    }

    private void SetRealm(bool isAdmin)
    {
        _user.Clear();
        _user.Append(isAdmin ? "admin" : "user");
        _realm.Clear();
        _realm.Append(_product);
        _realm.Append((byte)' ');
        _realm.Append(_user);
    }

    private void Challenge(IWebExchange exchange, AuthScheme scheme, bool isStale, long nowMs)
    {
        _challenge.Clear();
        _digest.AppendChallenge(scheme, _realm, isStale, nowMs, _challenge);
        exchange.AddHeader("WWW-Authenticate", _challenge.ToString());
    }

    private static TextBuffer TokenOf(byte[] random)
    {
        TextBuffer token = new TextBuffer(2 * random.Length);
        for (int i = 0; i < random.Length; i++)
        {
            token.AppendHex(random[i]);
        }

        return token;
    }
}
