// Reading values: text, yes and no, numbers; and the set coming back as it was committed.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class ParameterStoreTests
{
    [TestMethod]
    [DataRow("Yes", true)]
    [DataRow("yes", true)]
    [DataRow("Enable", true)]
    [DataRow("enable", true)]
    [DataRow("1", true)]
    [DataRow("No", false)]
    [DataRow("no", false)]
    [DataRow("Disable", false)]
    [DataRow("0", false)]
    [DataRow("", false)]
    [DataRow("YES", false)]
    [DataRow("Yess", false)]
    [DataRow("Ye", false)]
    public void YesIsAnyOfFiveWords(string value, bool expected)
    {
        Assert.AreEqual(expected, With(ParameterIndex.GPP_A, value).IsYes(ParameterIndex.GPP_A));
    }

    [TestMethod]
    [DataRow("0", 0)]
    [DataRow("3600", 3600)]
    [DataRow("+12", 12)]
    [DataRow("-3", -3)]
    [DataRow("0x18", 24)]
    [DataRow("0XfF", 255)]
    [DataRow("-0x10", -16)]
    [DataRow("2147483647", 2147483647)]
    [DataRow("-2147483648", -2147483648)]
    [DataRow("2147483648", -77)]
    [DataRow("99999999999999999999", -77)]
    [DataRow("0x", -77)]
    [DataRow("", -77)]
    [DataRow("-", -77)]
    [DataRow("12a", -77)]
    [DataRow(" 12", -77)]
    [DataRow("1.5", -77)]
    public void NumbersAreDecimalOrHexadecimal(string value, int expected)
    {
        Assert.AreEqual(expected, With(ParameterIndex.GPP_A, value).Number(ParameterIndex.GPP_A, -77));
    }

    [TestMethod]
    [DataRow("2", 2000)]
    [DataRow(".5", 500)]
    [DataRow("1.", 1000)]
    [DataRow("0.12345", 123)]
    [DataRow("2000000", 2000000000)]
    [DataRow("2000001", -77)]
    [DataRow("*", -77)]
    [DataRow("", -77)]
    [DataRow(".", -77)]
    [DataRow("-1", -77)]
    [DataRow("1x", -77)]
    public void TimesAreSeconds(string value, int expected)
    {
        Assert.AreEqual(expected, With(ParameterIndex.GPP_A, value).Milliseconds(ParameterIndex.GPP_A, -77));
    }

    [TestMethod]
    public void FactoryValuesNeedNoFlash()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(4096), 4096);
        Assert.AreEqual((int)Fault.None, (int)store.Load());
        Assert.AreEqual(-1, store.Report.Slot);
        TextBuffer text = new TextBuffer(256);
        byte[] none = new byte[0];
        for (int index = 0; index < Catalogue.Count; index++)
        {
            text.Clear();
            store.AppendTo(index, text);
            Assert.AreEqual(Catalogue.DefaultOf(index), text.ToString());
            Assert.AreEqual(Catalogue.DefaultOf(index), store.Text(index));
            Assert.AreEqual(text.Length, store.LengthOf(index));
            Assert.IsTrue(store.ValueEquals(index, text.Bytes, 0, text.Length));
            Assert.AreEqual(text.Length == 0, store.ValueEquals(index, none, 0, 0));
            Assert.AreEqual((int)Catalogue.AccessOf(index), (int)store.AccessOf(index));
        }

        Assert.AreEqual(0, store.UsedBytes);
    }

    [TestMethod]
    public void EveryParameterComesBackAfterEveryCommit()
    {
        MemoryFlash flash = new MemoryFlash(65536);
        ParameterStore store = new ParameterStore(flash, 65536);
        ParameterStore again = new ParameterStore(flash, 65536);
        TextBuffer value = new TextBuffer(256);
        for (int round = 0; round < 4; round++)
        {
            ParameterTransaction transaction = store.Begin();
            for (int index = 0; index < Catalogue.Count; index++)
            {
                Fill(value, round, index);
                Assert.AreEqual((int)Fault.None, (int)transaction.Set(index, value.Bytes, 0, value.Length));
                transaction.SetAccess(index, (Access)(1 + ((index + round) % 3)));
            }

            Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
            Assert.AreEqual((int)Fault.None, (int)again.Load());
            Assert.AreEqual(round & 1, again.Report.Slot);
            Assert.AreEqual((uint)(round + 1), again.Report.Sequence);
            Assert.AreEqual(Catalogue.Count, again.Report.RecordCount);
            for (int index = 0; index < Catalogue.Count; index++)
            {
                Fill(value, round, index);
                Assert.IsTrue(store.ValueEquals(index, value.Bytes, 0, value.Length));
                Assert.IsTrue(again.ValueEquals(index, value.Bytes, 0, value.Length), Catalogue.NameOf(index));
                Assert.AreEqual(1 + ((index + round) % 3), (int)again.AccessOf(index));
            }
        }
    }

    [TestMethod]
    public void FactoryResetLeavesNothingInEitherSlot()
    {
        MemoryFlash flash = new MemoryFlash(4096);
        ParameterStore store = new ParameterStore(flash, 4096);
        for (int round = 0; round < 2; round++)
        {
            ParameterTransaction transaction = store.Begin();
            Bytes.Set(transaction, ParameterIndex.GPP_SA, "secret" + round.ToString());
            transaction.SetAccess(ParameterIndex.GPP_SA, Access.ReadWrite);
            transaction.Commit();
        }

        Assert.AreEqual((int)Fault.None, (int)store.FactoryReset());
        Assert.AreEqual("", store.Text(ParameterIndex.GPP_SA));
        Assert.AreEqual((int)Access.NotAccessible, (int)store.AccessOf(ParameterIndex.GPP_SA));
        Assert.AreEqual(28, flash.Lengths[0]);
        Assert.AreEqual(28, flash.Lengths[1]);
        Assert.AreEqual((int)Fault.None, (int)store.Load());
        Assert.AreEqual("", store.Text(ParameterIndex.GPP_SA));
        Assert.AreEqual((uint)4, store.Report.Sequence);
    }

    // A value that fits the type and is never the factory's.
    private static void Fill(TextBuffer value, int round, int index)
    {
        value.Clear();
        switch (Catalogue.TypeOf(index))
        {
            case ParameterType.Bool:
            case ParameterType.Choice:
                break;
            case ParameterType.IP:
                value.Append("192.0.2.");
                value.AppendNumber(round);
                break;
            case ParameterType.CadScript:
                value.AppendNumber(100 + round);
                value.Append("(1/2)");
                break;
            case ParameterType.FreqScript:
                value.AppendNumber(100 + round);
                value.Append("@-3");
                break;
            case ParameterType.ToneScript:
                value.AppendNumber(100 + round);
                value.Append("@-3;1(1/2/1)");
                break;
            case ParameterType.DialPlanScript:
                value.Append("(x|");
                value.AppendNumber(round);
                value.Append(")");
                break;
            case ParameterType.Str:
            case ParameterType.Phone:
            case ParameterType.FQDN:
                FillText(value, round, index);
                break;
            default:
                value.AppendNumber(61 + round);
                break;
        }
    }

    private static void FillText(TextBuffer value, int round, int index)
    {
        int length = (index * (round + 1)) % 37;
        value.AppendNumber((round * 1000) + index);
        while (value.Length < length && value.Length < Catalogue.LimitOf(index))
        {
            value.Append((byte)(0x80 + (index & 127)));
        }
    }

    private static ParameterStore With(int index, string value)
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(4096), 4096);
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, index, value);
        transaction.Commit();
        return store;
    }
}
