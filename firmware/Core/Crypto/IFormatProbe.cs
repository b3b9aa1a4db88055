// The first bytes of a file in, an opinion whether it can be a profile out.

namespace NanoSpa.Core;

/// <summary>Tells a right decryption from a wrong one by what came out.</summary>
public interface IFormatProbe
{
    /// <summary>
    /// Looks at the beginning of a file. Negative: certainly no profile, whatever follows. Zero: can not say yet. Positive: looks right.
    /// <paramref name="complete"/> says that the run is the whole file.
    /// </summary>
    int Probe(byte[] buffer, int offset, int count, bool complete);
}
