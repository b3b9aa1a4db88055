// The URL of a request in, whose page it is and which one out.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>target = [ "/admin" ] [ "/advanced" ] [ "/" name ] [ "/" ] [ "?" query ]</summary>
public sealed class WebTarget
{
    /// <summary>Bytes of path and query, percent-encoded.</summary>
    public byte[] Url { get; private set; } = new byte[0];

    /// <summary>The page or command.</summary>
    public WebPlace Place { get; private set; }

    /// <summary>Admin below /admin.</summary>
    public Account Account { get; private set; } = Account.User;

    /// <summary>True for the pages with all parameters.</summary>
    public bool IsAdvanced { get; private set; }

    /// <summary>Where the query starts in <see cref="Url"/>.</summary>
    public int QueryOffset { get; private set; }

    /// <summary>Length of the query; 0 for none.</summary>
    public int QueryCount
    {
        get { return Url.Length - QueryOffset; }
    }

    /// <summary>True for pages with fields.</summary>
    public bool HasFields
    {
        get { return Place >= WebPlace.System && Place <= WebPlace.User2; }
    }

    /// <summary>True for what a link on another site must not set off.</summary>
    public bool IsCommand
    {
        get { return Place >= WebPlace.Resync && Place != WebPlace.Export; }
    }

    /// <summary>The name of a place in URLs; empty for the start page.</summary>
    public static string NameOf(WebPlace place)
    {
        switch (place)
        {
            case WebPlace.System: return "system";
            case WebPlace.Sip: return "sip";
            case WebPlace.Provisioning: return "provisioning";
            case WebPlace.Regional: return "regional";
            case WebPlace.Line1: return "line1";
            case WebPlace.Line2: return "line2";
            case WebPlace.User1: return "user1";
            case WebPlace.User2: return "user2";
            case WebPlace.Resyncs: return "resyncs";
            case WebPlace.Status: return "status";
            case WebPlace.Style: return "style.css";
            case WebPlace.Resync: return "resync";
            case WebPlace.Upgrade: return "upgrade";
            case WebPlace.Reboot: return "reboot";
            case WebPlace.Export: return "spacfg.xml";
            case WebPlace.Report: return "report";
            default: return "";
        }
    }

    /// <summary>The title of a page.</summary>
    public static string TitleOf(WebPlace place)
    {
        switch (place)
        {
            case WebPlace.Info: return "Info";
            case WebPlace.System: return "System";
            case WebPlace.Sip: return "SIP";
            case WebPlace.Provisioning: return "Provisioning";
            case WebPlace.Regional: return "Regional";
            case WebPlace.Line1: return "Line 1";
            case WebPlace.Line2: return "Line 2";
            case WebPlace.User1: return "User 1";
            case WebPlace.User2: return "User 2";
            case WebPlace.Resyncs: return "Resyncs";
            default: return "Status";
        }
    }

    /// <summary>Appends the URL of another page in the same account and view.</summary>
    public void AppendLink(WebPlace place, TextBuffer output)
    {
        AppendLink(place, Account, IsAdvanced, output);
    }

    /// <summary>Appends the URL of a page.</summary>
    public static void AppendLink(WebPlace place, Account account, bool isAdvanced, TextBuffer output)
    {
        output.Append(account == Account.Admin ? "/admin" : "");
        output.Append(isAdvanced ? "/advanced/" : "/");
        output.Append(NameOf(place));
    }

    /// <summary>Takes a URL; <see cref="WebPlace.Unknown"/> when there is no such page.</summary>
    public void Parse(byte[] url)
    {
        Url = url;
        int query = ByteText.IndexOf(url, 0, url.Length, (byte)'?');
        int end = query < 0 ? url.Length : query;
        QueryOffset = query < 0 ? end : query + 1;
        Place = WebPlace.Unknown;
        int position = 0;
        Account = Takes(url, end, "admin", ref position) ? Account.Admin : Account.User;
        IsAdvanced = Takes(url, end, "advanced", ref position);
        if (position == end || (position + 1 == end && url[position] == (byte)'/'))
        {
            Place = WebPlace.Info;
            return;
        }

        for (int place = (int)WebPlace.System; place <= (int)WebPlace.Report; place++)
        {
            int behind = position;
            if (Takes(url, end, NameOf((WebPlace)place), ref behind) && (behind == end || behind + 1 == end))
            {
                Place = (WebPlace)place;
                return;
            }
        }
    }

    // Steps over "/" word when a slash or the end follows.
    private static bool Takes(byte[] url, int end, string word, ref int position)
    {
        int start = position + 1;
        int behind = start + word.Length;
        if (position >= end || url[position] != (byte)'/' || behind > end || (behind < end && url[behind] != (byte)'/') || !ByteText.StartsWith(url, start, end - start, word))
        {
            return false;
        }

        position = behind;
        return true;
    }
}
