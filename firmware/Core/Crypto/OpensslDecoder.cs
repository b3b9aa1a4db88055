// A file made by "openssl enc -aes-256-cbc" in, its plain text out (guide "File Encryption"; layout in OpensslEnvelope).

using System;

namespace NanoSpa.Core;

/// <summary>
/// Decrypts an openssl envelope and finds out by itself with which digest its key was derived: the first 256 bytes of
/// ciphertext are held back, decrypted both ways as far as a probe must see them. Passes the stream's end on to the next sink.
/// A fault of the next sink becomes this one's. Memory: about 1.4 KiB, and the shared AES tables of 4.5 KiB.
/// </summary>
public sealed class OpensslDecoder : ISink
{
    /// <summary>Ciphertext held back until the digest is known, in bytes.</summary>
    public const int PrefixBytes = 256;

    private const int BlockBytes = AesCbcDecryptor.BlockBytes;
    private const int PlainOffset = PrefixBytes;
    private const int SureMatch = 3;

    // While the digest is unknown: ciphertext in the first half, a trial's plain text in the second. Then: plain text.
    private readonly byte[] _work = new byte[2 * PrefixBytes];
    private readonly byte[] _header = new byte[OpensslEnvelope.HeaderBytes];
    private readonly byte[] _held = new byte[BlockBytes];
    private readonly byte[] _passphrase = new byte[OpensslEnvelope.MaxPassphraseBytes];
    private readonly byte[] _material = new byte[OpensslKeyDerivation.MaterialBytes];
    private readonly OpensslKeyDerivation _derivation = new OpensslKeyDerivation();
    private readonly AesCbcDecryptor _decryptor = new AesCbcDecryptor();
    private int _passphraseCount;
    private IFormatProbe _probe;
    private ISink _next;
    private int _headerCount;
    private int _prefixCount;
    private int _heldCount;
    private int _total;
    private DecodeStatus _status;

    /// <summary>With which digest the key was derived; Unknown until that is known.</summary>
    public OpensslDigest Digest { get; private set; }

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <inheritdoc/>
    public int FaultOffset { get; private set; }

    /// <summary>
    /// Sets the passphrase (copied), the judge of the decryption and where the plain text goes, and resets this sink, not
    /// the next one. No passphrase is <see cref="Fault.KeyMissing"/>, more than 256 bytes <see cref="Fault.KeyTooLong"/>.
    /// </summary>
    public void Open(byte[] passphrase, int offset, int count, IFormatProbe probe, ISink next)
    {
        Array.Clear(_passphrase, 0, _passphrase.Length);
        _passphraseCount = count;
        if (count > 0 && count <= _passphrase.Length)
        {
            Array.Copy(passphrase, offset, _passphrase, 0, count);
        }

        _probe = probe;
        _next = next;
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _headerCount = 0;
        _prefixCount = 0;
        _heldCount = 0;
        _total = 0;
        _status = DecodeStatus.More;
        Digest = OpensslDigest.Unknown;
        Fault = Fault.None;
        FaultOffset = 0;
        if (_passphraseCount <= 0)
        {
            Fail(Fault.KeyMissing, 0);
        }
        else if (_passphraseCount > _passphrase.Length)
        {
            Fail(Fault.KeyTooLong, 0);
        }
    }

    /// <inheritdoc/>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        if (_status != DecodeStatus.More)
        {
            return _status;
        }

        int end = offset + count;
        while (_headerCount < OpensslEnvelope.HeaderBytes && offset < end)
        {
            byte value = buffer[offset++];
            if (_headerCount < OpensslEnvelope.MagicBytes && value != OpensslEnvelope.MagicAt(_headerCount))
            {
                return Fail(Fault.EnvelopeHeader, _headerCount);
            }

            _header[_headerCount++] = value;
            _total++;
        }

        _total += end - offset;
        if (Digest == OpensslDigest.Unknown)
        {
            int taken = end - offset < PrefixBytes - _prefixCount ? end - offset : PrefixBytes - _prefixCount;
            Array.Copy(buffer, offset, _work, _prefixCount, taken);
            _prefixCount += taken;
            offset += taken;
            if (offset == end || !OpenWithPrefix())
            {
                return _status;
            }
        }

        DecryptAllButLast(buffer, offset, end);
        return _status;
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (_status != DecodeStatus.More)
        {
            return _status;
        }

        int cipherBytes = _total - OpensslEnvelope.HeaderBytes;
        if (cipherBytes <= 0)
        {
            return Fail(Fault.EnvelopeTruncated, _total);
        }

        if (cipherBytes % BlockBytes != 0)
        {
            return Fail(Fault.CipherLength, _total);
        }

        bool written = Digest == OpensslDigest.Unknown ? OpenWhole() : WriteLast();
        if (written)
        {
            _status = _next.Finish();
            if (_status == DecodeStatus.Failed)
            {
                TakeFaultOfNext();
            }
        }

