// A flash as it stands, and a change of the store on it: what the power is cut in.

using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss.Tests;

/// <summary>One row of the table: its name, the flash before, the change.</summary>
public sealed class Scenario
{
    private const int VersionAt = 4;
    private const int HeaderCrcAt = 20;
    private const int UnknownVersion = 2;

    public readonly string Name;
    public readonly MemoryFlash Before;
    public readonly Func<ParameterStore, Fault> Change;

    /// <summary>A slot that must keep its bytes whatever happens, or -1.</summary>
    public readonly int KeptSlot;

    private Scenario(string name, MemoryFlash before, Func<ParameterStore, Fault> change, int keptSlot = -1)
    {
        KeptSlot = keptSlot;
        Name = name;
        Before = before;
        Change = change;
    }

    /// <summary>Every kind of write that a unit does.</summary>
    public static Scenario[] All()
    {
        return new[]
        {
            new Scenario("first provisioning", After(0), Numbered(1)),
            new Scenario("next provisioning", After(3), Numbered(4)),
            new Scenario("small change", After(2), s => Set(s, ParameterIndex.GPP_B, "b")),
            new Scenario("a profile with its fingerprint", After(3, s => Profile(s, 1)), s => Profile(s, 2)),
            new Scenario("a profile that changes nothing", After(3, s => Profile(s, 1)), s => Print(s.Begin(), 2)),
            new Scenario("factory reset with fingerprints", After(3, s => Profile(s, 1)), s => s.FactoryReset()),
            new Scenario("growth", After(2), Grow),
            new Scenario("shrinking", After(2, Grow), s => Shrink(s)),
            new Scenario("factory reset", After(3), s => s.FactoryReset()),
            new Scenario("factory reset of a large set", After(2, Grow), s => s.FactoryReset()),
            new Scenario("unknown version in slot 0 alone", OfUnknownVersion(After(1), 0), Numbered(2), 0),
            new Scenario("unknown version in the slot written next", OfUnknownVersion(After(3), 1), Numbered(4)),
            new Scenario("newer unknown version beside the set in use", OfUnknownVersion(After(4), 1), Numbered(5)),
            new Scenario("unknown versions in both slots", OfUnknownVersion(OfUnknownVersion(After(3), 0), 1), Numbered(4)),
            new Scenario("factory reset beside an unknown version", OfUnknownVersion(After(4), 1), s => s.FactoryReset()),
        };
    }

    public static ParameterStore Started(IParameterFlash flash)
    {
        ParameterStore store = new ParameterStore(flash, Program.SizeBytes);
        store.Load();
        return store;
    }

    /// <summary>All values and accesses of a store in one text: two stores hold the same set when the texts are equal.</summary>
    public static string SetIn(ParameterStore store)
    {
        StringBuilder set = new StringBuilder();
        for (int index = 0; index < Catalogue.Count; index++)
        {
            if (!store.IsDefault(index) || store.AccessOf(index) != Catalogue.AccessOf(index))
            {
                set.Append(index).Append('/').Append((int)store.AccessOf(index)).Append('=').Append(store.Text(index)).Append('\n');
            }
        }

        byte[] digest = new byte[Md5.DigestBytes];
        for (digest[0] = 0; digest[0] < 4; digest[0]++)
        {
            set.Append(store.Prints.IsBody(1, 1000 + digest[0], digest) && store.Prints.IsRule(1, digest) ? $"print {digest[0]}\n" : "");
        }

        return set.ToString();
    }

    private static Fault Profile(ParameterStore store, byte number)
    {
        ParameterTransaction transaction = store.Begin();
        Assert.AreEqual(Fault.None, transaction.Set(ParameterIndex.GPP_C, new byte[] { (byte)('0' + number) }, 0, 1));
        return Print(transaction, number);
    }

    private static Fault Print(ParameterTransaction transaction, byte number)
    {
        byte[] digest = new byte[Md5.DigestBytes];
        digest[0] = number;
        transaction.SetPrint(1, 1000 + number, digest, digest);
        return transaction.Commit();
    }

    /// <summary>A flash with sets 1 to count committed, and one change more.</summary>
    public static MemoryFlash After(int count, Func<ParameterStore, Fault> last = null)
    {
        MemoryFlash flash = new MemoryFlash(Program.SizeBytes);
        ParameterStore store = new ParameterStore(flash, Program.SizeBytes);
        for (int number = 1; number <= count; number++)
        {
            Assert.AreEqual(Fault.None, Numbered(number)(store));
        }

        Assert.AreEqual(Fault.None, last == null ? Fault.None : last(store));
        return flash;
    }

    public static Func<ParameterStore, Fault> Numbered(int number)
    {
        return store =>
        {
            ParameterTransaction transaction = store.Begin();
            NumberedSet.Put(transaction, number);
            return transaction.Commit();
        };
    }

    private static Fault Set(ParameterStore store, int index, string text)
    {
        ParameterTransaction transaction = store.Begin();
        byte[] value = Encoding.ASCII.GetBytes(text);
        Assert.AreEqual(Fault.None, transaction.Set(index, value, 0, value.Length));
        return transaction.Commit();
    }

    // A set several times as large as the numbered ones.
    private static Fault Grow(ParameterStore store)
    {
        ParameterTransaction transaction = store.Begin();
        NumberedSet.Put(transaction, 9);
        byte[] value = Encoding.ASCII.GetBytes(new string('x', 300));
        for (int index = ParameterIndex.GPP_C; index <= ParameterIndex.GPP_P; index++)
        {
            value[0] = (byte)index;
            Assert.AreEqual(Fault.None, transaction.Set(index, value, 0, value.Length));
        }

        return transaction.Commit();
    }

    private static Fault Shrink(ParameterStore store)
    {
        ParameterTransaction transaction = store.Begin();
        for (int index = ParameterIndex.GPP_C; index <= ParameterIndex.GPP_P; index++)
        {
            Assert.AreEqual(Fault.None, transaction.Set(index, Array.Empty<byte>(), 0, 0));
        }

        return transaction.Commit();
    }

    // Makes a slot one that a firmware to come has written: its own version in a header that is whole.
    private static MemoryFlash OfUnknownVersion(MemoryFlash flash, int slot)
    {
        byte[] bytes = flash.Slots[slot];
        bytes[VersionAt] = UnknownVersion;
        BitConverter.TryWriteBytes(bytes.AsSpan(HeaderCrcAt), Crc32.Update(0, bytes, 0, HeaderCrcAt));
        Assert.AreEqual(Fault.SnapshotVersion, Started(flash).Report.FaultOf(slot));
        return flash;
    }
}
