// A parameter and an account in, what the account may do with it out (guide "Configuration Access Control"; ua in "Open Format Configuration File").

namespace NanoSpa.Parameters;

/// <summary>
/// The one place that decides what pages, forms and exports show and take. A secret (<see cref="Catalogue.IsSecret"/>) is write-only for
/// every account: it is never shown, and set by whoever may write the parameter.
/// </summary>
public static class AccessCheck
{
    /// <summary>The admin may all; the user what the last ua attribute says, or the factory access where there was none.</summary>
    public static Access Of(ParameterStore store, int index, Account account)
    {
        return account == Account.Admin ? Access.ReadWrite : store.AccessOf(index);
    }

    /// <summary>True when the account may know that the parameter is there.</summary>
    public static bool CanList(ParameterStore store, int index, Account account)
    {
        Access access = Of(store, index, account);
        return access == Access.ReadOnly || access == Access.ReadWrite;
    }

    /// <summary>True when the account may see the value.</summary>
    public static bool CanShow(ParameterStore store, int index, Account account)
    {
        return !Catalogue.IsSecret(index) && CanList(store, index, account);
    }

    /// <summary>True when the account may change the value.</summary>
    public static bool CanSet(ParameterStore store, int index, Account account)
    {
        return Of(store, index, account) == Access.ReadWrite;
    }
}
