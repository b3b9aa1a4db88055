// A byte of a parameter's name in any of its forms in, the byte of its XML form out; shared with tools/catalog.

namespace NanoSpa.Parameters;

/// <summary>How names are written (guide "Open Format Configuration File").</summary>
public static class NameForm
{
    /// <summary>Names have at least this many bytes, without their index.</summary>
    public const int MinNameBytes = 4;

    /// <summary>A byte of a name as it stands in the XML form: blank - [ ] ( ) / become _.</summary>
    public static byte Normalised(byte value)
    {
        switch (value)
        {
            case (byte)' ':
            case (byte)'-':
            case (byte)'[':
            case (byte)']':
            case (byte)'(':
            case (byte)')':
            case (byte)'/':
                return (byte)'_';
            default:
                return value;
        }
    }
}
