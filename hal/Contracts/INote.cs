// A few bytes that outlive a restart.

namespace NanoSpa.Hal;

/// <summary>Kept beside the parameters, and never mixed up with them: a note that is lost or damaged costs no configuration.</summary>
public interface INote
{
    /// <summary>Reads at most <paramref name="count"/> bytes from its start; 0 when there is none, or it cannot be read.</summary>
    int Read(byte[] buffer, int offset, int count);

    /// <summary>Puts <paramref name="count"/> bytes in its place, 0 to take it away; kept when it returns true.</summary>
    bool Write(byte[] buffer, int offset, int count);
}
