// The laws of a transaction: rows of sets against what the store then shows and how often the flash was written.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class TransactionTests
{
    private const int SlotBytes = 16384;
    private const int Capacity = 8192;

    [TestMethod]
    [DataRow("a", "a", 1)]
    [DataRow("a|b", "b", 1)]
    [DataRow("a|longer than that", "longer than that", 1)]
    [DataRow("longer than that|a", "a", 1)]
    [DataRow("a|/spa$PSN.cfg", "/spa$PSN.cfg", 0)]
    [DataRow("", "", 1)]
    [DataRow("a|", "", 1)]
    [DataRow("/spa$PSN.cfg", "/spa$PSN.cfg", 0)]
    public void TheLastSetCounts(string values, string expected, int changed)
    {
        MemoryFlash flash = new MemoryFlash(SlotBytes);
        ParameterStore store = new ParameterStore(flash, Capacity);
        ParameterTransaction transaction = store.Begin();
        foreach (string value in values.Split('|'))
        {
            Assert.AreEqual((int)Fault.None, (int)Bytes.Set(transaction, ParameterIndex.Profile_Rule, value));
        }

        Assert.AreEqual(changed, transaction.ChangedCount);
        Assert.AreEqual("/spa$PSN.cfg", store.Text(ParameterIndex.Profile_Rule));
        TextBuffer text = new TextBuffer(64);
        transaction.AppendNew(ParameterIndex.Profile_Rule, text);
        Assert.AreEqual(expected, text.ToString());

        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Assert.AreEqual(expected, store.Text(ParameterIndex.Profile_Rule));
        Assert.AreEqual(expected.Length, store.LengthOf(ParameterIndex.Profile_Rule));
        Assert.AreEqual(changed == 0, store.IsDefault(ParameterIndex.Profile_Rule));
        Assert.AreEqual(changed == 0, flash.WriteOperations == 0);
        Assert.AreEqual(0, transaction.ChangedCount);
    }

    [TestMethod]
    public void NothingIsSeenBeforeTheCommitNorAfterAnAbort()
    {
        MemoryFlash flash = new MemoryFlash(SlotBytes);
        ParameterStore store = new ParameterStore(flash, Capacity);
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_A, "old");
        transaction.Commit();
        int used = store.UsedBytes;
        int operations = flash.WriteOperations;

        Bytes.Set(transaction, ParameterIndex.GPP_A, "new");
        Bytes.Set(transaction, ParameterIndex.GPP_B, "new");
        transaction.SetAccess(ParameterIndex.GPP_A, Access.ReadOnly);
        Assert.AreEqual("old", store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual((int)Access.NotAccessible, (int)store.AccessOf(ParameterIndex.GPP_A));
        transaction.Abort();

        Assert.AreEqual(0, transaction.ChangedCount);
        Assert.AreEqual(-1, transaction.NextChanged(-1));
        Assert.AreEqual(used, store.UsedBytes);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Assert.AreEqual(operations, flash.WriteOperations);
        Assert.AreEqual("old", store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual("", store.Text(ParameterIndex.GPP_B));
    }

    [TestMethod]
    public void BeginGivesUpWhatWasOpen()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(SlotBytes), Capacity);
        Bytes.Set(store.Begin(), ParameterIndex.GPP_A, "x");
        Assert.AreEqual(0, store.Begin().ChangedCount);
    }

    [TestMethod]
    public void SettingTheCommittedValueTakesAChangeBack()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(SlotBytes), Capacity);
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_A, "one");
        transaction.Commit();
        Bytes.Set(transaction, ParameterIndex.GPP_A, "two");
        Bytes.Set(transaction, ParameterIndex.GPP_A, "one");
        Assert.AreEqual(0, transaction.ChangedCount);
        Bytes.Set(transaction, ParameterIndex.GPP_A, "");
        Assert.AreEqual(1, transaction.ChangedCount);
        transaction.Commit();
        Assert.IsTrue(store.IsDefault(ParameterIndex.GPP_A));
        Assert.AreEqual(0, store.UsedBytes);
    }

    [TestMethod]
    public void ListsWhatChangesInOrderWithOldAndNew()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(SlotBytes), Capacity);
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, ParameterIndex.SIP_Port_2_, "5070");
        Bytes.Set(transaction, ParameterIndex.GPP_A, "x");
        transaction.SetAccess(ParameterIndex.GPP_B, Access.ReadWrite);
        TextBuffer text = new TextBuffer(128);
        for (int index = transaction.NextChanged(-1); index >= 0; index = transaction.NextChanged(index))
        {
            text.Append(Catalogue.NameOf(index) + " ");
            transaction.AppendOld(index, text);
            text.Append(">");
            transaction.AppendNew(index, text);
            text.Append(transaction.ChangesValue(index) ? "; " : "=; ");
        }

        Assert.AreEqual("GPP_A >x; GPP_B >=; SIP_Port_2_ 5061>5070; ", text.ToString());
        Assert.AreEqual(3, transaction.ChangedCount);
    }

    [TestMethod]
    [DataRow(ParameterIndex.Proxy_1_, true)]
    [DataRow(ParameterIndex.Web_Server_Port, true)]
    [DataRow(ParameterIndex.Profile_Rule, false)]
    [DataRow(ParameterIndex.Speed_Dial_2_1_, false)]
    [DataRow(ParameterIndex.Syslog_Server, false)]
    public void OnlyValuesOfTheRebootClassAskForARestart(int index, bool expected)
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(SlotBytes), Capacity);
        ParameterTransaction transaction = store.Begin();
        transaction.SetAccess(index, Access.ReadOnly);
        Assert.IsFalse(transaction.ChangesRebootClass);
        Bytes.Set(transaction, index, "8");
        Assert.AreEqual(expected, transaction.ChangesRebootClass);
    }

    [TestMethod]
    [DataRow((int)Access.NotAccessible, 0)]
    [DataRow((int)Access.ReadOnly, 1)]
    [DataRow((int)Access.ReadWrite, 1)]
    public void AccessAloneIsAChangeAndIsKept(int access, int changed)
    {
        MemoryFlash flash = new MemoryFlash(SlotBytes);
        ParameterStore store = new ParameterStore(flash, Capacity);
        ParameterTransaction transaction = store.Begin();
        Assert.AreEqual((int)Fault.None, (int)transaction.SetAccess(ParameterIndex.Proxy_1_, (Access)access));
        Assert.AreEqual(changed, transaction.ChangedCount);
        Assert.AreEqual(access, (int)transaction.NewAccessOf(ParameterIndex.Proxy_1_));
        transaction.Commit();
        ParameterStore again = new ParameterStore(flash, Capacity);
        Assert.AreEqual((int)Fault.None, (int)again.Load());
        Assert.AreEqual(access, (int)store.AccessOf(ParameterIndex.Proxy_1_));
        Assert.AreEqual(access, (int)again.AccessOf(ParameterIndex.Proxy_1_));
        Assert.IsTrue(again.IsDefault(ParameterIndex.Proxy_1_));

        transaction.SetAccess(ParameterIndex.Proxy_1_, Access.ReadOnly);
        transaction.SetAccess(ParameterIndex.Proxy_1_, Access.NotAccessible);
        transaction.Commit();
        again.Load();
        Assert.AreEqual((int)Access.NotAccessible, (int)again.AccessOf(ParameterIndex.Proxy_1_));
    }

    [TestMethod]
    public void RefusesWhatIsNoAccess()
    {
        ParameterTransaction transaction = new ParameterStore(new MemoryFlash(SlotBytes), Capacity).Begin();
        Assert.AreEqual((int)Fault.AccessBad, (int)transaction.SetAccess(ParameterIndex.GPP_A, Access.None));
        Assert.AreEqual((int)Fault.AccessBad, (int)transaction.SetAccess(ParameterIndex.GPP_A, (Access)4));
        Assert.AreEqual(0, transaction.ChangedCount);
    }

    [TestMethod]
    public void RefusesLongValuesAndNulBytes()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(SlotBytes), Capacity);
        ParameterTransaction transaction = store.Begin();
        byte[] longest = Bytes.Filled(ParameterStore.MaxValueBytes + 1, 'v');
        Assert.AreEqual((int)Fault.ValueTooLong, (int)transaction.Set(ParameterIndex.GPP_A, longest, 0, longest.Length));
        Assert.AreEqual((int)Fault.None, (int)transaction.Set(ParameterIndex.GPP_A, longest, 1, longest.Length - 1));
        byte[] nul = { (byte)'a', 0, (byte)'b' };
        Assert.AreEqual((int)Fault.ValueBad, (int)transaction.Set(ParameterIndex.GPP_B, nul, 0, 3));
        Assert.AreEqual(1, transaction.ChangedCount);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Assert.AreEqual(ParameterStore.MaxValueBytes, store.LengthOf(ParameterIndex.GPP_A));
        Assert.IsTrue(store.ValueEquals(ParameterIndex.GPP_A, longest, 0, longest.Length - 1));
    }

    [TestMethod]
    public void WithoutRoomTheTransactionStaysAsItWas()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(SlotBytes), 64);
        ParameterTransaction transaction = store.Begin();
        byte[] value = Bytes.Filled(24, 'a');
        Assert.AreEqual((int)Fault.None, (int)transaction.Set(ParameterIndex.GPP_A, value, 0, 24));
        Assert.AreEqual((int)Fault.None, (int)transaction.Set(ParameterIndex.GPP_B, value, 0, 24));
        Assert.AreEqual((int)Fault.StoreFull, (int)transaction.Set(ParameterIndex.GPP_C, value, 0, 24));
        byte[] longer = Bytes.Filled(28, 'b');
        Assert.AreEqual((int)Fault.StoreFull, (int)transaction.Set(ParameterIndex.GPP_B, longer, 0, 28));
        Assert.AreEqual(2, transaction.ChangedCount);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Assert.IsTrue(store.ValueEquals(ParameterIndex.GPP_A, value, 0, 24));
        Assert.IsTrue(store.ValueEquals(ParameterIndex.GPP_B, value, 0, 24));
        Assert.IsTrue(store.IsDefault(ParameterIndex.GPP_C));
    }

    [TestMethod]
    public void RoomOfValuesSetTwiceIsUsedAgain()
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(SlotBytes), 256);
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_P, "kept");
        transaction.Commit();
        Bytes.Set(transaction, ParameterIndex.GPP_O, "first");
        for (int length = 1; length <= 100; length++)
        {
            byte[] value = Bytes.Filled(length, 'x');
            Assert.AreEqual((int)Fault.None, (int)transaction.Set(ParameterIndex.GPP_A, value, 0, length));
        }

        transaction.Commit();
        Assert.AreEqual("kept", store.Text(ParameterIndex.GPP_P));
        Assert.AreEqual("first", store.Text(ParameterIndex.GPP_O));
        Assert.AreEqual(100, store.LengthOf(ParameterIndex.GPP_A));
        Assert.AreEqual(8 + 12 + 104, store.UsedBytes);
    }

    [TestMethod]
    public void WhenTheFlashRefusesNothingChanges()
    {
        MemoryFlash flash = new MemoryFlash(SlotBytes);
        ParameterStore store = new ParameterStore(flash, Capacity);
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_A, "x");
        flash.RefusesWrites = true;
        Assert.AreEqual((int)Fault.FlashWrite, (int)transaction.Commit());
        Assert.AreEqual("", store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual(1, transaction.ChangedCount);
        Assert.AreEqual((int)Fault.FlashWrite, (int)store.FactoryReset());
        flash.RefusesWrites = false;
        Bytes.Set(transaction, ParameterIndex.GPP_A, "y");
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Assert.AreEqual("y", store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void WhatTheSlotCannotHoldIsNotWritten()
    {
        MemoryFlash flash = new MemoryFlash(64);
        ParameterStore store = new ParameterStore(flash, Capacity);
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_A, "twenty-seven bytes of text.");
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Bytes.Set(transaction, ParameterIndex.GPP_A, "twenty-eight bytes of text..");
        int operations = flash.WriteOperations;
        Assert.AreEqual((int)Fault.StoreFull, (int)transaction.Commit());
        Assert.AreEqual(operations, flash.WriteOperations);
        Assert.AreEqual("twenty-seven bytes of text.", store.Text(ParameterIndex.GPP_A));
    }
}
