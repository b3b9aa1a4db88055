// The page of all parameters, as either account sees it.

using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class ParametersPageTests
{
    [TestMethod]
    [DataRow(false, "<td>GPP_A</td><td>planted-value</td><td>na</td>", true)]
    [DataRow(false, "<td>GPP_SA</td><td><i>not shown</i></td><td>na</td>", true)]
    [DataRow(false, "planted-secret", false)]
    [DataRow(true, "GPP_A", false)]
    [DataRow(true, "planted-value", false)]
    [DataRow(true, "planted-secret", false)]
    [DataRow(true, "<td>GPP_SB</td><td><i>not shown</i></td><td>ro</td>", true)]
    [DataRow(true, "<td>Static_IP</td><td></td><td>rw</td>", true)]
    [DataRow(true, "</table></body></html>", true)]
    public void EachAccountSeesItsParameters(bool user, string text, bool isThere)
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(8192), 1024);
        store.Load();
        ParameterTransaction transaction = store.Begin();
        Set(transaction, ParameterIndex.GPP_A, "planted-value");
        Set(transaction, ParameterIndex.GPP_SA, "planted-secret");
        Set(transaction, ParameterIndex.GPP_SB, "planted-secret");
        transaction.SetAccess(ParameterIndex.GPP_SB, Access.ReadOnly);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());

        ParametersPage page = new ParametersPage(store, user ? Account.User : Account.Admin);
        TextBuffer part = new TextBuffer(WebServer.PartBytes);
        TextBuffer whole = new TextBuffer(65536);
        page.Begin();
        while (page.Next(part))
        {
            whole.Append(part);
            Assert.IsFalse(part.Overflowed);
            part.Clear();
        }

        Assert.IsFalse(whole.Overflowed);
        Assert.AreEqual(isThere, ByteText.IndexOf(whole.Bytes, 0, whole.Length, text) >= 0);
    }

    private static void Set(ParameterTransaction transaction, int index, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        transaction.Set(index, bytes, 0, bytes.Length);
    }
}
