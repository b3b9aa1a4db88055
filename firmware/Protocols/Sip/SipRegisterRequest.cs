// What a REGISTER is made of in, its bytes out, the same each time it is sent (RFC 3261 sections 10.2, 17.1.2 and 22).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// The requests of one registration, one at a time. Not their bytes are kept but the numbers of their words, the contact and the challenge; a
/// checksum tells whether the same ones came of it.
/// </summary>
internal sealed class SipRegisterRequest
{
    private const string Method = "REGISTER";

    private readonly SipClient _client;
    private readonly ISipAccount _account;

    // Taken with the first challenge.
    private AuthChallenge _challenge;
    private bool _isProxyChallenge;
    private int _clientNonce;
    private int _callId;
    private int _fromTag;
    private int _branch;
    private int _sequence;
    private uint _contactAddress;
    private int _contactPort;
    private int _expiresSeconds;
    private uint _accountPrint;
    private uint _print;
    private bool _wasWritten;

    internal SipRegisterRequest(SipClient client, ISipAccount account)
    {
        _client = client;
        _account = account;
    }

    /// <summary>True when requests answer a challenge.</summary>
    internal bool HasCredentials
    {
        get { return _challenge != null && _challenge.Scheme != AuthScheme.None; }
    }

    /// <summary>True when the challenge taken last says that only the nonce was too old.</summary>
    internal bool IsStale
    {
        get { return _challenge.IsStale; }
    }

    /// <summary>Begins a registration of the account as it is now, with a Call-ID and a tag of its own.</summary>
    internal void Open()
    {
        _callId = _client.Tokens.Next();
        _fromTag = _client.Tokens.Next();
        _accountPrint = AccountPrint();
    }

    /// <summary>The next request: a new branch, the next number, the contact as it is now.</summary>
    internal void Next(uint contactAddress, int contactPort, int expiresSeconds)
    {
        _branch = _client.Tokens.Next();
        _sequence++;
        _contactAddress = contactAddress;
        _contactPort = contactPort;
        _expiresSeconds = expiresSeconds;
        _wasWritten = false;
        if (HasCredentials)
        {
            _challenge.Uses++;
        }
    }

    /// <summary>
    /// Writes the request. False when it is no longer the one it was, or not for this account: parameters were changed meanwhile.
    /// </summary>
    internal bool Write(TextBuffer output)
    {
        Compose(output);
        uint print = Crc32.Update(0, output.Bytes, 0, output.Length);
        bool isSame = AccountPrint() == _accountPrint && (!_wasWritten || print == _print);
        _print = print;
        _wasWritten = true;
        return isSame;
    }

    /// <summary>True when a response is one to this request.</summary>
    internal bool IsAnsweredBy(SipMessage response, SipVia via)
    {
        int cookie = SipRequestWriter.BranchCookie.Length;
        return response.IsSequenceOf(Method) && response.SequenceNumber == _sequence
            && _client.Tokens.Is(_branch, response.Bytes, via.BranchOffset + cookie, via.BranchCount - cookie);
    }

    /// <summary>Takes the challenge of a 401 or 407 for the next request. False when it has none that can be answered.</summary>
    internal bool TakeChallenge(SipMessage response)
    {
        _challenge = _challenge ?? _client.MakeChallenge();
        _isProxyChallenge = response.StatusCode == 407;
        _clientNonce = _client.Tokens.Next();
        return SipClient.Take(response, _challenge);
    }

    /// <summary>Forgets the challenge.</summary>
    internal void Forget()
    {
        if (_challenge != null)
        {
            _challenge.Reset();
        }
    }

    private void Compose(TextBuffer output)
    {
        SipRequestWriter writer = _client.Writer;
        ISipSettings settings = _client.Settings;
        bool substitutes = settings.SubstitutesVia && _contactAddress != _account.Address;
        writer.Begin(Method, _account, output);
        writer.Via(substitutes ? _contactAddress : _account.Address, substitutes ? _contactPort : _account.Port, _branch);
        writer.Party("From", _account, _fromTag);
        writer.Party("To", _account, 0);
        writer.Sequence(_callId, _sequence, Method, settings.MaxForwards);
        if (HasCredentials)
        {
            _client.AppendCredentials(Method, _account, _challenge, _isProxyChallenge, _clientNonce, output);
        }

        int offset;
        int count;
        byte[] required = _account.Borrow(SipField.ProxyRequire, out offset, out count);
        writer.Header("Proxy-Require", required, offset, count);
        writer.Contact(_account, _contactAddress, _contactPort, _expiresSeconds);
        _client.AppendUserAgent();
        writer.End();
    }

    // What a registration is about and where it goes: not to change while it lasts.
    private uint AccountPrint()
    {
        uint print = 0;
        for (int i = 0; i < 3; i++)
        {
            int offset;
            int count;
            byte[] text = _account.Borrow(i == 0 ? SipField.User : i == 1 ? SipField.Proxy : SipField.Target, out offset, out count);
            print = Crc32.Update(print ^ (uint)count, text, offset, count);
        }

        return print;
    }
}
