// A failed profile reader in, where it failed out: "xml, line 3, offset 31: GPP_B".

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Tells in which layer of a profile, and where in it, a fault was seen.</summary>
public static class ProfileFaultText
{
    /// <summary>Appends layer, line (in the XML layer), offset in bytes, and the names concerned.</summary>
    public static void Append(ProfileReader reader, TextBuffer output)
    {
        Append(reader.FaultLayer, reader.FaultLine, reader.FaultOffset, reader.Detail, output);
    }

    /// <summary>As the other one, of a plain-text source.</summary>
    public static void Append(PlainTextReader reader, TextBuffer output)
    {
        Append("plain text", reader.FaultLine, reader.FaultOffset, reader.Detail, output);
    }

    private static void Append(string layer, int line, int offset, TextBuffer detail, TextBuffer output)
    {
        output.Append(layer);
        if (line > 0)
        {
            output.Append(", line ");
            output.AppendNumber(line);
        }

        output.Append(", offset ");
        output.AppendNumber(offset);
        if (detail.Length > 0)
        {
            output.Append(": ");
            output.Append(detail);
        }
    }
}
