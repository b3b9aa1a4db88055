// A fetched body in; the same body into the profile reader, unless it is the one applied last (HTTP "unchanged", firmware/DESIGN.md "Unchanged profiles").

using System;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// While a body may still be the one applied last it is held back, up to a fixed size, and only compared. A longer one is read as it
/// comes, and its outcome is to be dropped when <see cref="IsUnchanged"/> says so at the end. The hold is taken when first needed.
/// </summary>
internal sealed class HeldBody : ISink
{
    private const int NoRow = -1;

    private readonly ISink _next;
    private readonly ProfilePrints _prints;
    private readonly int _holdBytes;
    private readonly Md5 _md5;
    private byte[] _hold;
    private int _row = NoRow;
    private int _expected;
    private int _held;
    private bool _holds;

    /// <summary>Wires it; at most <paramref name="holdBytes"/> are held, <paramref name="md5"/> is its own from <see cref="Open"/> to <see cref="Finish"/>.</summary>
    internal HeldBody(ISink next, ProfilePrints prints, int holdBytes, Md5 md5)
    {
        _md5 = md5;
        _next = next;
        _prints = prints;
        _holdBytes = holdBytes;
    }

    /// <inheritdoc/>
    public Fault Fault
    {
        get { return _next.Fault; }
    }

    /// <inheritdoc/>
    public int FaultOffset
    {
        get { return _next.FaultOffset; }
    }

    /// <summary>After <see cref="Finish"/>: true when the body is the one applied last, by the same rule.</summary>
    internal bool IsUnchanged { get; private set; }

    /// <summary>Bytes so far.</summary>
    internal int Length { get; private set; }

    /// <summary>MD5 of the body, valid after <see cref="Finish"/>.</summary>
    internal byte[] Digest { get; } = new byte[Md5.DigestBytes];

    /// <summary>Starts a body for a rule's row, or for none, -1, which is never compared.</summary>
    internal void Open(int row, byte[] ruleDigest)
    {
        _row = row >= 0 && _prints.IsRule(row, ruleDigest) ? row : NoRow;
        _expected = _row == NoRow ? 0 : _prints.LengthOf(_row);
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _md5.Reset();
        _held = 0;
        Length = 0;
        IsUnchanged = false;
        _holds = _row != NoRow && _expected <= _holdBytes;
        if (_holds && _hold == null)
        {
            _hold = new byte[_holdBytes];
        }

        _next.Reset();
    }

    /// <inheritdoc/>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        _md5.Update(buffer, offset, count);
        Length += count;
        if (_holds && count <= _expected - _held)
        {
            Array.Copy(buffer, offset, _hold, _held, count);
            _held += count;
            return DecodeStatus.More;
        }

        return LetGo() == DecodeStatus.Failed ? DecodeStatus.Failed : _next.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        _md5.Finish(Digest, 0);
        IsUnchanged = _row != NoRow && _prints.IsBody(_row, Length, Digest);
        if (_holds && IsUnchanged)
        {
            return DecodeStatus.Done;
        }

        return LetGo() == DecodeStatus.Failed ? DecodeStatus.Failed : _next.Finish();
    }

    private DecodeStatus LetGo()
    {
        bool held = _holds && _held > 0;
        _holds = false;
        return held ? _next.Write(_hold, 0, _held) : DecodeStatus.More;
    }
}
