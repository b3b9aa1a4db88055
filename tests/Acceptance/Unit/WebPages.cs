// The pages as a browser sees them: their names, and the fields of a form with the values it would send.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;

namespace NanoSpa.Acceptance.Unit;

/// <summary>Reads the HTML that the unit writes, no other.</summary>
internal static partial class WebPages
{
    /// <summary>The last part of the pages' URLs; the start page's is empty.</summary>
    public static readonly string[] Names = ["", "system", "sip", "provisioning", "regional", "line1", "line2", "user1", "user2", "resyncs", "status", "spacfg.xml"];

    /// <summary>The pages with fields.</summary>
    public static readonly string[] Forms = ["system", "sip", "provisioning", "regional", "line1", "line2", "user1", "user2"];

    /// <summary>Name to value, as a browser would send them unchanged; line breaks as CR LF, what is no UTF-8 replaced.</summary>
    public static Dictionary<string, string> FieldsOf(string body)
    {
        Dictionary<string, string> fields = [];
        foreach (Match control in Control().Matches(body))
        {
            string tag = control.Value;
            if (tag.Contains("type=\"checkbox\"", StringComparison.Ordinal))
            {
                continue;
            }

            string name = Regex.Match(tag, "name=\"([^\"]*)\"").Groups[1].Value;
            string value = tag.StartsWith("<select", StringComparison.Ordinal) ? Regex.Match(tag, "<option selected>([^<]*)").Groups[1].Value
                : tag.StartsWith("<textarea", StringComparison.Ordinal) ? Regex.Match(tag, ">\n?([^<]*)</textarea>").Groups[1].Value.Replace("\n", "\r\n", StringComparison.Ordinal)
                : Regex.Match(tag, "value=\"([^\"]*)\"").Groups[1].Value;
            fields[name] = WebUtility.HtmlDecode(value);
        }

        return fields;
    }

    /// <summary>The body of the form's request.</summary>
    public static string Encode(Dictionary<string, string> fields) =>
        string.Join('&', fields.Select(f => Uri.EscapeDataString(f.Key) + "=" + Uri.EscapeDataString(f.Value).Replace("%20", "+", StringComparison.Ordinal)));

    [GeneratedRegex("<input[^>]*>|<select.*?</select>|<textarea.*?</textarea>", RegexOptions.Singleline)]
    private static partial Regex Control();
}
