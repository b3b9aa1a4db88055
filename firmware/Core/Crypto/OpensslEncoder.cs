// Plain text in, a file as "openssl enc -aes-256-cbc" makes it out (guide "File Encryption"; layout in OpensslEnvelope).

using System;

namespace NanoSpa.Core;

/// <summary>
/// Encrypts into an openssl envelope. Passes the stream's end on to the next sink. A fault of the next sink becomes this
/// one's. Memory: about 1.1 KiB, and the shared AES tables of 4.5 KiB.
/// </summary>
public sealed class OpensslEncoder : ISink
{
    private const int BlockBytes = AesCbcEncryptor.BlockBytes;
    private const int WorkBytes = 256;

    private readonly byte[] _work = new byte[WorkBytes];
    private readonly byte[] _salt = new byte[OpensslKeyDerivation.SaltBytes];
    private readonly byte[] _material = new byte[OpensslKeyDerivation.MaterialBytes];
    private readonly OpensslKeyDerivation _derivation = new OpensslKeyDerivation();
    private readonly AesCbcEncryptor _encryptor = new AesCbcEncryptor();
    private ISink _next;
    private int _workCount;
    private Fault _openFault;
    private bool _headerSent;
    private DecodeStatus _status;

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <inheritdoc/>
    public int FaultOffset { get; private set; }

    /// <summary>
    /// Sets the key from a passphrase and 8 random bytes of salt, and where the envelope goes. No passphrase is
    /// <see cref="Fault.KeyMissing"/>, more than 256 bytes <see cref="Fault.KeyTooLong"/>.
    /// </summary>
    public void Open(byte[] passphrase, int offset, int count, byte[] salt, int saltOffset, OpensslDigest digest, ISink next)
    {
        _next = next;
        _openFault = count <= 0 ? Fault.KeyMissing : count > OpensslEnvelope.MaxPassphraseBytes ? Fault.KeyTooLong : Fault.None;
        if (_openFault == Fault.None)
        {
            Array.Copy(salt, saltOffset, _salt, 0, _salt.Length);
            _derivation.Derive(digest, passphrase, offset, count, _salt, 0, _material);
        }

        Reset();
    }

    /// <summary>Begins the same envelope again, with the same key and salt.</summary>
    public void Reset()
    {
        _encryptor.SetKey(_material, 0, _material, AesCbcEncryptor.KeyBytes);
        _workCount = 0;
        _headerSent = false;
        _status = _openFault == Fault.None ? DecodeStatus.More : DecodeStatus.Failed;
        Fault = _openFault;
        FaultOffset = 0;
    }

    /// <inheritdoc/>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        int end = offset + count;
        while (offset < end && SendHeader())
        {
            int taken = end - offset < WorkBytes - _workCount ? end - offset : WorkBytes - _workCount;
            Array.Copy(buffer, offset, _work, _workCount, taken);
            _workCount += taken;
            offset += taken;
            if (_workCount == WorkBytes)
            {
                EncryptWork();
            }
        }

        return _status;
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (!SendHeader())
        {
            return _status;
        }

        int padding = BlockBytes - (_workCount & (BlockBytes - 1));
        for (int i = 0; i < padding; i++)
        {
            _work[_workCount++] = (byte)padding;
        }

        if (EncryptWork())
        {
            _status = _next.Finish();
            if (_status == DecodeStatus.Failed)
            {
                TakeFaultOfNext();
            }
        }

        return _status;
    }

    // True while there is something to go on with.
    private bool SendHeader()
    {
        if (_status == DecodeStatus.More && !_headerSent)
        {
            _headerSent = true;
            for (int i = 0; i < OpensslEnvelope.MagicBytes; i++)
            {
                _work[i] = OpensslEnvelope.MagicAt(i);
            }

            Array.Copy(_salt, 0, _work, OpensslEnvelope.MagicBytes, _salt.Length);
            Push(OpensslEnvelope.HeaderBytes);
        }

        return _status == DecodeStatus.More;
    }

    private bool EncryptWork()
    {
        _encryptor.Encrypt(_work, 0, _workCount, _work, 0);
        int count = _workCount;
        _workCount = 0;
        return Push(count);
    }

    private bool Push(int count)
    {
        if (_next.Write(_work, 0, count) == DecodeStatus.Failed)
        {
            TakeFaultOfNext();
            return false;
        }

        return true;
    }

    private void TakeFaultOfNext()
    {
        Fault = _next.Fault;
        FaultOffset = _next.FaultOffset;
        _status = DecodeStatus.Failed;
    }
}
