// The User-Agent of the unit's requests: Linksys/SPA-2102-5.2.12 (88012BA01234) (DECISIONS "User-Agent").

using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Writes vendor/model-version (serial) so that ^Linksys/([\w\-]+)-([^\s\-]+) \((\w+)\)$ always matches: provisioning servers
/// take the unit apart by it.
/// </summary>
public static class UserAgentText
{
    /// <summary>Longest text for the longest parts in use.</summary>
    public const int MaxBytes = 128;

    /// <summary>Appends the text. A byte that does not fit its place is written as `_`; a missing part is `0`.</summary>
    public static void Append(string product, string version, string serial, TextBuffer output)
    {
        output.Append("Linksys/");
        AppendPart(product, true, false, output);
        output.Append((byte)'-');
        AppendPart(version, false, true, output);
        output.Append(" (");
        AppendPart(serial, false, false, output);
        output.Append((byte)')');
    }

    private static void AppendPart(string text, bool allowDash, bool allowPunctuation, TextBuffer output)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0)
        {
            output.Append((byte)'0');
        }

        foreach (byte value in bytes)
        {
            bool word = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || (value >= '0' && value <= '9');
            bool fits = word || (value == '-' && allowDash) || (value != '-' && value > 0x20 && value < 0x7F && allowPunctuation);
            output.Append(fits ? value : (byte)'_');
        }
    }
}
