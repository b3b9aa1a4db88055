// Random numbers for delays, transaction ids and salts.

namespace NanoSpa.Hal;

/// <summary>A source of random bytes; the board seeds it from its hardware.</summary>
public interface IRandom
{
    /// <summary>Fills <paramref name="count"/> bytes.</summary>
    void Fill(byte[] buffer, int offset, int count);

    /// <summary>A number from 0 to <paramref name="exclusiveMax"/> - 1; <paramref name="exclusiveMax"/> is at least 1.</summary>
    int Next(int exclusiveMax);
}
