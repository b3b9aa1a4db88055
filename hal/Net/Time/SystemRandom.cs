// The platform's random numbers as an IRandom.

using System;

namespace NanoSpa.Hal.Net;

/// <summary>Random numbers of System.Random: hardware numbers on the device, seeded by the system on the host. Not for keys.</summary>
public sealed class SystemRandom : IRandom
{
    private readonly Random _random;

    /// <summary>Seeded by the platform.</summary>
    public SystemRandom()
    {
        _random = new Random();
    }

    /// <summary>Seeded by the caller: the same seed gives the same numbers.</summary>
    public SystemRandom(int seed)
    {
        _random = new Random(seed);
    }

    /// <inheritdoc/>
    public void Fill(byte[] buffer, int offset, int count)
    {
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            buffer[i] = (byte)_random.Next(256);
        }
    }

    /// <inheritdoc/>
    public int Next(int exclusiveMax)
    {
        return _random.Next(exclusiveMax);
    }
}
