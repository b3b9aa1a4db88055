// Addresses, responses and time in, REGISTER requests and whether the line is registered out (RFC 3261 sections 10.2 and 22).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// One line's registration, without socket and clock. After each call the caller sends the output, if there is one, and calls
/// <see cref="OutputSent"/>; while <see cref="WantsAddresses"/> it looks up the account's target. The line is registered until the time that
/// the server gave is over or a server refuses it: a server that says nothing takes nothing away before that.
/// </summary>
public sealed class SipRegistration
{
    /// <summary>Longest request.</summary>
    public const int MaxRequestBytes = 1200;

    /// <summary>Addresses of a proxy that are tried.</summary>
    public const int MaxAddresses = 8;

    private const string Method = "REGISTER";
    private const int MaxReasonBytes = 64;
    private const int MaxRetryAfterSeconds = 3600;
    private const int LongestStaleRun = 5;

    // So long before its end a registration is renewed, when it is long enough: time for a whole timer F and another try.
    private const int RenewSeconds = 60;

    private readonly SipSettings _settings;
    private readonly SipAccount _account;
    private readonly SipTokens _tokens;
    private readonly SipCredentials _credentials;
    private readonly SipRequestWriter _writer = new SipRequestWriter();
    private readonly SipContacts _contacts = new SipContacts();
    private readonly SipClientTimer _timer;
    private readonly uint[] _addresses = new uint[MaxAddresses];
    private readonly TextBuffer _uri = new TextBuffer(SipAccount.MaxProxyBytes + 4);
    private readonly TextBuffer _callId = new TextBuffer(SipTokens.WordBytes);
    private readonly TextBuffer _fromTag = new TextBuffer(SipTokens.WordBytes);
    private readonly TextBuffer _branch = new TextBuffer(SipTokens.WordBytes);
    private int _addressCount;
    private int _addressIndex;
    private int _sequence;
    private int _challenges;
    private int _staleRun;
    private int _expiresSeconds;
    private uint _learntAddress;
    private int _learntPort;
    private bool _contactChanged;
    private bool _hasAskedLonger;
    private bool _hasMoved;
    private bool _isRegistered;
    private long _endsMs;
    private long _wakeMs = long.MaxValue;
    private long _lookedUpMs;

    /// <summary>Makes the registration of one account.</summary>
    public SipRegistration(SipSettings settings, SipAccount account, SipTokens tokens, SipCredentials credentials)
    {
        _settings = settings;
        _account = account;
        _tokens = tokens;
        _credentials = credentials;
        _timer = new SipClientTimer(settings);
    }

    /// <summary>Where it stands.</summary>
    public SipRegistrationState State { get; private set; }

    /// <summary>True while a server holds the line's contact.</summary>
    public bool IsRegistered
    {
        get { return _isRegistered; }
    }

    /// <summary>Why the last attempt failed; None after a success.</summary>
    public Fault Fault { get; private set; }

    /// <summary>The status and reason of the server that refused, cleaned; empty when none did.</summary>
    public TextBuffer Detail { get; } = new TextBuffer(MaxReasonBytes);

    /// <summary>Attempts that failed since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>True while the caller is to look up the account's target.</summary>
    public bool WantsAddresses
    {
        get { return State == SipRegistrationState.LookingUp; }
    }

    /// <summary>The request.</summary>
    public TextBuffer Request { get; } = new TextBuffer(MaxRequestBytes);

    /// <summary>Bytes to send, 0 for nothing.</summary>
    public int OutputBytes { get; private set; }

    /// <summary>Where to: the address of the proxy that is used now; 0 when there is none.</summary>
    public uint ServerAddress
    {
        get { return _addressCount > 0 ? _addresses[_addressIndex] : 0; }
    }

    /// <summary>When <see cref="Step"/> has something to do.</summary>
    public long NextDeadlineMs
    {
        get
        {
            long nextMs = _timer.NextDeadlineMs < _wakeMs ? _timer.NextDeadlineMs : _wakeMs;
            return _isRegistered && _endsMs < nextMs ? _endsMs : nextMs;
        }
    }

