// Reports: what stands in them, that any cutting gives the same bytes, and that reading them back changes nothing.

using System;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class ConfigurationReportTests
{
    [TestMethod]
    [DataRow("plain", "plain")]
    [DataRow("", "")]
    [DataRow("a&b<c>\"d'e", "a&amp;b&lt;c&gt;&quot;d'e")]
    [DataRow(" x ", "&#32;x&#32;")]
    [DataRow("  ", "&#32;&#32;")]
    [DataRow("a  b", "a  b")]
    [DataRow("a^09b", "a&#9;b")]
    [DataRow("^e4^f6", "^e4^f6")]
    [DataRow("x^c3^bc", "x^c3^bc")]
    public void AValueIsWrittenSoThatItReadsBack(string value, string expected)
    {
        ParameterStore store = Store();
        Set(store, ParameterIndex.GPP_A, value);
        string text = Shown(store, Account.Admin, false);
        Assert.IsTrue(text.IndexOf("<GPP_A ua=\"na\">" + expected + "</GPP_A>") >= 0, Line(text, "GPP_A"));
        ParameterStore other = Store();
        Read(Written(store, Account.Admin, false, 1000), other);
        Assert.AreEqual(value, Bytes.Show(other.Borrow(ParameterIndex.GPP_A, out int offset, out int count), offset, count));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(64)]
    [DataRow(447)]
    [DataRow(4096)]
    public void AnyCuttingGivesTheSameBytes(int chunk)
    {
        ParameterStore store = Store();
        Set(store, ParameterIndex.GPP_B, "<<<<<<<<<<&&&&&&&&&&\"\"\"\"\"\"\"\"\"\"<<<<<<<<<<&&&&&&&&&&");
        byte[] whole = Written(store, Account.Admin, false, 65536);
        byte[] cut = Written(store, Account.Admin, false, chunk);
        Assert.AreEqual(whole.Length, cut.Length);
        for (int i = 0; i < cut.Length; i++)
        {
            Assert.AreEqual((int)whole[i], (int)cut[i]);
        }
    }

    [TestMethod]
    public void TheCountIsExactAndLeavesItAtTheStart()
    {
        ParameterStore store = Store();
        ConfigurationReport report = new ConfigurationReport(store);
        report.Open(Account.Admin, false);
        int count = report.CountBytes();
        byte[] buffer = new byte[65536];
        Assert.AreEqual(count, report.Read(buffer, 0, buffer.Length));
        Assert.AreEqual(0, report.Read(buffer, 0, buffer.Length));
        report.Rewind();
        Assert.AreEqual(count, report.Read(buffer, 0, buffer.Length));
    }

    [TestMethod]
    public void SecretsAreNamedAndNotShown()
    {
        ParameterStore store = Store();
        Set(store, ParameterIndex.GPP_SA, "planted1");
        Set(store, ParameterIndex.Admin_Passwd, "planted2");
        Set(store, ParameterIndex.Password_1_, "planted3");
        string text = Shown(store, Account.Admin, false);
        Assert.IsTrue(text.IndexOf("planted") < 0);
        Assert.IsTrue(text.IndexOf("<GPP_SA ua=\"na\"/>") >= 0, Line(text, "GPP_SA"));
        ParameterStore same = Store();
        Set(same, ParameterIndex.GPP_SA, "kept");
        Read(Written(store, Account.Admin, false, 1000), same);
        Assert.AreEqual("kept", same.Text(ParameterIndex.GPP_SA));
    }

    [TestMethod]
    public void EveryParameterStandsInItAndReadingItBackChangesNothing()
    {
        ParameterStore store = Store();
        Set(store, ParameterIndex.Profile_Rule, "(\"$A\" ne \"x\")? http://h/a?b=1&c=2 | [--key $SA] /$MA.cfg");
        byte[] text = Written(store, Account.Admin, false, 1000);
        int elements = 0;
        for (int i = 0; i + 1 < text.Length; i++)
        {
            elements += text[i] == (byte)'<' && text[i + 1] != (byte)'/' ? 1 : 0;
        }

        Assert.AreEqual(Catalogue.Count + 1, elements);
        Assert.AreEqual(0, Read(text, store));
    }

    [TestMethod]
    public void TheUserSeesWhatItsAccessAllows()
    {
        ParameterStore store = Store();
        ParameterTransaction transaction = store.Begin();
        transaction.SetAccess(ParameterIndex.GPP_A, Access.ReadOnly);
        transaction.SetAccess(ParameterIndex.GPP_B, Access.NotAccessible);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        string text = Shown(store, Account.User, false);
        Assert.IsTrue(text.IndexOf("<GPP_A ua=\"ro\">") >= 0);
        Assert.IsTrue(text.IndexOf("<GPP_B") < 0);
    }

    [TestMethod]
    public void ADeltaHoldsWhatWasChangedSinceTheMarksWereCleared()
    {
        ParameterStore store = Store();
        Set(store, ParameterIndex.GPP_A, "before");
        store.ClearMarks();
        Assert.AreEqual("<flat-profile>\n</flat-profile>\n", Shown(store, Account.Admin, true));
        Set(store, ParameterIndex.GPP_C, "new");
        Set(store, ParameterIndex.GPP_SB, "secret");
        Assert.AreEqual(
            "<flat-profile>\n<GPP_C ua=\"na\">new</GPP_C>\n<GPP_SB ua=\"na\"/>\n</flat-profile>\n",
            Shown(store, Account.Admin, true));
        store.ClearMarks();
        Set(store, ParameterIndex.GPP_C, "new");
        Assert.AreEqual("<flat-profile>\n</flat-profile>\n", Shown(store, Account.Admin, true), "set to what it was");
    }

    private static ParameterStore Store()
    {
        return new ParameterStore(new MemoryFlash(64 * 1024), 8192);
    }

    private static void Set(ParameterStore store, int parameter, string value)
    {
        byte[] bytes = Bytes.OfEscaped(value);
        ParameterTransaction transaction = store.Begin();
        Assert.AreEqual((int)Fault.None, (int)transaction.Set(parameter, bytes, 0, bytes.Length));
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
    }

    // Reads a report as a profile and commits it: how many parameters it changed.
    private static int Read(byte[] text, ParameterStore store)
    {
        ParameterTransaction transaction = store.Begin();
        TransactionHandler handler = new TransactionHandler(256, 4);
        handler.Open(transaction);
        XmlProfileReader reader = new XmlProfileReader();
        reader.Open(handler, null, 0, 1);
        reader.Write(text, 0, text.Length);
        Assert.AreEqual((int)DecodeStatus.Done, (int)reader.Finish());
        Assert.AreEqual((int)Fault.None, (int)handler.Fault);
        int changed = transaction.ChangedCount;
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        return changed;
    }

    private static byte[] Written(ParameterStore store, Account account, bool isDelta, int chunk)
    {
        ConfigurationReport report = new ConfigurationReport(store);
        report.Open(account, isDelta);
        return Pull.All(report, chunk);
    }

    private static string Shown(ParameterStore store, Account account, bool isDelta)
    {
        byte[] text = Written(store, account, isDelta, 1000);
        TextBuffer shown = new TextBuffer(text.Length * 3);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < 128)
            {
                shown.Append(text[i]);
            }
            else
            {
                shown.Append((byte)'^');
                shown.AppendHex(text[i]);
            }
        }

        return shown.ToString();
    }

    private static string Line(string text, string name)
    {
        int at = text.IndexOf("<" + name);
        return at < 0 ? "not there" : text.Substring(at, text.IndexOf("\n", at) - at);
    }
}
