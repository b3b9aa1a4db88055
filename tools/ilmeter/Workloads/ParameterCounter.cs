// The parameters of a profile in, their number out.

using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.IlMeter;

/// <summary>The end of a reader that is measured by itself.</summary>
public sealed class ParameterCounter : IProfileHandler
{
    public int Count { get; set; }

    public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
    {
        Count++;
    }

    public void OnWarning(string text, int line)
    {
    }
}
