// A stand-in for the format sniffer: what begins as XML or gzip does can be a profile.

namespace NanoSpa.Core.Tests;

/// <summary>Accepts "&lt;" followed by an ASCII character, and the gzip magic; nothing at all can not be judged.</summary>
public sealed class ProfileProbe : IFormatProbe
{
    public int Probe(byte[] buffer, int offset, int count, bool complete)
    {
        if (count < 2)
        {
            return count == 0 || buffer[offset] == '<' ? 0 : -1;
        }

        bool xml = buffer[offset] == '<' && buffer[offset + 1] < 128;
        bool gzip = buffer[offset] == 0x1F && buffer[offset + 1] == 0x8B;
        return xml || gzip ? 1 : -1;
    }
}