    /// <summary>Begins, with an account that is complete. An account that does not register stays off.</summary>
    public void Start()
    {
        if (!_account.IsEnabled || !_account.Registers)
        {
            return;
        }

        _uri.Clear();
        _uri.Append("sip:");
        _uri.Append(_account.Domain);
        _callId.Clear();
        _tokens.Append(_callId);
        _fromTag.Clear();
        _tokens.Append(_fromTag);
        State = SipRegistrationState.LookingUp;
    }

    /// <summary>Ends it for a reason that trying again does not mend; the state is Off.</summary>
    public void Refuse(Fault fault)
    {
        Fault = fault;
        State = SipRegistrationState.Off;
    }

    /// <summary>The target may not be used now; it is asked about again after the short interval.</summary>
    public void Forbid(Fault fault, long nowMs)
    {
        _addressCount = 0;
        _isRegistered = false;
        Detail.Clear();
        Fail(fault, _settings.RetrySeconds, nowMs);
    }

    /// <summary>Says that the output was sent, or lost.</summary>
    public void OutputSent()
    {
        OutputBytes = 0;
    }

    /// <summary>True for the address of the proxy, whichever of them answers at the moment.</summary>
    public bool IsProxy(uint address)
    {
        for (int i = 0; i < _addressCount; i++)
        {
            if (_addresses[i] == address)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes one of the target's addresses, in their order; <see cref="AddressesFound"/> follows the last one.</summary>
    public void AddAddress(uint address, bool isFirst)
    {
        _addressCount = isFirst ? 0 : _addressCount;
        if (_addressCount < MaxAddresses)
        {
            _addresses[_addressCount++] = address;
        }
    }

    /// <summary>All addresses were given: the first one is tried.</summary>
    public void AddressesFound(long nowMs)
    {
        _lookedUpMs = nowMs;
        BeginRound(nowMs);
    }

    /// <summary>The target has no address. What an earlier look-up found is used as long as there is something.</summary>
    public void LookUpFailed(Fault fault, long nowMs)
    {
        if (_addressCount > 0)
        {
            BeginRound(nowMs);
            return;
        }

        Detail.Clear();
        Fail(fault, _settings.RetrySeconds, nowMs);
    }

    /// <summary>Takes a response. False when it belongs to no request of this line.</summary>
    public bool Receive(SipMessage response, SipVia via, long nowMs)
    {
        byte[] bytes = response.Bytes;
        int cookie = SipRequestWriter.BranchCookie.Length;
        if (State != SipRegistrationState.Trying || !response.IsSequenceOf(Method) || response.SequenceNumber != _sequence || via.BranchCount != cookie + _branch.Length
            || !ByteText.Equals(bytes, via.BranchOffset + cookie, _branch.Length, _branch.Bytes, 0, _branch.Length))
        {
            return false;
        }

        Learn(bytes, via);
        if (response.StatusCode < 200)
        {
            _timer.Provisional();
            return true;
        }

        _timer.Stop();
        OutputBytes = 0;
        Final(response, nowMs);
        return true;
    }

    /// <summary>Lets time pass.</summary>
    public void Step(long nowMs)
    {
        if (_isRegistered && nowMs >= _endsMs)
        {
            _isRegistered = false;
        }

        if (_timer.Step(nowMs))
        {
            OutputBytes = Request.Length;
        }

        if (State == SipRegistrationState.Trying && _timer.HasExpired)
        {
            Detail.Clear();
            NextAddress(Fault.SipNoAnswer, _settings.RetrySeconds, nowMs);
        }

        if (nowMs >= _wakeMs)
        {
            _wakeMs = long.MaxValue;
            Wake(nowMs);
        }
    }

    // After a time on another address than the first, or after every look-up's life, the name is asked for anew.
    private void Wake(long nowMs)
    {
        bool isOld = nowMs - _lookedUpMs >= _account.FallbackSeconds * 1000L;
        if (_addressCount == 0 || isOld || Fault != Fault.None)
        {
            State = SipRegistrationState.LookingUp;
        }
        else
        {
            Begin(nowMs);
        }
    }

    private void BeginRound(long nowMs)
    {
        _addressIndex = 0;
        Begin(nowMs);
    }

    private void Begin(long nowMs)
    {
        _challenges = 0;
        _staleRun = 0;
        _hasAskedLonger = false;
        _hasMoved = false;
        _expiresSeconds = _account.ExpiresSeconds;
        Send(nowMs);
    }

    private void Send(long nowMs)
    {
        State = SipRegistrationState.Trying;
        _contactChanged = false;
        _branch.Clear();
        _tokens.Append(_branch);
        _sequence++;
        bool substitutes = _settings.SubstitutesVia && ContactAddress != _account.Address;
        _writer.Begin(Method, _uri, Request);
        _writer.Via(substitutes ? ContactAddress : _account.Address, substitutes ? ContactPort : _account.Port, _branch);
        _writer.Party("From", _account.DisplayName, _account.User, _account.Domain, _fromTag);
        _writer.Party("To", _account.DisplayName, _account.User, _account.Domain, null);
        _writer.Sequence(_callId, _sequence, Method, _settings.MaxForwards);
        if (_credentials.IsFor(_account))
        {
            _credentials.Append(Method, _uri, Request);
            _writer.EndLine();
        }

        _writer.Header("Proxy-Require", _account.ProxyRequire);
        _writer.Contact(_account.DisplayName, _account.User, ContactAddress, ContactPort, _expiresSeconds);
        _writer.Header("User-Agent", _settings.UserAgent);
        _writer.End();
        if (Request.Overflowed)
        {
            Detail.Clear();
            _credentials.Forget();
            Fail(Fault.SipTooLong, _settings.LongRetrySeconds, nowMs);
            return;
        }

        OutputBytes = Request.Length;
        _timer.Start(nowMs);
    }

    private uint ContactAddress
    {
        get { return _learntAddress != 0 ? _learntAddress : _account.ExternalAddress != 0 ? _account.ExternalAddress : _account.Address; }
    }

    private int ContactPort
    {
        get { return _learntPort != 0 ? _learntPort : _account.ExternalPort != 0 ? _account.ExternalPort : _account.Port; }
    }

    // received and rport of the unit's own Via, when the parameters want them (RFC 3581, section 4).
    private void Learn(byte[] bytes, SipVia via)
    {
        int offset;
        int count;
        uint address;
        int port;
        if (_account.MapsAddress && _settings.LearnsAddress && SipText.FindParameter(bytes, via.ParametersOffset, via.End, "received", out offset, out count)
            && Ipv4.TryParse(bytes, offset, count, out address) && address != ContactAddress)
        {
            _learntAddress = address;
            _contactChanged = true;
        }

        if (_account.MapsAddress && _settings.LearnsPort && SipText.FindParameter(bytes, via.ParametersOffset, via.End, "rport", out offset, out count)
            && ByteText.TryParseNumber(bytes, offset, count, 65535, out port) && port != 0 && port != ContactPort)
        {
            _learntPort = port;
            _contactChanged = true;
        }
    }

    private void Final(SipMessage response, long nowMs)
    {
        int status = response.StatusCode;
        if (status < 300)
        {
            Succeed(response, nowMs);
        }
        else if (status == 401 || status == 407)
        {
            Challenged(response, nowMs);
        }
        else if (status == 423)
        {
            AskLonger(response, nowMs);
        }
        else
        {
            Refused(response, nowMs);
        }
    }

    private void Succeed(SipMessage response, long nowMs)
    {
        int seconds = _contacts.ExpiresOf(response, ContactAddress, ContactPort, _expiresSeconds);
        if (seconds == 0)
        {
            // The contact is not kept: that is no success, whatever the status says.
            KeepDetail(response);
            _isRegistered = false;
            Fail(Fault.SipRefused, _settings.RetrySeconds, nowMs);
            return;
        }

        seconds = seconds < _settings.MinExpiresSeconds ? _settings.MinExpiresSeconds : seconds;
        seconds = seconds > _settings.MaxExpiresSeconds ? _settings.MaxExpiresSeconds : seconds;
        bool sendsAgain = _contactChanged && !_hasMoved;
        _isRegistered = true;
        _endsMs = nowMs + (seconds * 1000L);
        Fault = Fault.None;
        Failures = 0;
        Detail.Clear();
        State = SipRegistrationState.Registered;
        int early = seconds / 2 < RenewSeconds ? seconds / 2 : RenewSeconds;
        _wakeMs = _endsMs - (early * 1000L);
        if (sendsAgain)
        {
            // The contact just registered is not the one that the server sees: once an attempt, whatever it sees then.
            _hasMoved = true;
            Send(nowMs);
        }
    }

    private void Challenged(SipMessage response, long nowMs)
    {
        bool answered = _credentials.IsFor(_account);
        if (!_credentials.Take(response, _account))
        {
            KeepDetail(response);
            Fail(Fault.SipChallengeUnknown, _settings.LongRetrySeconds, nowMs);
            return;
        }

        // A stale nonce says nothing against the password.
        bool isStale = answered && _credentials.IsStale && _staleRun++ < LongestStaleRun;
        if (!isStale && ++_challenges > _settings.MaxChallenges)
        {
            KeepDetail(response);
            _credentials.Forget();
            _isRegistered = false;
            Fail(Fault.SipWrongPassword, AfterStatus(response.StatusCode), nowMs);
            return;
        }

        Send(nowMs);
    }

    // 423 Interval Too Brief (section 10.2.8): once an attempt.
    private void AskLonger(SipMessage response, long nowMs)
    {
        int least = response.Number(SipHeader.MinExpires, 0);
        if (_hasAskedLonger || least <= _expiresSeconds || least > _settings.MaxExpiresSeconds)
        {
            Refused(response, nowMs);
            return;
        }

        _hasAskedLonger = true;
        _expiresSeconds = least;
        Send(nowMs);
    }

    // A server in trouble is as good as none: the next one is tried (RFC 3263, section 4.3), then all again after the short interval.
    private void Refused(SipMessage response, long nowMs)
    {
        int status = response.StatusCode;
        bool isTrouble = status == 408 || status == 503 || status == 504;
        KeepDetail(response);
        int seconds = isTrouble || status >= 500 && status < 600 ? _settings.RetrySeconds : AfterStatus(status);
        int asked = response.Number(SipHeader.RetryAfter, 0);
        asked = asked > MaxRetryAfterSeconds ? MaxRetryAfterSeconds : asked;
        seconds = seconds > 0 && asked > seconds ? asked : seconds;
        if (isTrouble || SipCodeList.Holds(_settings.BackupCodes, status))
        {
            NextAddress(Fault.SipRefused, seconds, nowMs);
            return;
        }

        _isRegistered = _isRegistered && status >= 500 && status < 600;
        Fail(Fault.SipRefused, seconds, nowMs);
    }

    private int AfterStatus(int status)
    {
        return SipCodeList.Holds(_settings.RetryCodes, status) ? _settings.RetrySeconds : _settings.LongRetrySeconds;
    }

    private void NextAddress(Fault fault, int retrySeconds, long nowMs)
    {
        if (_addressIndex + 1 < _addressCount)
        {
            _addressIndex++;
            Begin(nowMs);
            return;
        }

        Fail(fault, retrySeconds, nowMs);
    }

    private void Fail(Fault fault, int retrySeconds, long nowMs)
    {
        _timer.Stop();
        OutputBytes = 0;
        Fault = fault;
        Failures++;
        State = SipRegistrationState.Waiting;
        _wakeMs = retrySeconds > 0 ? nowMs + (retrySeconds * 1000L) : long.MaxValue;
    }

    private void KeepDetail(SipMessage response)
    {
        Detail.Clear();
        Detail.AppendNumber(response.StatusCode);
        Detail.Append((byte)' ');
        SipText.AppendClean(response.Bytes, response.WordOffset, response.WordCount, Detail);
    }
}
