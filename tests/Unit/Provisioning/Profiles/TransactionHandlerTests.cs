// From a profile's text to what a transaction will change: values, accesses, refusals.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class TransactionHandlerTests
{
    [TestMethod]
    [DataRow("<GPP_A>x</GPP_A>", 1, "x")]
    [DataRow("<GPP_A>x</GPP_A><GPP_A> y </GPP_A>", 1, "y")]
    [DataRow("<GPP_A></GPP_A>", 0, "")]
    [DataRow("<GPP_A>x</GPP_A><GPP_A/>", 1, "x")]
    [DataRow("<GPP_A>x</GPP_A><GPP_A></GPP_A>", 0, "")]
    [DataRow("<gpp_a>x</gpp_a><GPP_Z>x</GPP_Z>", 0, "")]
    public void TheLastValueCounts(string elements, int changed, string value)
    {
        ParameterTransaction transaction = NewStore(4096).Begin();
        Read(elements, transaction);
        Assert.AreEqual(changed, transaction.ChangedCount);
        TextBuffer text = new TextBuffer(100);
        transaction.AppendNew(ParameterIndex.GPP_A, text);
        Assert.AreEqual(value, text.ToString());
    }

    [TestMethod]
    [DataRow("<GPP_A ua=\"na\">x</GPP_A>", (int)Access.NotAccessible)]
    [DataRow("<GPP_A ua=\"ro\"/>", (int)Access.ReadOnly)]
    [DataRow("<GPP_A ua=\"rw\"/>", (int)Access.ReadWrite)]
    [DataRow("<GPP_A ua=\"rw\"/><GPP_A/>", (int)Access.ReadWrite)]
    [DataRow("<GPP_A ua=\"rw\"/><GPP_A>x</GPP_A>", (int)Access.None)]
    [DataRow("<GPP_A ua=\"rw\"/><GPP_A></GPP_A>", (int)Access.None)]
    [DataRow("<GPP_A ua=\"rw\"/><GPP_A ua=\"ua\">x</GPP_A>", (int)Access.ReadWrite)]
    [DataRow("<GPP_A ua=\"rw\"/><GPP_A ua=\"ua\"/>", (int)Access.ReadWrite)]
    [DataRow("<GPP_A/>", (int)Access.None)]
    public void AccessFollowsTheAttribute(string elements, int expected)
    {
        ParameterTransaction transaction = NewStore(4096).Begin();
        Read(elements, transaction);
        Access factory = Catalogue.AccessOf(ParameterIndex.GPP_A);
        Assert.AreEqual(expected == (int)Access.None ? (int)factory : expected, (int)transaction.NewAccessOf(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void UnknownNamesAreCountedAndTheFirstOnesListed()
    {
        ParameterTransaction transaction = NewStore(4096).Begin();
        TransactionHandler handler = Read("<a\u0007>1</a\u0007><GPP_A>x</GPP_A><b/><c ua=\"rw\">3</c><gpp_A/>", transaction);
        Assert.AreEqual(4, handler.UnknownCount);
        Assert.AreEqual(1, handler.ParameterCount);
        Assert.AreEqual("a?\nb\nc\n", handler.Unknown.ToString());
        Assert.AreEqual(0, handler.WarningCount);
    }

    [TestMethod]
    public void WarningsSayTheLine()
    {
        ParameterTransaction transaction = NewStore(4096).Begin();
        TransactionHandler handler = Read("\n<GPP_A ua='ro'>x</GPP_A>", transaction);
        Assert.AreEqual(1, handler.WarningCount);
        Assert.AreEqual("line 2: an attribute's value is not in double quotes\n", handler.Log.ToString());
    }

    [TestMethod]
    public void ARefusedValueLeavesItsParameterAndItsAccess()
    {
        ParameterTransaction transaction = NewStore(4096).Begin();
        TransactionHandler handler = new TransactionHandler(400, 3);
        handler.Open(transaction);
        byte[] name = Bytes.Of("GPP_A");
        byte[] value = { (byte)'a', 0, (byte)'b' };
        handler.OnParameter(name, 0, name.Length, value, 0, value.Length, Access.ReadOnly, 7);
        handler.OnParameter(name, 0, name.Length, value, 0, 1, Access.None, 8);
        Assert.AreEqual((int)Fault.None, (int)handler.Fault);
        Assert.AreEqual(1, handler.WarningCount);
        Assert.AreEqual("line 7: GPP_A: offset 1: " + FaultText.Of(Fault.ValueBad) + "\n", handler.Log.ToString());
        Assert.AreEqual(1, transaction.ChangedCount);
        Assert.AreEqual((int)Catalogue.AccessOf(ParameterIndex.GPP_A), (int)transaction.NewAccessOf(ParameterIndex.GPP_A));
    }

    [TestMethod]
    [DataRow("<Ring1_Cadence>60x</Ring1_Cadence>", "line 1: Ring1_Cadence: offset 2: ", (int)Fault.ValueCadence)]
    [DataRow("<DHCP>true</DHCP>", "line 1: DHCP: offset 0: ", (int)Fault.ValueNotBool)]
    public void ARefusedValueIsToldWithItsNameAndPlace(string element, string place, int fault)
    {
        ParameterTransaction transaction = NewStore(4096).Begin();
        TransactionHandler handler = Read(element + "<GPP_A>x</GPP_A>", transaction);
        Assert.AreEqual(place + FaultText.Of((Fault)fault) + "\n", handler.Log.ToString());
        Assert.AreEqual(1, transaction.ChangedCount);
    }

    [TestMethod]
    public void AFullStoreIsAFaultOfTheWholeProfile()
    {
        ParameterTransaction transaction = NewStore(64).Begin();
        TransactionHandler handler = Read(
            "<GPP_A>0123456789012345678901234567890123456789</GPP_A>\n<GPP_B>0123456789012345678901234567890123456789</GPP_B><GPP_C>x</GPP_C>", transaction);
        Assert.AreEqual((int)Fault.StoreFull, (int)handler.Fault);
        Assert.AreEqual(2, handler.FaultLine);
        Assert.IsFalse(transaction.ChangesValue(ParameterIndex.GPP_C));

        handler.Open(transaction);
        Assert.AreEqual((int)Fault.None, (int)handler.Fault);
    }

    [TestMethod]
    public void TheLogIsBounded()
    {
        TransactionHandler handler = new TransactionHandler(40, 0);
        handler.Open(NewStore(4096).Begin());
        handler.OnWarning("twenty bytes of text", 1);
        handler.OnWarning("twenty bytes of text", 2);
        handler.OnWarning("twenty bytes of text", 3);
        Assert.AreEqual(3, handler.WarningCount);
        Assert.AreEqual(40, handler.Log.Length);
        Assert.StartsWith("line 1: twenty bytes of text\nline 2: ", handler.Log.ToString());
    }

    private static ParameterStore NewStore(int capacityBytes)
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(32 * 1024), capacityBytes);
        Assert.AreEqual((int)Fault.None, (int)store.Load());
        return store;
    }

    private static TransactionHandler Read(string elements, ParameterTransaction transaction)
    {
        TransactionHandler handler = new TransactionHandler(400, 3);
        handler.Open(transaction);
        ProfileReader reader = new ProfileReader(4096);
        reader.Open(new byte[0], 0, 0, handler);
        byte[] bytes = Bytes.Of("<flat-profile>" + elements + "</flat-profile>");
        reader.Write(bytes, 0, bytes.Length);
        Assert.AreEqual((int)DecodeStatus.Done, (int)reader.Finish());
        return handler;
    }
}
