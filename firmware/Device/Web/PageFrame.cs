// The head, tabs and foot that all pages share.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>One stylesheet, no script; readable on a narrow screen.</summary>
public static class PageFrame
{
    private const int Never = 0;

    /// <summary>Opens the page; the title is our own text and needs no escaping.</summary>
    public static void Head(string title, TextBuffer part)
    {
        Head(title, Never, WebPlace.Info, null, part);
    }

    /// <summary>Opens a page that goes on to another one by itself after so many seconds; 0: it stays.</summary>
    public static void Head(string title, int seconds, WebPlace next, WebTarget target, TextBuffer part)
    {
        part.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        if (seconds > 0)
        {
            part.Append("<meta http-equiv=\"refresh\" content=\"");
            part.AppendNumber(seconds);
            part.Append(";url=");
            target.AppendLink(next, part);
            part.Append("\">");
        }

        part.Append("<link rel=\"stylesheet\" href=\"/style.css\"><link rel=\"icon\" href=\"data:,\"><title>");
        part.Append(title);
        part.Append("</title></head><body>");
    }

    /// <summary>The tabs of an account and view, those that have nothing to show left out; the title is our own text.</summary>
    public static void Tabs(string title, WebTarget target, ParameterStore store, TextBuffer part)
    {
        part.Append("<nav>");
        for (int place = (int)WebPlace.Info; place <= (int)WebPlace.Resyncs; place++)
        {
            if (FieldList.IsEmpty((WebPlace)place, target, store))
            {
                continue;
            }

            part.Append("<a href=\"");
            target.AppendLink((WebPlace)place, part);
            part.Append(place == (int)target.Place ? "\" aria-current=\"page\">" : "\">");
            part.Append(WebTarget.TitleOf((WebPlace)place));
            part.Append("</a>");
        }

        part.Append("</nav><header><h1>");
        part.Append(title);
        part.Append("</h1><p>");
        part.Append(target.Account == Account.Admin ? "admin" : "user");
        part.Append(target.IsAdvanced ? ", advanced &#183; <a href=\"" : ", basic &#183; <a href=\"");
        WebTarget.AppendLink(Other(target), target.Account, !target.IsAdvanced, part);
        part.Append(target.IsAdvanced ? "\">basic</a> &#183; <a href=\"" : "\">advanced</a> &#183; <a href=\"");
        bool isAdmin = target.Account == Account.Admin;
        WebTarget.AppendLink(WebPlace.Info, isAdmin ? Account.User : Account.Admin, target.IsAdvanced, part);
        part.Append(isAdmin ? "\">user</a></p></header>\n" : "\">admin</a></p></header>\n");
    }

    /// <summary>Closes the page.</summary>
    public static void Foot(TextBuffer part)
    {
        part.Append("</body></html>\n");
    }

    // The page that the link to the other view leads to.
    private static WebPlace Other(WebTarget target)
    {
        return target.HasFields || target.Place == WebPlace.Resyncs ? target.Place : WebPlace.Info;
    }
}
