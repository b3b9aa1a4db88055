// Requests in, their answers and what they ask of the unit out (RFC 3261 section 8.2, RFC 6665; guide "Manual Resync").

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// The user agent server of both lines. NOTIFY acts, OPTIONS tells what there is, calls are refused: INVITE gets 488. A repeated request gets its
/// answer again and acts no more.
/// </summary>
public sealed class SipResponder
{
    private const string Allowed = "ACK, BYE, CANCEL, INVITE, NOTIFY, OPTIONS";
    private const int NonceKind = 1;
    private const int TagKind = 2;

    private readonly SipResponseWriter _writer;
    private readonly SipServerSlots _slots;
    private readonly DigestServer _digest;
    private readonly TextBuffer _output;
    private SipMessage _request;
    private ISipAccount _account;
    private SipReason _reason;
    private bool _challenges;
    private bool _stale;

    /// <summary>
    /// Makes one that writes its answers to <paramref name="output"/>; it borrows the arithmetic of digests, and of the input what takes addresses apart.
    /// </summary>
    public SipResponder(ISipSettings settings, SipTokens tokens, DigestResponse digest, SipInput input, TextBuffer output)
    {
        _writer = new SipResponseWriter(settings, tokens, input.Address);
        _slots = new SipServerSlots(settings, digest);
        TextBuffer key = new TextBuffer(2 * SipTokens.WordBytes);
        tokens.AppendOf(NonceKind, 0, 0, key);
        tokens.AppendOf(NonceKind, 1, 0, key);
        _digest = new DigestServer(key.Bytes, digest, input.Parameters) { TakesOldForm = true };
        _output = output;
    }

    /// <summary>False while a resync is not to be had by NOTIFY: Resync_From_SIP or Provision_Enable is off.</summary>
    public bool AllowsResync { get; set; }

    /// <summary>What the request asks for; None for a repeated one.</summary>
    public SipAction Action { get; private set; }

    /// <summary>The status answered; 0 when there is no answer.</summary>
    public int Status { get; private set; }

    /// <summary>The port the answer goes to, at the address the request came from.</summary>
    public int TargetPort
    {
        get { return _writer.TargetPort; }
    }

    /// <summary>Answers a request that <paramref name="input"/> has read. True when the output holds an answer.</summary>
    public bool Answer(SipInput input, uint fromAddress, int fromPort, ISipAccount account, long nowMs)
    {
        _request = input.Message;
        _account = account;
        Action = SipAction.None;
        Status = 0;
        if (_request.IsMethod("ACK"))
        {
            return false;
        }

        int slot = _slots.Find(_request, input.Via, fromAddress, nowMs);
        if (slot < 0)
        {
            Decide(input, nowMs);
            slot = Keep(nowMs);
        }

        if (slot < 0)
        {
            Action = SipAction.None;
            return false;
        }

        Write(input, fromAddress, fromPort, slot);
        return !_output.Overflowed;
    }

    private int Keep(long nowMs)
    {
        // Without a slot the sender repeats it until there is room.
        int slot = _slots.Take(nowMs);
        if (slot >= 0)
        {
            _slots.Answer(slot, _reason, _challenges ? _digest.IssueNonce() : 0, _stale, Action != SipAction.None);
        }

        return slot;
    }

    private void Decide(SipInput input, long nowMs)
    {
        _challenges = false;
        _stale = false;
        if (input.Status != SipReader.Good)
        {
            Set(input.Reason);
        }
        else if (_request.IsMethod("CANCEL") || _request.IsMethod("BYE"))
        {
            Set(SipReason.NoTransaction);
        }
        else if (HasRequire())
        {
            Set(SipReason.BadExtension);
        }
        else if (_request.IsMethod("NOTIFY"))
        {
            DecideNotify(nowMs);
        }
        else if (_request.IsMethod("INVITE"))
        {
            DecideInvite();
        }
        else if (_request.IsMethod("OPTIONS"))
        {
            Set(SipReason.Ok);
        }
        else
        {
            Set(IsKnownMethod() ? SipReason.MethodNotAllowed : SipReason.NotImplemented);
        }
    }

    // Methods of RFC 3261 and its extensions that a telephone adapter has no use for.
    private bool IsKnownMethod()
    {
        return _request.IsMethod("REGISTER") || _request.IsMethod("SUBSCRIBE") || _request.IsMethod("REFER") || _request.IsMethod("MESSAGE")
            || _request.IsMethod("INFO") || _request.IsMethod("UPDATE") || _request.IsMethod("PRACK") || _request.IsMethod("PUBLISH");
    }

    private bool HasRequire()
    {
        for (int index = _request.Find(SipHeader.Require, -1); index >= 0; index = _request.Find(SipHeader.Require, index))
        {
            if (_request.CountOf(index) > 0)
            {
                return true;
            }
        }

        return false;
    }

    // 488 is an answer to an offer that could be read: bodies of other types and codings are refused as such (section 8.2.3).
    private void DecideInvite()
    {
        int type = _request.Find(SipHeader.ContentType, -1);
        int coding = _request.Find(SipHeader.ContentEncoding, -1);
        bool isCoded = coding >= 0 && !ByteText.EqualsIgnoreCase(_request.Bytes, _request.OffsetOf(coding), _request.CountOf(coding), "identity");
        if (_request.BodyCount > 0 && (isCoded || (type >= 0 && !IsOffer(type))))
        {
            Set(SipReason.BadMediaType);
        }
        else if (!AcceptsOffer())
        {
            Set(SipReason.NotAcceptable);
        }
        else
        {
            Set(SipReason.NotAcceptableHere);
        }
    }

