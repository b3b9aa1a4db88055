// Which parameters a page shows to an account, in the catalogue's order.

using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>Walks the catalogue; nothing is kept.</summary>
public static class FieldList
{
    private const int LineTab = 4;
    private const int UserTab = 5;

    /// <summary>The first parameter of the page at or behind <paramref name="index"/>; <see cref="Catalogue.Count"/> when there is none.</summary>
    public static int Next(int index, WebTarget target, ParameterStore store)
    {
        return Next(index, target.Place, target, store);
    }

    /// <summary>True when a page has nothing to show in the target's account and view.</summary>
    public static bool IsEmpty(WebPlace place, WebTarget target, ParameterStore store)
    {
        if (place < WebPlace.System || place > WebPlace.User2)
        {
            return place == WebPlace.Resyncs && target.Account != Account.Admin;
        }

        return Next(0, place, target, store) == Catalogue.Count;
    }

    private static int Next(int index, WebPlace place, WebTarget target, ParameterStore store)
    {
        int tab = TabOf(place);
        int instance = InstanceOf(place);
        Account account = target.Account;
        bool isAdvanced = target.IsAdvanced;
        while (index < Catalogue.Count)
        {
            if (Catalogue.InstanceOf(index) == instance && Catalogue.TabOfSection(Catalogue.SectionOf(index)) == tab
                && (isAdvanced || Catalogue.IsBasic(index)) && AccessCheck.CanList(store, index, account))
            {
                return index;
            }

            index++;
        }

        return index;
    }

    private static int TabOf(WebPlace place)
    {
        return place < WebPlace.Line1 ? (int)place - (int)WebPlace.System : place < WebPlace.User1 ? LineTab : UserTab;
    }

    private static int InstanceOf(WebPlace place)
    {
        return place < WebPlace.Line1 ? 0 : place == WebPlace.Line1 || place == WebPlace.User1 ? 1 : 2;
    }
}
