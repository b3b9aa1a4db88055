// Addresses, responses and time in, REGISTER requests and whether the line is registered out (RFC 3261 sections 10.2 and 22).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// One line's registration, without socket and clock. After each call the caller writes and sends the request that is due, if there is one; while <see cref="WantsAddresses"/> it looks up the account's target. The line is registered until the time that
/// the server gave is over or a server refuses it: a server that says nothing takes nothing away before that.
/// </summary>
public sealed class SipRegistration
{
    /// <summary>Longest request.</summary>
    public const int MaxRequestBytes = 1200;

    /// <summary>Addresses of a proxy that are tried.</summary>
    public const int MaxAddresses = 8;

    private const int MaxReasonBytes = 64;
    private const int MaxRetryAfterSeconds = 3600;
    private const int LongestStaleRun = 5;

    // So long before its end a registration is renewed, when it is long enough: time for a whole timer F and another try.
    private const int RenewSeconds = 60;

    private readonly SipClient _client;
    private readonly ISipSettings _settings;
    private readonly ISipAccount _account;
    private readonly SipClientTimer _timer = new SipClientTimer();
    private readonly SipRegisterRequest _request;
    private int _addressCount;
    private int _addressIndex;
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
    public SipRegistration(SipClient client, ISipAccount account)
    {
        _client = client;
        _settings = client.Settings;
        _account = account;
        _request = new SipRegisterRequest(client, account);
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

    /// <summary>The status and reason of the server that refused, cleaned; empty when none did, null when none ever did.</summary>
    public TextBuffer Detail { get; private set; }

    /// <summary>Attempts that failed since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>True while the caller is to look up the account's target.</summary>
    public bool WantsAddresses
    {
        get { return State == SipRegistrationState.LookingUp; }
    }

    /// <summary>True while a request is to be written and sent.</summary>
    public bool IsDue { get; private set; }

    /// <summary>Where to: the address of the proxy that is used now; 0 when there is none.</summary>
    public uint ServerAddress
    {
        get { return _addressCount > 0 ? Addresses[_addressIndex] : 0; }
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

    /// <summary>
    /// Begins, with the account as it is now. One that does not register stays off; one whose proxy is none, or that has no user, is refused.
    /// </summary>
    public void Start()
    {
        _timer.Stop();
        _wakeMs = long.MaxValue;
        IsDue = false;
        State = SipRegistrationState.Off;
        bool hasProxy = !SipProxy.IsAbsent(_account);
        if (hasProxy && !SipProxy.IsComplete(_account))
        {
            Refuse(Fault.SipNoProxy);
        }
        else if (hasProxy && _account.Registers && SipProxy.LengthOf(_account, SipField.User) == 0)
        {
            Refuse(Fault.SipNoUser);
        }
        else if (hasProxy && _account.IsEnabled && _account.Registers)
        {
            _request.Open();
            State = SipRegistrationState.LookingUp;
        }
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
        ClearDetail();
        Fail(fault, _settings.RetrySeconds, nowMs);
    }

    /// <summary>
    /// Writes the request that is due: the same bytes each time it is sent. False when there is none. Parameters that were changed meanwhile begin
    /// the registration anew, as another proxy must not be sent what was meant for this one, nor this request be repeated with other words.
    /// </summary>
    public bool Write(TextBuffer output, long nowMs)
    {
        bool isDue = IsDue;
        IsDue = false;
        if (!isDue)
        {
            return false;
        }

        if (!_request.Write(output))
        {
            Start();
            return false;
        }

        if (output.Overflowed || output.Length > MaxRequestBytes)
        {
            ClearDetail();
            _request.Forget();
            Fail(Fault.SipTooLong, _settings.LongRetrySeconds, nowMs);
            return false;
        }

        return true;
    }

    /// <summary>True for the address of the proxy, whichever of them answers at the moment.</summary>
    public bool IsProxy(uint address)
    {
        for (int i = 0; i < _addressCount; i++)
        {
            if (Addresses[i] == address)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The target's addresses, in their order; to be filled before <see cref="AddressesFound"/> says how many there are.</summary>
    public uint[] Addresses { get; } = new uint[MaxAddresses];

    /// <summary>The addresses were given: the first one is tried.</summary>
    public void AddressesFound(int count, long nowMs)
    {
        _addressCount = count;
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

        ClearDetail();
        Fail(fault, _settings.RetrySeconds, nowMs);
    }

    /// <summary>Takes a response. False when it belongs to no request of this line.</summary>
    public bool Receive(SipMessage response, SipVia via, long nowMs)
    {
        if (State != SipRegistrationState.Trying || !_request.IsAnsweredBy(response, via))
        {
            return false;
        }

        Learn(response.Bytes, via);
        if (response.StatusCode < 200)
        {
            _timer.Provisional();
            return true;
        }

        _timer.Stop();
        IsDue = false;
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

        IsDue |= _timer.Step(nowMs);

        if (State == SipRegistrationState.Trying && _timer.HasExpired)
        {
            ClearDetail();
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
        _request.Next(ContactAddress, ContactPort, _expiresSeconds);
        IsDue = true;
        _timer.Start(nowMs, _settings.T1Ms, _settings.T2Ms, _settings.TimerFMs);
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
        int seconds = _client.Contacts.ExpiresOf(response, ContactAddress, ContactPort, _expiresSeconds);
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
        ClearDetail();
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
        bool answered = _request.HasCredentials;
        if (!_request.TakeChallenge(response))
        {
            KeepDetail(response);
            Fail(Fault.SipChallengeUnknown, _settings.LongRetrySeconds, nowMs);
            return;
        }

        // A stale nonce says nothing against the password.
        bool isStale = answered && _request.IsStale && _staleRun++ < LongestStaleRun;
        if (!isStale && ++_challenges > _settings.MaxChallenges)
        {
            KeepDetail(response);
            _request.Forget();
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
        if (isTrouble || Lists(SipField.BackupCodes, status))
        {
            NextAddress(Fault.SipRefused, seconds, nowMs);
            return;
        }

        _isRegistered = _isRegistered && status >= 500 && status < 600;
        Fail(Fault.SipRefused, seconds, nowMs);
    }

    private int AfterStatus(int status)
    {
        return Lists(SipField.RetryCodes, status) ? _settings.RetrySeconds : _settings.LongRetrySeconds;
    }

    private bool Lists(SipField codes, int status)
    {
        int offset;
        int count;
        byte[] list = _settings.Borrow(codes, out offset, out count);
        return SipCodeList.Holds(list, offset, count, status);
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
        IsDue = false;
        Fault = fault;
        Failures++;
        State = SipRegistrationState.Waiting;
        _wakeMs = retrySeconds > 0 ? nowMs + (retrySeconds * 1000L) : long.MaxValue;
    }

    private void ClearDetail()
    {
        if (Detail != null)
        {
            Detail.Clear();
        }
    }

    private void KeepDetail(SipMessage response)
    {
        Detail = Detail ?? new TextBuffer(MaxReasonBytes);
        Detail.Clear();
        Detail.AppendNumber(response.StatusCode);
        Detail.Append((byte)' ');
        SipText.AppendClean(response.Bytes, response.WordOffset, response.WordCount, Detail);
    }
}
