// Which parameters a page shows to an account, section by section, in the catalogue's order within each.

using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>Walks the catalogue; nothing is kept.</summary>
public static class FieldList
{
    /// <summary>No parameter: before the first one, and behind the last.</summary>
    public const int None = -1;

    private const int LineTab = 4;
    private const int UserTab = 5;

    /// <summary>The parameter behind another one on the target's page; the first for <see cref="None"/>; None behind the last.</summary>
    public static int Next(int after, WebTarget target, ParameterStore store)
    {
        int tab = TabOf(target.Place);
        int section = after == None ? 0 : Catalogue.SectionOf(after);
        int from = after == None ? FirstOf(target.Place) : after + 1;
        int index = None;
        while (index == None && section < Catalogue.SectionCount)
        {
            if (Catalogue.TabOfSection(section) == tab)
            {
                index = NextIn(section, from, target, store);
            }

            from = FirstOf(target.Place);
            section++;
        }

        return index;
    }

    /// <summary>True when a page has nothing to show in the target's account and view.</summary>
    public static bool IsEmpty(WebPlace place, WebTarget target, ParameterStore store)
    {
        if (place < WebPlace.System || place > WebPlace.User2)
        {
            return place == WebPlace.Resyncs && target.Account != Account.Admin;
        }

        int tab = TabOf(place);
        int end = EndOf(place);
        for (int index = FirstOf(place); index < end; index++)
        {
            if (Catalogue.TabOfSection(Catalogue.SectionOf(index)) == tab && IsListed(index, target, store))
            {
                return false;
            }
        }

        return true;
    }

    private static int NextIn(int section, int index, WebTarget target, ParameterStore store)
    {
        int end = EndOf(target.Place);
        while (index < end)
        {
            if (Catalogue.SectionOf(index) == section && IsListed(index, target, store))
            {
                return index;
            }

            index++;
        }

        return None;
    }

    private static bool IsListed(int index, WebTarget target, ParameterStore store)
    {
        return (target.IsAdvanced || Catalogue.IsBasic(index)) && AccessCheck.CanList(store, index, target.Account);
    }

    private static int TabOf(WebPlace place)
    {
        return place < WebPlace.Line1 ? (int)place - (int)WebPlace.System : place < WebPlace.User1 ? LineTab : UserTab;
    }

    // The parameters of an instance stand together.
    private static int FirstOf(WebPlace place)
    {
        return place < WebPlace.Line1 ? 0 : place == WebPlace.Line1 || place == WebPlace.User1 ? Catalogue.SingleCount : Catalogue.SingleCount + Catalogue.PairCount;
    }

    private static int EndOf(WebPlace place)
    {
        return place < WebPlace.Line1 ? Catalogue.SingleCount : FirstOf(place) + Catalogue.PairCount;
    }
}
