// What was written is read back before it counts: a flash that lies is found out, and the old set stays in use.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class ReadBackTests
{
    private const int SlotBytes = 2048;
    private const int Capacity = 2048;

    [TestMethod]
    public void OneDamagedByteAnywhereIsFound()
    {
        int bytes = BytesWritten();
        for (int at = 0; at < bytes; at++)
        {
            MemoryFlash memory = new MemoryFlash(SlotBytes);
            LyingFlash flash = new LyingFlash(memory);
            ParameterStore store = Filled(flash);
            flash.DamagedAt = at;
            IsFoundOut(store, memory, at);
        }
    }

    [TestMethod]
    public void AWriteThatStopsAnywhereIsFound()
    {
        int bytes = BytesWritten();
        for (int at = 0; at < bytes; at++)
        {
            MemoryFlash memory = new MemoryFlash(SlotBytes);
            LyingFlash flash = new LyingFlash(memory);
            ParameterStore store = Filled(flash);
            flash.CutAt = at;
            IsFoundOut(store, memory, at);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void AnOlderSetInTheSlotIsNotTakenForTheNewOne(int commitsBefore)
    {
        MemoryFlash memory = new MemoryFlash(SlotBytes);
        LyingFlash flash = new LyingFlash(memory);
        ParameterStore store = Filled(flash);
        for (int i = 1; i < commitsBefore; i++)
        {
            ParameterTransaction transaction = store.Begin();
            Bytes.Set(transaction, ParameterIndex.GPP_B, "x");
            Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        }

        flash.IsDeaf = true;
        IsFoundOut(store, memory, 0);
    }

    private static void IsFoundOut(ParameterStore store, MemoryFlash memory, int at)
    {
        ParameterTransaction transaction = store.Begin();
        SetNew(transaction);
        Assert.AreEqual((int)Fault.FlashWrite, (int)transaction.Commit(), at.ToString());
        Assert.AreEqual("old", store.Text(ParameterIndex.GPP_A));
        Assert.IsTrue(transaction.ChangedCount > 0);

        ParameterStore next = new ParameterStore(memory, Capacity);
        next.Load();
        Assert.AreEqual("old", next.Text(ParameterIndex.GPP_A), at.ToString());
    }

    private static ParameterStore Filled(LyingFlash flash)
    {
        ParameterStore store = new ParameterStore(flash, Capacity);
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_A, "old");
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        return store;
    }

    // Longer than the store's buffer, so that there are two writes.
    private static void SetNew(ParameterTransaction transaction)
    {
        Bytes.Set(transaction, ParameterIndex.GPP_A, "new");
        transaction.Set(ParameterIndex.GPP_C, Bytes.Filled(300, 'c'), 0, 300);
        transaction.Set(ParameterIndex.GPP_D, Bytes.Filled(300, 'd'), 0, 300);
        transaction.SetAccess(ParameterIndex.GPP_E, Access.ReadOnly);
    }

    private static int BytesWritten()
    {
        MemoryFlash memory = new MemoryFlash(SlotBytes);
        ParameterStore store = Filled(new LyingFlash(memory));
        ParameterTransaction transaction = store.Begin();
        SetNew(transaction);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        return memory.Lengths[0] > memory.Lengths[1] ? memory.Lengths[0] : memory.Lengths[1];
    }
}
