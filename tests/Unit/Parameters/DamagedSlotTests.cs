// Flash that is not as it was written: the store finds the old set, the new one or the factory values, never a mix.

using System;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class DamagedSlotTests
{
    private const int SlotBytes = 1024;
    private const int Capacity = 1024;
    private const int CrcAt = 20;
    private const int VersionAt = 4;
    private const int SequenceAt = 8;

    // Slot 0 holds the older set, slot 1 the newer.
    private static MemoryFlash TwoSets(string older, string newer)
    {
        MemoryFlash flash = new MemoryFlash(SlotBytes);
        ParameterStore store = new ParameterStore(flash, Capacity);
        Commit(store, older);
        Commit(store, newer);
        return flash;
    }

    private static void Commit(ParameterStore store, string value)
    {
        ParameterTransaction transaction = store.Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_A, value);
        Bytes.Set(transaction, ParameterIndex.Proxy_2_, value);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
    }

    private static string SetIn(ParameterStore store)
    {
        string first = store.Text(ParameterIndex.GPP_A);
        Assert.AreEqual(first, store.Text(ParameterIndex.Proxy_2_), "half of a set");
        return first;
    }

    // Gives a slot's header another version or sequence, with a right checksum.
    private static void SetHeader(MemoryFlash flash, int slot, int offset, uint value)
    {
        byte[] bytes = flash.Slots[slot];
        int count = offset == VersionAt ? 2 : 4;
        for (int i = 0; i < count; i++)
        {
            bytes[offset + i] = (byte)(value >> ((8 * i) & 31));
        }

        PutCrc(bytes, CrcAt, Crc32.Update(0, bytes, 0, CrcAt));
        int end = flash.Lengths[slot] - 4;
        PutCrc(bytes, end, Crc32.Update(0, bytes, 0, end));
    }

    private static void PutCrc(byte[] bytes, int offset, uint crc)
    {
        bytes[offset] = (byte)crc;
        bytes[offset + 1] = (byte)(crc >> 8);
        bytes[offset + 2] = (byte)(crc >> 16);
        bytes[offset + 3] = (byte)(crc >> 24);
    }

    [TestMethod]
    [DataRow(1, "old")]
    [DataRow(0, "new")]
    public void EveryFlippedByteLeavesTheOtherSet(int damaged, string expected)
    {
        MemoryFlash flash = TwoSets("old", "new");
        ParameterStore store = new ParameterStore(flash, Capacity);
        byte[] bytes = flash.Slots[damaged];
        for (int i = 0; i < flash.Lengths[damaged]; i++)
        {
            for (int bit = 1; bit < 256; bit += 127)
            {
                bytes[i] = (byte)(bytes[i] ^ bit);
                Assert.AreEqual((int)Fault.SnapshotDamaged, (int)store.Load(), i.ToString());
                Assert.AreEqual(expected, SetIn(store));
                Assert.AreEqual(1 - damaged, store.Report.Slot);
                Assert.AreEqual((int)Fault.SnapshotDamaged, (int)store.Report.FaultOf(damaged));
                Assert.AreEqual((int)Fault.None, (int)store.Report.FaultOf(1 - damaged));
                bytes[i] = (byte)(bytes[i] ^ bit);
            }
        }
    }

    [TestMethod]
    public void EveryTruncationLeavesTheOtherSet()
    {
        MemoryFlash flash = TwoSets("old", "new");
        ParameterStore store = new ParameterStore(flash, Capacity);
        int length = flash.Lengths[1];
        for (int cut = 0; cut < length; cut++)
        {
            flash.Lengths[1] = cut;
            Fault expected = cut == 0 ? Fault.None : Fault.SnapshotDamaged;
            Assert.AreEqual((int)expected, (int)store.Load(), cut.ToString());
            Assert.AreEqual("old", SetIn(store));
        }

        flash.Lengths[1] = length;
        Assert.AreEqual((int)Fault.None, (int)store.Load());
        Assert.AreEqual("new", SetIn(store));
    }

    [TestMethod]
    public void BothDamagedGivesFactoryValuesAndTheUnitGoesOn()
    {
        MemoryFlash flash = TwoSets("old", "new");
        flash.Slots[0][30] ^= 1;
        flash.Slots[1][30] ^= 1;
        ParameterStore store = new ParameterStore(flash, Capacity);
        Assert.AreEqual((int)Fault.SnapshotDamaged, (int)store.Load());
        Assert.AreEqual(-1, store.Report.Slot);
        Assert.AreEqual("", SetIn(store));
        Commit(store, "next");
        Assert.AreEqual((int)Fault.SnapshotDamaged, (int)store.Load());
        Assert.AreEqual("next", SetIn(store));
        Assert.AreEqual((uint)3, store.Report.Sequence);
    }

    [TestMethod]
    public void NonsenseOfAnyLengthIsRefused()
    {
        MemoryFlash flash = new MemoryFlash(SlotBytes);
        Random random = new Random(4711);
        random.NextBytes(flash.Slots[0]);
        ParameterStore store = new ParameterStore(flash, Capacity);
        for (int length = 1; length < 100; length++)
        {
            flash.Lengths[0] = length;
            Assert.AreEqual((int)Fault.SnapshotDamaged, (int)store.Load());
            Assert.AreEqual(0, store.Report.FaultOffset > length ? 1 : 0);
        }
    }

    [TestMethod]
    [DataRow(1u, 2u, "new")]
    [DataRow(2u, 1u, "old")]
    [DataRow(0xFFFFFFFFu, 0u, "new")]
    [DataRow(0u, 0xFFFFFFFFu, "old")]
    [DataRow(0x7FFFFFFFu, 0x80000000u, "new")]
    [DataRow(0xFFFFFFF0u, 5u, "new")]
    public void TheNewerSequenceWinsAroundTheCircle(uint older, uint newer, string expected)
    {
        MemoryFlash flash = TwoSets("old", "new");
        SetHeader(flash, 0, SequenceAt, older);
        SetHeader(flash, 1, SequenceAt, newer);
        ParameterStore store = new ParameterStore(flash, Capacity);
        Assert.AreEqual((int)Fault.None, (int)store.Load());
        Assert.AreEqual(expected, SetIn(store));
        Commit(store, "next");
        store.Load();
        Assert.AreEqual("next", SetIn(store));
    }

    [TestMethod]
    public void ANewerFormatIsLeftAloneWhileTheOtherSlotCanBeUsed()
    {
        MemoryFlash flash = TwoSets("old", "new");
        flash.Lengths[0] = 0;
        SetHeader(flash, 1, VersionAt, 2);
        ParameterStore store = new ParameterStore(flash, Capacity);
        Assert.AreEqual((int)Fault.SnapshotVersion, (int)store.Load());
        Assert.AreEqual((int)Fault.SnapshotVersion, (int)store.Report.FaultOf(1));
        Assert.AreEqual(4, store.Report.FaultOffset);
        Assert.AreEqual("", SetIn(store));
        int length = flash.Lengths[1];
        Commit(store, "ours");
        Assert.AreEqual(length, flash.Lengths[1]);
        Assert.AreEqual((int)Fault.SnapshotVersion, (int)store.Load());
        Assert.AreEqual("ours", SetIn(store));
        Assert.AreEqual((uint)3, store.Report.Sequence);
    }

    // A firmware that was put back to an older one is cut in its first commit: its slot has a whole header, newer than the other's.
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void ANewerFormatIsLeftAloneBesideATornSlotOfAnySequence(int newerFormat)
    {
        MemoryFlash flash = TwoSets("old", "new");
        SetHeader(flash, newerFormat, VersionAt, 2);
        SetHeader(flash, newerFormat, SequenceAt, 5);
        SetHeader(flash, 1 - newerFormat, SequenceAt, 6);
        flash.Lengths[1 - newerFormat]--;
        ParameterStore store = new ParameterStore(flash, Capacity);
        store.Load();
        Assert.AreEqual((int)Fault.SnapshotDamaged, (int)store.Report.FaultOf(1 - newerFormat));
        Commit(store, "ours");
        store.Load();
        Assert.AreEqual("ours", SetIn(store));
        Assert.AreEqual((int)Fault.SnapshotVersion, (int)store.Report.FaultOf(newerFormat));
        Assert.AreEqual((uint)7, store.Report.Sequence);
    }

    [TestMethod]
    public void OfTwoNewerFormatsTheOlderSetIsSpentFirst()
    {
        MemoryFlash flash = TwoSets("old", "new");
        SetHeader(flash, 0, VersionAt, 2);
        SetHeader(flash, 1, VersionAt, 2);
        ParameterStore store = new ParameterStore(flash, Capacity);
        Assert.AreEqual((int)Fault.SnapshotVersion, (int)store.Load());
        Commit(store, "ours");
        store.Load();
        Assert.AreEqual(0, store.Report.Slot);
        Assert.AreEqual("ours", SetIn(store));
        Assert.AreEqual((int)Fault.SnapshotVersion, (int)store.Report.FaultOf(1));
    }

    [TestMethod]
    public void ASetThatIsTooLargeForTheHeapIsNotTakenInPart()
    {
        MemoryFlash flash = TwoSets("old", "a-value-that-takes-more-room-than-there-is");
        ParameterStore small = new ParameterStore(flash, 64);
        Assert.AreEqual((int)Fault.StoreFull, (int)small.Load());
        Assert.AreEqual("old", SetIn(small));
        Assert.AreEqual((int)Fault.StoreFull, (int)small.Report.FaultOf(1));
    }

    [TestMethod]
    public void FlashThatCannotBeReadIsSaidSo()
    {
        MemoryFlash flash = TwoSets("old", "new");
        flash.RefusesReads = true;
        ParameterStore store = new ParameterStore(flash, Capacity);
        Assert.AreEqual((int)Fault.FlashRead, (int)store.Load());
        Assert.AreEqual("", SetIn(store));
    }

    [TestMethod]
    public void NamesOfAnotherVersionAreLeftOut()
    {
        MemoryFlash flash = TwoSets("old", "new");
        byte[] bytes = flash.Slots[1];
        Assert.AreEqual((byte)'G', bytes[28]);
        bytes[28] = (byte)'X';
        SetHeader(flash, 1, SequenceAt, 2);
        ParameterStore store = new ParameterStore(flash, Capacity);
        Assert.AreEqual((int)Fault.None, (int)store.Load());
        Assert.AreEqual(1, store.Report.UnknownCount);
        Assert.AreEqual("", store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual("new", store.Text(ParameterIndex.Proxy_2_));
    }

    [TestMethod]
    public void OfTwoRecordsOfOneNameTheLaterCountsAndTheRoomOfTheFirstIsFound()
    {
        MemoryFlash flash = new MemoryFlash(SlotBytes);
        ParameterStore writer = new ParameterStore(flash, Capacity);
        ParameterTransaction transaction = writer.Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_A, "first");
        Bytes.Set(transaction, ParameterIndex.GPP_B, "later");
        transaction.Commit();
        byte[] bytes = flash.Slots[0];
        Assert.AreEqual((byte)'B', bytes[46]);
        bytes[46] = (byte)'A';
        SetHeader(flash, 0, SequenceAt, 1);

        ParameterStore store = new ParameterStore(flash, 32);
        Assert.AreEqual((int)Fault.None, (int)store.Load());
        Assert.AreEqual("later", store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual(24, store.UsedBytes);
        transaction = store.Begin();
        Assert.AreEqual((int)Fault.None, (int)Bytes.Set(transaction, ParameterIndex.GPP_C, "sixteen bytes :)"));
        Assert.AreEqual((int)Fault.StoreFull, (int)Bytes.Set(transaction, ParameterIndex.GPP_D, "x"));
        Assert.AreEqual("later", store.Text(ParameterIndex.GPP_A));
        transaction.Abort();
        Assert.AreEqual(12, store.UsedBytes);
        Assert.AreEqual("later", store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void ALaterRecordWithoutAValueIsTheFactoryValue()
    {
        MemoryFlash flash = new MemoryFlash(SlotBytes);
        ParameterTransaction transaction = new ParameterStore(flash, Capacity).Begin();
        Bytes.Set(transaction, ParameterIndex.GPP_A, "first");
        transaction.SetAccess(ParameterIndex.GPP_B, Access.ReadWrite);
        transaction.Commit();
        byte[] bytes = flash.Slots[0];
        Assert.AreEqual((byte)'B', bytes[46]);
        bytes[46] = (byte)'A';
        SetHeader(flash, 0, SequenceAt, 1);

        ParameterStore store = new ParameterStore(flash, Capacity);
        Assert.AreEqual((int)Fault.None, (int)store.Load());
        Assert.IsTrue(store.IsDefault(ParameterIndex.GPP_A));
        Assert.AreEqual((int)Access.ReadWrite, (int)store.AccessOf(ParameterIndex.GPP_A));
    }
}
