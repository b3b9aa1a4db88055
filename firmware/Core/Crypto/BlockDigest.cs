// Bytes in chunks of any size in, blocks of 64 bytes to the digest's compression out (RFC 1321, 3.1-3.2; FIPS 180-4, 5.1.1).

using System;

namespace NanoSpa.Core;

/// <summary>What MD5 and SHA-256 share: gathering blocks, counting, padding. Allocates only in the constructor.</summary>
public abstract class BlockDigest
{
    /// <summary>Length of a block.</summary>
    public const int BlockBytes = 64;

    /// <summary>Length of this digest, in bytes.</summary>
    public readonly int LengthBytes;

    private const int LengthFieldOffset = 56;
    private const byte PaddingStart = 0x80;

    private readonly byte[] _pending = new byte[BlockBytes];
    private int _pendingCount;
    private ulong _totalBytes;

    private protected BlockDigest(int lengthBytes)
    {
        LengthBytes = lengthBytes;
    }

    /// <summary>Forgets all bytes taken so far.</summary>
    public void Reset()
    {
        _pendingCount = 0;
        _totalBytes = 0;
        Start();
    }

    /// <summary>Takes <paramref name="count"/> bytes; any chunking gives the same digest.</summary>
    public void Update(byte[] buffer, int offset, int count)
    {
        _totalBytes += (ulong)count;
        if (_pendingCount > 0)
        {
            int taken = count < BlockBytes - _pendingCount ? count : BlockBytes - _pendingCount;
            Array.Copy(buffer, offset, _pending, _pendingCount, taken);
            _pendingCount += taken;
            offset += taken;
            count -= taken;
            if (_pendingCount < BlockBytes)
            {
                return;
            }

            Compress(_pending, 0, 1);
            _pendingCount = 0;
        }

        int blocks = count / BlockBytes;
        if (blocks > 0)
        {
            Compress(buffer, offset, blocks);
        }

        int rest = count - (blocks * BlockBytes);
        Array.Copy(buffer, offset + count - rest, _pending, 0, rest);
        _pendingCount = rest;
    }

    /// <summary>Writes the digest, <see cref="LengthBytes"/> long, and resets.</summary>
    public void Finish(byte[] digest, int offset)
    {
        _pending[_pendingCount++] = PaddingStart;
        if (_pendingCount > LengthFieldOffset)
        {
            Array.Clear(_pending, _pendingCount, BlockBytes - _pendingCount);
            Compress(_pending, 0, 1);
            _pendingCount = 0;
        }

        Array.Clear(_pending, _pendingCount, LengthFieldOffset - _pendingCount);
        StoreBitLength(_pending, _totalBytes * 8);
        Compress(_pending, 0, 1);
        StoreDigest(digest, offset);
        Array.Clear(_pending, 0, BlockBytes);
        Reset();
    }

    private protected abstract void Start();

    private protected abstract void StoreBitLength(byte[] block, ulong bits);

    private protected abstract void StoreDigest(byte[] digest, int offset);

    private protected abstract void Compress(byte[] buffer, int offset, int blocks);
}
