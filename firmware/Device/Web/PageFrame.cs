// The head and foot that all pages share.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>One stylesheet, no script; readable on a narrow screen.</summary>
public static class PageFrame
{
    /// <summary>Opens the page; the title is our own text and needs no escaping.</summary>
    public static void Head(string title, TextBuffer part)
    {
        part.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        part.Append(title);
        part.Append("</title><style>body{font:15px sans-serif;margin:1em auto;max-width:60em;padding:0 1em}td,th{text-align:left;padding:.2em .8em .2em 0;"
            + "vertical-align:top;overflow-wrap:anywhere}h2{border-bottom:1px solid #888}i{color:#777}</style></head><body><h1>");
        part.Append(title);
        part.Append("</h1><p><a href=\"/\">Info</a> <a href=\"/admin/advanced\">Parameters</a></p>");
    }

    /// <summary>Closes the page.</summary>
    public static void Foot(TextBuffer part)
    {
        part.Append("</body></html>\n");
    }

    /// <summary>A table row of a label and a text that is escaped.</summary>
    public static void Row(string label, string text, TextBuffer part)
    {
        RowStart(label, part);
        HtmlText.Append(text, part);
        RowEnd(part);
    }

    /// <summary>Opens a row: the label is our own text.</summary>
    public static void RowStart(string label, TextBuffer part)
    {
        part.Append("<tr><td>");
        part.Append(label);
        part.Append("</td><td>");
    }

    /// <summary>Closes a row.</summary>
    public static void RowEnd(TextBuffer part)
    {
        part.Append("</td></tr>\n");
    }
}
