// Pseudo-random delays, the same for the same seed (xorshift32, Marsaglia 2003).

namespace NanoSpa.Provisioning;

/// <summary>Spreads resyncs in time; not for secrets. The board seeds it, so that units do not move in step.</summary>
public sealed class DelayRandom
{
    private uint _state;

    /// <summary>Any seed will do, small and neighbouring ones too: they are spread first.</summary>
    public DelayRandom(uint seed)
    {
        uint spread = (seed ^ 0x9E3779B9u) * 0x85EBCA6Bu;
        spread ^= spread >> 15;
        _state = spread == 0 ? 1u : spread;
    }

    /// <summary>A delay from 0 to <paramref name="inclusiveMaxSeconds"/> (at most 2^31 - 1), in milliseconds.</summary>
    public long NextMs(long inclusiveMaxSeconds)
    {
        const long FinestSeconds = 2147483;
        return inclusiveMaxSeconds <= FinestSeconds ? Next(inclusiveMaxSeconds * 1000) : Next(inclusiveMaxSeconds) * 1000;
    }

    /// <summary>A number from 0 to <paramref name="inclusiveMax"/>, itself 0 to 2^31 - 1.</summary>
    public long Next(long inclusiveMax)
    {
        uint x = _state;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        _state = x;

        // The high half of a 31 x 32 bit product: even enough, without a division, and it cannot overflow.
        long draw = x;
        return ((inclusiveMax + 1) * draw) >> 32;
    }
}