        return _status;
    }

    // There is more than the prefix, so all of the prefix is text and no padding.
    private bool OpenWithPrefix()
    {
        int byMd5 = Try(OpensslDigest.Md5, PrefixBytes, false);
        if (byMd5 <= 0)
        {
            int bySha256 = Try(OpensslDigest.Sha256, PrefixBytes, false);
            if (byMd5 < 0 && bySha256 < 0)
            {
                Digest = OpensslDigest.Unknown;
                Fail(Fault.KeyWrong, OpensslEnvelope.HeaderBytes);
                return false;
            }

            if (bySha256 < 0 || (bySha256 == 0 && byMd5 == 0))
            {
                Try(OpensslDigest.Md5, PrefixBytes, false);
            }
        }

        return Push(_work, PlainOffset, PrefixBytes);
    }

    // The whole file is in the prefix: padding and probe decide together.
    private bool OpenWhole()
    {
        int cipherBytes = _prefixCount;
        int byMd5 = Try(OpensslDigest.Md5, cipherBytes, true);
        int bySha256 = byMd5 == SureMatch ? 0 : Try(OpensslDigest.Sha256, cipherBytes, true);
        if (byMd5 <= 0 && bySha256 <= 0)
        {
            Digest = OpensslDigest.Unknown;
            Fail(Fault.KeyWrong, OpensslEnvelope.HeaderBytes);
            return false;
        }

        if (byMd5 >= bySha256 && Digest != OpensslDigest.Md5)
        {
            Try(OpensslDigest.Md5, cipherBytes, true);
        }

        int end = PlainOffset + cipherBytes;
        int padding = OpensslEnvelope.PaddingBytes(_work, end);
        if (padding == 0)
        {
            Fail(Fault.CipherPadding, _total - BlockBytes);
            return false;
        }

        return Push(_work, PlainOffset, cipherBytes - padding);
    }

    // Decrypts the prefix with one digest's key. A prefix of a longer file: the probe's answer. A whole file: 3 when padding and
    // probe are content, 2 when the probe can not say, 1 when only the beginning looks right, so that its end must be damaged,
    // -1 otherwise.
    private int Try(OpensslDigest digest, int cipherBytes, bool whole)
    {
        Digest = digest;
        _derivation.Derive(digest, _passphrase, 0, _passphraseCount, _header, OpensslEnvelope.MagicBytes, _material);
        _decryptor.SetKey(_material, 0, _material, AesCbcDecryptor.KeyBytes);
        Array.Clear(_material, 0, _material.Length);
        if (!whole)
        {
            return ProbePrefix();
        }

        _decryptor.Decrypt(_work, 0, cipherBytes, _work, PlainOffset);

        int padding = OpensslEnvelope.PaddingBytes(_work, PlainOffset + cipherBytes);
        if (padding > 0)
        {
            int answer = _probe.Probe(_work, PlainOffset, cipherBytes - padding, true);
            return answer > 0 ? SureMatch : answer == 0 ? 2 : -1;
        }

        int sure = cipherBytes - BlockBytes;
        return sure > 0 && _probe.Probe(_work, PlainOffset, sure, false) > 0 ? 1 : -1;
    }

    // A wrong key shows in the first block mostly: the rest is decrypted only when that can be a profile's.
    private int ProbePrefix()
    {
        _decryptor.Decrypt(_work, 0, BlockBytes, _work, PlainOffset);
        int answer = _probe.Probe(_work, PlainOffset, BlockBytes, false);
        if (answer < 0)
        {
            return answer;
        }

        _decryptor.Decrypt(_work, BlockBytes, PrefixBytes - BlockBytes, _work, PlainOffset + BlockBytes);
        return _probe.Probe(_work, PlainOffset, PrefixBytes, false);
    }

    // Keeps 1 to 16 bytes back: they may be the last block, whose padding must not go on. The block kept before goes on with what
    // follows it: each run costs the sinks behind more than its bytes do.
    private void DecryptAllButLast(byte[] buffer, int offset, int end)
    {
        while (offset < end && _status == DecodeStatus.More)
        {
            int filled = 0;
            if (_heldCount > 0)
            {
                int taken = end - offset < BlockBytes - _heldCount ? end - offset : BlockBytes - _heldCount;
                Array.Copy(buffer, offset, _held, _heldCount, taken);
                _heldCount += taken;
                offset += taken;
                if (offset == end)
                {
                    return;
                }

                _decryptor.Decrypt(_held, 0, BlockBytes, _work, 0);
                _heldCount = 0;
                filled = BlockBytes;
            }

            int sure = (end - offset - 1) & ~(BlockBytes - 1);
            sure = sure < _work.Length - filled ? sure : _work.Length - filled;
            if (sure > 0)
            {
                _decryptor.Decrypt(buffer, offset, sure, _work, filled);
                offset += sure;
            }

            Push(_work, 0, filled + sure);
            if (end - offset <= BlockBytes)
            {
                _heldCount = end - offset;
                Array.Copy(buffer, offset, _held, 0, _heldCount);
                return;
            }
        }
    }

    private bool WriteLast()
    {
        _decryptor.Decrypt(_held, 0, BlockBytes, _work, 0);
        int padding = OpensslEnvelope.PaddingBytes(_work, BlockBytes);
        if (padding == 0)
        {
            Fail(Fault.CipherPadding, _total - BlockBytes);
            return false;
        }

        return Push(_work, 0, BlockBytes - padding);
    }

    private bool Push(byte[] buffer, int offset, int count)
    {
        if (count > 0 && _next.Write(buffer, offset, count) == DecodeStatus.Failed)
        {
            TakeFaultOfNext();
            return false;
        }

        return true;
    }

    private void TakeFaultOfNext()
    {
        Fail(_next.Fault, _next.FaultOffset);
    }

    private DecodeStatus Fail(Fault fault, int offset)
    {
        Fault = fault;
        FaultOffset = offset;
        _status = DecodeStatus.Failed;
        return _status;
    }
}
