// A failed profile reader in, where it failed out: "xml, line 3, offset 31: GPP_B".

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Tells in which layer of a profile, and where in it, a fault was seen.</summary>
public static class ProfileFaultText
{
    /// <summary>Appends layer, line (in the XML layer), offset in bytes, and the names concerned.</summary>
    public static void Append(ProfileReader reader, TextBuffer output)
    {
        output.Append(reader.FaultLayer);
        if (reader.FaultLine > 0)
        {
            output.Append(", line ");
            output.AppendNumber(reader.FaultLine);
        }

        output.Append(", offset ");
        output.AppendNumber(reader.FaultOffset);
        if (reader.Detail.Length > 0)
        {
            output.Append(": ");
            output.Append(reader.Detail);
        }
    }
}
