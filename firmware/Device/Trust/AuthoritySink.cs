// A fetched certificate file in, an authority that the board trusts out.

using System;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Device;

/// <summary>Keeps the whole file, 8 KiB at most, and hands it to the board at its end. Faults: TlsAuthorityTooLong, TlsAuthorityBad.</summary>
public sealed class AuthoritySink : ISink
{
    /// <summary>Longest file; a certificate of RSA 4096 as PEM takes 2 KiB.</summary>
    public const int MaxBytes = 8192;

    private readonly byte[] _bytes = new byte[MaxBytes];
    private readonly ITrust _trust;
    private int _length;

    /// <summary>Makes a sink for a board.</summary>
    public AuthoritySink(ITrust trust)
    {
        _trust = trust;
    }

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <inheritdoc/>
    public int FaultOffset { get; private set; }

    /// <inheritdoc/>
    public void Reset()
    {
        _length = 0;
        Fault = Fault.None;
        FaultOffset = 0;
    }

    /// <inheritdoc/>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        if (Fault != Fault.None)
        {
            return DecodeStatus.Failed;
        }

        if (count > MaxBytes - _length)
        {
            return Fail(Fault.TlsAuthorityTooLong, MaxBytes);
        }

        Array.Copy(buffer, offset, _bytes, _length, count);
        _length += count;
        return DecodeStatus.More;
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (Fault != Fault.None)
        {
            return DecodeStatus.Failed;
        }

        return _trust.SetExtraAuthority(_bytes, 0, _length) ? DecodeStatus.Done : Fail(Fault.TlsAuthorityBad, 0);
    }

    private DecodeStatus Fail(Fault fault, int offset)
    {
        Fault = fault;
        FaultOffset = offset;
        return DecodeStatus.Failed;
    }
}
