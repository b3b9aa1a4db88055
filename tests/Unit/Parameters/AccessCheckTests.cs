// Who may see and set what: accounts, factory access, the ua of profiles, secrets.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class AccessCheckTests
{
    // May: l = is listed, v = its value is shown, s = it is set; in this order, - for what it may not.
    [TestMethod]
    [DataRow("GPP_A", "", "lvs", "---")]
    [DataRow("GPP_A", "na", "lvs", "---")]
    [DataRow("GPP_A", "ro", "lvs", "lv-")]
    [DataRow("GPP_A", "rw", "lvs", "lvs")]
    [DataRow("Static_IP", "", "lvs", "lvs")]
    [DataRow("Static_IP", "ro", "lvs", "lv-")]
    [DataRow("Static_IP", "na", "lvs", "---")]
    [DataRow("User_Password", "", "l-s", "l-s")]
    [DataRow("User_Password", "ro", "l-s", "l--")]
    [DataRow("User_Password", "na", "l-s", "---")]
    [DataRow("GPP_SA", "", "l-s", "---")]
    [DataRow("GPP_SA", "ro", "l-s", "l--")]
    [DataRow("GPP_SA", "rw", "l-s", "l-s")]
    [DataRow("Admin_Passwd", "", "l-s", "---")]
    [DataRow("License_Keys", "rw", "l-s", "l-s")]
    public void AccountsSeeAndSetWhatTheyMay(string name, string ua, string admin, string user)
    {
        ParameterStore store = Store();
        int index = Bytes.Find(name);
        SetAccess(store, index, ua);
        Assert.AreEqual(admin, May(store, index, Account.Admin));
        Assert.AreEqual(user, May(store, index, Account.User));
    }

    [TestMethod]
    public void NoAccountEverSeesASecret()
    {
        ParameterStore store = Store();
        int secrets = 0;
        for (int index = 0; index < Catalogue.Count; index++)
        {
            SetAccess(store, index, "rw");
            bool isSecret = Catalogue.IsSecret(index);
            secrets += isSecret ? 1 : 0;
            Assert.AreEqual(isSecret ? "l-s" : "lvs", May(store, index, Account.Admin), Catalogue.NameOf(index));
            Assert.AreEqual(isSecret ? "l-s" : "lvs", May(store, index, Account.User), Catalogue.NameOf(index));
        }

        Assert.IsTrue(secrets > 0);
    }

    [TestMethod]
    public void AFactoryResetPutsTheAccessBack()
    {
        ParameterStore store = Store();
        SetAccess(store, ParameterIndex.GPP_A, "rw");
        Assert.AreEqual((int)Fault.None, (int)store.FactoryReset());
        Assert.AreEqual("---", May(store, ParameterIndex.GPP_A, Account.User));
    }

    private static ParameterStore Store()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(16384), 1024);
        store.Load();
        return store;
    }

    private static void SetAccess(ParameterStore store, int index, string ua)
    {
        if (ua.Length > 0)
        {
            ParameterTransaction transaction = store.Begin();
            Assert.AreEqual((int)Fault.None, (int)transaction.SetAccess(index, ua == "na" ? Access.NotAccessible : ua == "ro" ? Access.ReadOnly : Access.ReadWrite));
            Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        }
    }

    private static string May(ParameterStore store, int index, Account account)
    {
        return (AccessCheck.CanList(store, index, account) ? "l" : "-") + (AccessCheck.CanShow(store, index, account) ? "v" : "-")
            + (AccessCheck.CanSet(store, index, account) ? "s" : "-");
    }
}
