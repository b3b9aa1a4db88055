// A file to send in, its openssl envelope out (guide "Report Rule": openssl enc -d -aes-256-cbc -k secretphrase).

using System;
using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Pulls plain bytes, pushes them through the encoder and hands out what comes. Memory: 1.1 KiB of the encoder and 0.8 KiB of its own.</summary>
public sealed class EncryptedSource : IBodySource, ISink
{
    private const int PlainBytes = 256;
    private const int BlockBytes = 16;

    // A piece of plain text, one block held back before, one of padding, and the header.
    private const int CipherBytes = PlainBytes + (4 * BlockBytes);

    private readonly OpensslEncoder _encoder = new OpensslEncoder();
    private readonly byte[] _plain = new byte[PlainBytes];
    private readonly byte[] _cipher = new byte[CipherBytes];
    private IBodySource _source;
    private int _cipherCount;
    private int _cipherRead;
    private bool _isEnded;

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <summary>Always 0: what goes wrong here has no place in the text.</summary>
    public int FaultOffset
    {
        get { return 0; }
    }

    /// <summary>Sets what is encrypted and how; <paramref name="salt"/> is 8 random bytes. KeyMissing or KeyTooLong for a bad key.</summary>
    public Fault Open(IBodySource source, byte[] passphrase, int offset, int count, byte[] salt, OpensslDigest digest)
    {
        _source = source;
        _encoder.Open(passphrase, offset, count, salt, 0, digest, this);
        Rewind();
        return _encoder.Fault;
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        _source.Rewind();
        _encoder.Reset();
        _cipherCount = 0;
        _cipherRead = 0;
        _isEnded = false;
        Fault = Fault.None;
    }

    /// <summary>"Salted__" and salt, then the blocks with their padding.</summary>
    public int CountBytes()
    {
        int plain = _source.CountBytes();
        Rewind();
        return BlockBytes + (((plain / BlockBytes) + 1) * BlockBytes);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        int start = offset;
        int end = offset + count;
        while (offset < end && (_cipherRead < _cipherCount || Fill()))
        {
            int length = _cipherCount - _cipherRead;
            length = length < end - offset ? length : end - offset;
            Array.Copy(_cipher, _cipherRead, buffer, offset, length);
            _cipherRead += length;
            offset += length;
        }

        return Fault != Fault.None ? -1 : offset - start;
    }

    /// <summary>The encoder's output; more than fits cannot come of one piece.</summary>
    DecodeStatus ISink.Write(byte[] buffer, int offset, int count)
    {
        Array.Copy(buffer, offset, _cipher, _cipherCount, count);
        _cipherCount += count;
        return DecodeStatus.More;
    }

    /// <summary>The encoder's end.</summary>
    DecodeStatus ISink.Finish()
    {
        return DecodeStatus.Done;
    }

    /// <summary>The encoder begins again.</summary>
    void ISink.Reset()
    {
        _cipherCount = 0;
    }

    private bool Fill()
    {
        _cipherCount = 0;
        _cipherRead = 0;
        while (_cipherCount == 0 && !_isEnded)
        {
            int length = _source.Read(_plain, 0, PlainBytes);
            if (length < 0 || _encoder.Fault != Fault.None)
            {
                Fault = length < 0 ? _source.Fault : _encoder.Fault;
                return false;
            }

            _isEnded = length == 0;
            DecodeStatus status = _isEnded ? _encoder.Finish() : _encoder.Write(_plain, 0, length);
            if (status == DecodeStatus.Failed)
            {
                Fault = _encoder.Fault;
                return false;
            }
        }

        return _cipherCount > 0;
    }
}
