// Fingerprints of the profiles applied last in; whether one is the same out; kept in the snapshot (firmware/FORMAT.md, "The record of profiles").

using System;
using NanoSpa.Core;

namespace NanoSpa.Parameters;

/// <summary>
/// Four rows, one a profile rule: the length and MD5 of the body as received, and an MD5 of the rule. A row on flash always is that of
/// the profile applied last: one that changed no value is kept in RAM alone, and the flash's is then dropped, once.
/// </summary>
public sealed class ProfilePrints
{
    /// <summary>Rows: Profile_Rule and Profile_Rule_B to _D.</summary>
    public const int Count = 4;

    /// <summary>Bytes of a row: number of the rule (0 to 3), length (4), MD5 of the body (16), MD5 of the rule (16).</summary>
    public const int RowBytes = 5 + Md5.DigestBytes + Md5.DigestBytes;

    /// <summary>The name of the record that holds them; no parameter's is like it.</summary>
    public const string RecordName = "#profiles";

    private const int LengthAt = 1;
    private const int BodyAt = 5;
    private const int RuleAt = BodyAt + Md5.DigestBytes;

    private readonly byte[] _rows = new byte[Count * RowBytes];
    private readonly byte[] _pending = new byte[RowBytes];
    private int _held;
    private int _stored;
    private int _pendingRow = -1;

    /// <summary>True when the rule's profile was applied once and its fingerprint is known.</summary>
    public bool Has(int row)
    {
        return ((_held >> row) & 1) != 0;
    }

    /// <summary>Length of the body applied last, in bytes.</summary>
    public int LengthOf(int row)
    {
        return (int)(long)SnapshotLayout.GetUInt32(_rows, (row * RowBytes) + LengthAt);
    }

    /// <summary>True when the rule is the one the body was applied for.</summary>
    public bool IsRule(int row, byte[] ruleDigest)
    {
        return Has(row) && ByteText.Equals(_rows, (row * RowBytes) + RuleAt, Md5.DigestBytes, ruleDigest, 0, Md5.DigestBytes);
    }

    /// <summary>True when the body has the length and the digest of the one applied last.</summary>
    public bool IsBody(int row, int length, byte[] digest)
    {
        return Has(row) && LengthOf(row) == length && ByteText.Equals(_rows, (row * RowBytes) + BodyAt, Md5.DigestBytes, digest, 0, Md5.DigestBytes);
    }

    /// <summary>Bytes of the record's value on flash with what is pending; 0 for no record.</summary>
    internal int StoredBytes(bool changesValues)
    {
        int bytes = 0;
        for (int row = 0; row < Count; row++)
        {
            bytes += Stays(row, changesValues) ? RowBytes : 0;
        }

        return bytes;
    }

    /// <summary>True when the flash holds a row that is not the last one's any more.</summary>
    internal bool IsOutdated
    {
        get { return _pendingRow >= 0 && ((_stored >> _pendingRow) & 1) != 0; }
    }

    /// <summary>Sets the row of the profile that is going to be applied. The same one again is nothing to do.</summary>
    internal void SetPending(int row, int length, byte[] bodyDigest, byte[] ruleDigest)
    {
        _pending[0] = (byte)row;
        SnapshotLayout.PutUInt32(_pending, LengthAt, (uint)length);
        Array.Copy(bodyDigest, 0, _pending, BodyAt, Md5.DigestBytes);
        Array.Copy(ruleDigest, 0, _pending, RuleAt, Md5.DigestBytes);
        bool isSame = Has(row) && ByteText.Equals(_rows, row * RowBytes, RowBytes, _pending, 0, RowBytes);
        _pendingRow = isSame ? -1 : row;
    }

    /// <summary>Gives up what is pending.</summary>
    internal void Abort()
    {
        _pendingRow = -1;
    }

    /// <summary>Writes the record's value, <see cref="StoredBytes"/> long.</summary>
    internal void WriteStored(bool changesValues, SnapshotWriter into)
    {
        for (int row = 0; row < Count; row++)
        {
            if (Stays(row, changesValues))
            {
                into.Put(row == _pendingRow ? _pending : _rows, row == _pendingRow ? 0 : row * RowBytes, RowBytes);
            }
        }
    }

    /// <summary>What is pending is in force; <paramref name="isWritten"/>: the record was written as the other two members say.</summary>
    internal void Adopt(bool changesValues, bool isWritten)
    {
        if (isWritten)
        {
            _stored = 0;
            for (int row = 0; row < Count; row++)
            {
                _stored |= Stays(row, changesValues) ? 1 << row : 0;
            }
        }

        if (_pendingRow >= 0)
        {
            Array.Copy(_pending, 0, _rows, _pendingRow * RowBytes, RowBytes);
            _held |= 1 << _pendingRow;
            _pendingRow = -1;
        }
    }

    /// <summary>Takes the value of the record that the reader stands at; rows that are none are left out. A fault is the reader's.</summary>
    internal void Load(SnapshotReader from)
    {
        Clear();
        int left = from.ValueBytes;
        while (left >= RowBytes && from.TakePart(_pending, 0, RowBytes))
        {
            left -= RowBytes;
            int row = _pending[0];
            if (row < Count)
            {
                Array.Copy(_pending, 0, _rows, row * RowBytes, RowBytes);
                _held |= 1 << row;
            }
        }

        if (from.Fault == Fault.None && left > 0)
        {
            from.TakePart(null, 0, left);
        }

        _stored = _held;
    }

    /// <summary>Forgets all.</summary>
    internal void Clear()
    {
        _held = 0;
        _stored = 0;
        _pendingRow = -1;
    }

    private bool Stays(int row, bool changesValues)
    {
        return row == _pendingRow ? changesValues : Has(row);
    }
}
