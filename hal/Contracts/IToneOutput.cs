// Frequencies and levels in, tones on a line out.

namespace NanoSpa.Hal;

/// <summary>Up to six sine generators (guide "Data Types", FreqScript) that are added up.</summary>
public interface IToneOutput
{
    /// <summary>Sets generator <paramref name="index"/>, from 0, while it is silent.</summary>
    /// <param name="index">The generator.</param>
    /// <param name="hz">Its frequency.</param>
    /// <param name="levelTenths">Its level in tenths of dBm.</param>
    void SetFrequency(int index, int hz, int levelTenths);

    /// <summary>The generators that sound from now on, bit 0 for the first; 0 for silence.</summary>
    void Sound(int mask);
}
