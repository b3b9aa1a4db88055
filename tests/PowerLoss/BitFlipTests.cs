// Random bits of both slots flipped: the store has one of the sets that were committed, or the factory values, and says what is damaged.

using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss.Tests;

[TestClass]
public class BitFlipTests
{
    private const int Seed = 20070302;
    private const int Rounds = 10000;
    private const int MaxFlips = 24;
    private const int BitsOfAByte = 8;

    public TestContext TestContext { get; set; }

    [TestMethod]
    public void FlippedBitsAreNamedAndNeverLoaded()
    {
        MemoryFlash whole = Scenario.After(4);
        string newer = Scenario.SetIn(Scenario.Started(whole));
        string older = Scenario.SetIn(Scenario.Started(Scenario.After(3)));
        MemoryFlash flash = new MemoryFlash(Program.SizeBytes);
        ParameterStore store = new ParameterStore(flash, Program.SizeBytes);
        Random random = new Random(Seed);
        int[] loaded = new int[3];
        int flips = 0;
        for (int round = 0; round < Rounds; round++)
        {
            flash.CopyFrom(whole);
            flips += Flip(flash, random);
            bool isBad0 = IsChanged(flash, whole, 0);
            bool isBad1 = IsChanged(flash, whole, 1);
            string where = "seed " + Seed + ", round " + round;

            Assert.AreEqual(isBad0 || isBad1 ? Fault.SnapshotDamaged : Fault.None, store.Load(), where);
            Assert.AreEqual(isBad0 ? Fault.SnapshotDamaged : Fault.None, store.Report.FaultOf(0), where);
            Assert.AreEqual(isBad1 ? Fault.SnapshotDamaged : Fault.None, store.Report.FaultOf(1), where);
            Assert.AreEqual(isBad0 || isBad1, store.Report.FaultOffset >= 0, where);
            int slot = isBad1 ? isBad0 ? -1 : 0 : 1;
            Assert.AreEqual(slot, store.Report.Slot, where);
            Assert.AreEqual(slot == 1 ? newer : slot == 0 ? older : "", Scenario.SetIn(store), where);
            loaded[slot + 1]++;
        }

        TestContext.WriteLine($"{Rounds} rounds, {flips} bits: {loaded[2]} newer set, {loaded[1]} older set, {loaded[0]} factory values, 0 mixed");
        Assert.IsTrue(loaded[0] > 0 && loaded[1] > 0 && loaded[2] > 0);
    }

    // One to MaxFlips bits, half of the times all of them in one slot.
    private static int Flip(MemoryFlash flash, Random random)
    {
        int count = 1 + random.Next(MaxFlips);
        int only = random.Next(4);
        for (int flip = 0; flip < count; flip++)
        {
            int slot = only < 2 ? only : random.Next(2);
            flash.Slots[slot][random.Next(flash.Lengths[slot])] ^= (byte)(1 << random.Next(BitsOfAByte));
        }

        return count;
    }

    private static bool IsChanged(MemoryFlash flash, MemoryFlash whole, int slot)
    {
        return !flash.Slots[slot].AsSpan(0, flash.Lengths[slot]).SequenceEqual(whole.Slots[slot].AsSpan(0, whole.Lengths[slot]));
    }
}
