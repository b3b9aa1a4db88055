// NAT_Keep_Alive_Msg and time in, the datagrams that keep a NAT's mapping open out (guide Appendix C, "NAT Settings").

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// $NOTIFY is a NOTIFY with Event: keep-alive, $REGISTER a REGISTER without contact, anything else is sent as it is. Nobody waits for an answer:
/// what comes belongs to no request.
/// </summary>
public sealed class SipKeepAlive
{
    private readonly SipClient _client;
    private readonly ISipAccount _account;
    private int _sequence;
    private long _nextMs = long.MaxValue;

    /// <summary>Makes the keep-alive of one account, not yet started.</summary>
    public SipKeepAlive(SipClient client, ISipAccount account)
    {
        _client = client;
        _account = account;
    }

    /// <summary>When the next one is due.</summary>
    public long NextDeadlineMs
    {
        get { return _nextMs; }
    }

    /// <summary>Starts the timer; with an interval of 0 there is none.</summary>
    public void Start(long nowMs)
    {
        int seconds = _client.Settings.KeepAliveSeconds;
        _nextMs = seconds > 0 ? nowMs + (seconds * 1000L) : long.MaxValue;
    }

    /// <summary>True when one is due; the timer runs again. Its text is in the output.</summary>
    public bool Step(long nowMs, TextBuffer output)
    {
        if (nowMs < _nextMs)
        {
            return false;
        }

        Start(nowMs);
        int offset;
        int count;
        byte[] message = _account.Borrow(SipField.KeepAlive, out offset, out count);
        bool isNotify = ByteText.Equals(message, offset, count, "$NOTIFY");
        if (!isNotify && !ByteText.Equals(message, offset, count, "$REGISTER"))
        {
            output.Clear();
            output.Append(message, offset, count);
            return count > 0;
        }

        Write(isNotify ? "NOTIFY" : "REGISTER", isNotify, output);
        return !output.Overflowed;
    }

    private void Write(string method, bool isNotify, TextBuffer output)
    {
        SipRequestWriter writer = _client.Writer;
        int word = _client.Tokens.Next();
        writer.Begin(method, _account, output);
        writer.Via(_account.Address, _account.Port, word);
        writer.Party("From", _account, word);
        writer.Party("To", _account, 0);
        writer.Sequence(word, ++_sequence, method, _client.Settings.MaxForwards);
        if (isNotify)
        {
            writer.Header("Event", "keep-alive");
        }

        _client.AppendUserAgent();
        writer.End();
    }
}