    // Accept = 1#( type "/" subtype *( ";" parameter ) ) ; no header at all accepts SDP (section 20.1).
    private bool AcceptsOffer()
    {
        int index = _request.Find(SipHeader.Accept, -1);
        bool accepts = index < 0;
        for (; index >= 0 && !accepts; index = _request.Find(SipHeader.Accept, index))
        {
            int offset = _request.OffsetOf(index);
            int count = _request.CountOf(index);
            accepts = ByteText.IndexOf(_request.Bytes, offset, count, "application/sdp") >= 0 || ByteText.IndexOf(_request.Bytes, offset, count, "application/*") >= 0
                || ByteText.IndexOf(_request.Bytes, offset, count, "*/*") >= 0;
        }

        return accepts;
    }

    private bool IsOffer(int type)
    {
        byte[] bytes = _request.Bytes;
        int offset = _request.OffsetOf(type);
        int count = _request.CountOf(type);
        return ByteText.StartsWithIgnoreCase(bytes, offset, count, "application/sdp") || ByteText.StartsWithIgnoreCase(bytes, offset, count, "multipart/");
    }

    private void DecideNotify(long nowMs)
    {
        int index = _request.Find(SipHeader.Event, -1);
        SipAction asked = index < 0 ? SipAction.None : SipEvents.Find(_request.Bytes, _request.OffsetOf(index), _request.EndOf(index));
        if (index < 0 || _request.Find(SipHeader.Event, index) >= 0)
        {
            Set(SipReason.MissingEvent);
        }
        else if (asked == SipAction.None)
        {
            Set(SipReason.BadEvent);
        }
        else if (IsTrusted(nowMs))
        {
            if (asked == SipAction.Resync && !AllowsResync)
            {
                Set(SipReason.ResyncOff);
            }
            else
            {
                Action = asked;
                Set(SipReason.Ok);
            }
        }
    }

    private bool IsTrusted(long nowMs)
    {
        if (!_account.ChallengesNotify)
        {
            return true;
        }

        // Without a password anybody could answer the challenge.
        if (SipProxy.LengthOf(_account, SipField.Password) == 0 || SipProxy.LengthOf(_account, SipField.AuthUser) == 0)
        {
            Set(SipReason.NoPassword);
            return false;
        }

        DigestVerdict verdict = Verify(nowMs);
        if (verdict == DigestVerdict.Right)
        {
            return true;
        }

        Set(SipReason.Unauthorized);
        _challenges = true;
        _stale = verdict == DigestVerdict.Stale;
        return false;
    }

    // Several Authorization headers are for several realms. What the line knows stands in the output, which is not yet written.
    private DigestVerdict Verify(long nowMs)
    {
        _output.Clear();
        SipProxy.AppendRealm(_account, _output);
        int userAt = _output.Length;
        SipProxy.Append(_account, SipField.AuthUser, _output);
        int passwordAt = _output.Length;
        SipProxy.Append(_account, SipField.Password, _output);
        DigestVerdict verdict = Verify(userAt, passwordAt, nowMs);
        System.Array.Clear(_output.Bytes, 0, _output.Length);
        _output.Clear();
        return verdict;
    }

    private DigestVerdict Verify(int userAt, int passwordAt, long nowMs)
    {
        for (int index = _request.Find(SipHeader.Authorization, -1); index >= 0; index = _request.Find(SipHeader.Authorization, index))
        {
            DigestVerdict verdict = _digest.Check(_request.Bytes, _request.OffsetOf(index), _request.CountOf(index), "NOTIFY", _output, userAt, passwordAt, nowMs);
            if (verdict != DigestVerdict.Absent && verdict != DigestVerdict.Malformed)
            {
                return verdict;
            }
        }

        return DigestVerdict.Absent;
    }

    private void Set(SipReason reason)
    {
        _reason = reason;
    }

    private void Write(SipInput input, uint fromAddress, int fromPort, int slot)
    {
        SipReason reason = _slots.ReasonOf(slot);
        Status = SipReasons.StatusOf(reason);
        _writer.Begin(_request, input.Via, fromAddress, fromPort, Status, SipReasons.TextOf(reason), TagKind, _slots.TagOf(slot), _output);
        switch (Status)
        {
            case 200:
                if (_request.IsMethod("OPTIONS"))
                {
                    _writer.Header("Allow", Allowed);
                    _writer.Header("Allow-Events", SipEvents.Allowed);
                    _writer.Header("Accept", "application/sdp");
                }

                break;
            case 401:
                WriteChallenge(slot);
                break;
            case 405:
            case 501:
                _writer.Header("Allow", Allowed);
                break;
            case 415:
                _writer.Header("Accept", "application/sdp");
                _writer.Header("Accept-Encoding", "identity");
                break;
            case 420:
                WriteUnsupported();
                break;
            case 488:
                // 399: a miscellaneous warning, for people (RFC 3261 section 20.43).
                _writer.Header("Warning", "399 unit \"Calls are not supported\"");
                break;
            case 489:
                _writer.Header("Allow-Events", SipEvents.Allowed);
                break;
        }

        _writer.End();
    }

    private void WriteChallenge(int slot)
    {
        _output.Append("WWW-Authenticate: ");
        _output.Append(DigestServer.ChallengeStart);
        SipProxy.AppendRealm(_account, _output);
        _digest.AppendNonceOf(_slots.NonceOf(slot), (int)(_slots.StartMsOf(slot) / 1000), AuthScheme.DigestMd5, _slots.IsStale(slot), _output);
        _writer.EndLine();
    }

    private void WriteUnsupported()
    {
        for (int index = _request.Find(SipHeader.Require, -1); index >= 0; index = _request.Find(SipHeader.Require, index))
        {
            _output.Append("Unsupported: ");
            _output.Append(_request.Bytes, _request.OffsetOf(index), _request.CountOf(index));
            _writer.EndLine();
        }
    }
}
