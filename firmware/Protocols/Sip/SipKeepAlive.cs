// NAT_Keep_Alive_Msg and time in, the datagrams that keep a NAT's mapping open out (guide Appendix C, "NAT Settings").

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// $NOTIFY is a NOTIFY with Event: keep-alive, $REGISTER a REGISTER without contact, anything else is sent as it is. Nobody waits for an answer:
/// what comes belongs to no request.
/// </summary>
public sealed class SipKeepAlive
{
    private readonly SipSettings _settings;
    private readonly SipAccount _account;
    private readonly SipTokens _tokens;
    private readonly SipRequestWriter _writer = new SipRequestWriter();
    private readonly TextBuffer _uri = new TextBuffer(SipAccount.MaxProxyBytes + 4);
    private readonly TextBuffer _word = new TextBuffer(SipTokens.WordBytes);
    private int _sequence;
    private long _nextMs = long.MaxValue;

    /// <summary>Makes the keep-alive of one account, not yet started.</summary>
    public SipKeepAlive(SipSettings settings, SipAccount account, SipTokens tokens)
    {
        _settings = settings;
        _account = account;
        _tokens = tokens;
    }

    /// <summary>NAT_Keep_Alive_Msg.</summary>
    public TextBuffer Message { get; } = new TextBuffer(128);

    /// <summary>When the next one is due.</summary>
    public long NextDeadlineMs
    {
        get { return _nextMs; }
    }

    /// <summary>Starts the timer; with an interval of 0 there is none.</summary>
    public void Start(long nowMs)
    {
        _nextMs = _settings.KeepAliveSeconds > 0 ? nowMs + (_settings.KeepAliveSeconds * 1000L) : long.MaxValue;
    }

    /// <summary>True when one is due; the timer runs again. Its text is in the output.</summary>
    public bool Step(long nowMs, TextBuffer output)
    {
        if (nowMs < _nextMs)
        {
            return false;
        }

        Start(nowMs);
        bool isNotify = ByteText.Equals(Message.Bytes, 0, Message.Length, "$NOTIFY");
        if (!isNotify && !ByteText.Equals(Message.Bytes, 0, Message.Length, "$REGISTER"))
        {
            output.Clear();
            output.Append(Message);
            return true;
        }

        string method = isNotify ? "NOTIFY" : "REGISTER";
        _uri.Clear();
        _uri.Append("sip:");
        _uri.Append(_account.Domain);
        _word.Clear();
        _tokens.Append(_word);
        _writer.Begin(method, _uri, output);
        _writer.Via(_account.Address, _account.Port, _word);
        _writer.Party("From", _account.DisplayName, _account.User, _account.Domain, _word);
        _writer.Party("To", _account.DisplayName, _account.User, _account.Domain, null);
        _writer.Sequence(_word, ++_sequence, method, _settings.MaxForwards);
        if (isNotify)
        {
            _writer.Header("Event", "keep-alive");
        }

        _writer.Header("User-Agent", _settings.UserAgent);
        _writer.End();
        return !output.Overflowed;
    }
}
