// States, reasons and layers of resyncs in, words for the pages out.

using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>The words of the Info, Status and Resyncs pages.</summary>
internal static class ResyncText
{
    // What a server says may grow by escapes and still fits a part.
    private const int ShortBytes = 192;

    /// <summary>Appends why the last resync failed, cut when it is long.</summary>
    internal static void AppendResult(ResyncEngine resync, TextBuffer part)
    {
        AppendShort(resync.LastResult, part);
    }

    /// <summary>Appends a text that others wrote, escaped, cut when it is long.</summary>
    internal static void AppendShort(TextBuffer text, TextBuffer part)
    {
        HtmlText.Append(text.Bytes, 0, text.Length < ShortBytes ? text.Length : ShortBytes, part);
        part.Append(text.Length > ShortBytes ? " &#8230;" : "");
    }

    internal static string StateOf(ResyncState state)
    {
        switch (state)
        {
            case ResyncState.Starting:
                return "waiting for the random delay after start";
            case ResyncState.Waiting:
                return "waiting for the next periodic resync";
            case ResyncState.Retrying:
                return "waiting to retry after an error";
            case ResyncState.Running:
                return "resyncing";
            case ResyncState.Due:
                return "due, waiting for all lines to be idle";
            case ResyncState.Asked:
                return "asked for, waiting for all lines to be idle";
            default:
                return "no resync scheduled";
        }
    }

    /// <summary>By $PRVST: 0 power-up, 1 periodic, 2 retry, -1 a request.</summary>
    internal static string ReasonOf(int provisioningState)
    {
        switch (provisioningState)
        {
            case 0:
                return "after power-up";
            case 1:
                return "periodic or triggered";
            case 2:
                return "retry after an error";
            default:
                return "asked for";
        }
    }

    internal static string LayerOf(ProfileFormat format)
    {
        return format == ProfileFormat.Openssl ? "encrypted" : format == ProfileFormat.Gzip ? "gzip" : "XML";
    }

    internal static string RuleOf(int rule)
    {
        switch (rule)
        {
            case 0:
                return "Profile Rule";
            case 1:
                return "Profile Rule B";
            case 2:
                return "Profile Rule C";
            case 3:
                return "Profile Rule D";
            default:
                return "Requested rule";
        }
    }
}
