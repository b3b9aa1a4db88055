// A frequency and a sample rate in, the two numbers of a two-pole oscillator out (Si3210 data sheet, Preliminary Rev. 1.11, page 31 "Oscillator Frequency and Amplitude").

namespace NanoSpa.Hal.Lines;

/// <summary>
/// coefficient = cos(2 pi f / rate); start value = 1/4 sqrt((1 - coefficient) / (1 + coefficient)), which is a quarter of tan(pi f / rate). By power
/// series in integers with 28 binary places, as the device has no mathematics of its own.
/// </summary>
public static class Resonator
{
    private const int Places = 28;
    private const long One = 1L << Places;

    // Pi with 28 binary places.
    private const long Pi = 843314857;

    /// <summary>The coefficient with 15 binary places, cut off towards zero as in the data sheet's examples; hz is below half the rate.</summary>
    public static int Coefficient(int hz, int rateHz)
    {
        long sine = Series(Angle(hz, rateHz), true);
        long cosine = One - ((2 * sine * sine) >> Places);
        return (int)(cosine / (1 << (Places - 15)));
    }

    /// <summary>The start value of an oscillation of full scale, with 28 binary places; hz is above 0 and below half the rate.</summary>
    public static long StartValue(int hz, int rateHz)
    {
        long angle = Angle(hz, rateHz);
        return (Series(angle, true) << (Places - 2)) / Series(angle, false);
    }

    // Half of the phase of a sample: 0 to a quarter turn.
    private static long Angle(int hz, int rateHz)
    {
        return Pi * hz / rateHz;
    }

    // sin x = x (1 - x2/2/3 (1 - x2/4/5 (...))), cos x = 1 - x2/1/2 (1 - x2/3/4 (...)); six factors are exact to 24 places up to pi/2.
    private static long Series(long x, bool isSine)
    {
        long square = (x * x) >> Places;
        long sum = One;
        for (int n = isSine ? 12 : 11; n > 0; n -= 2)
        {
            sum = One - (((square * sum) >> Places) / (n * (n + 1)));
        }

        return isSine ? (x * sum) >> Places : sum;
    }
}
