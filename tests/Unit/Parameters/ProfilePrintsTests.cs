// Fingerprints of profiles in the store: what is kept in RAM, what on flash, and what forgets them.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class ProfilePrintsTests
{
    // Steps: vN a profile with print N that changes a value, sN one that changes none, w a value of another origin, p a power cycle,
    // f a factory reset, a a transaction given up. Then the print that holds, 0 for none, and the commits that reached the flash.
    [TestMethod]
    [DataRow("", 0, 0)]
    [DataRow("v1", 1, 1)]
    [DataRow("v1p", 1, 1)]
    [DataRow("v1s1s1s1p", 1, 1)]
    [DataRow("s1", 1, 0)]
    [DataRow("s1p", 0, 0)]
    [DataRow("s1s2s3s4", 4, 0)]
    [DataRow("v1s2", 2, 2)]
    [DataRow("v1s2p", 0, 2)]
    [DataRow("v1s2s3s4s5s6s7", 7, 2)]
    [DataRow("v1s2s1", 1, 2)]
    [DataRow("v1wp", 1, 2)]
    [DataRow("s1wp", 1, 1)]
    [DataRow("v1s2wp", 2, 3)]
    [DataRow("v1v2p", 2, 2)]
    [DataRow("v1f", 0, 3)]
    [DataRow("v1fp", 0, 3)]
    [DataRow("s1f", 0, 2)]
    [DataRow("v1a", 1, 1)]
    [DataRow("v1av2p", 2, 2)]
    public void TheFlashHoldsTheLastOneOrNone(string steps, int print, int writes)
    {
        MemoryFlash flash = new MemoryFlash(8192);
        ParameterStore store = new ParameterStore(flash, 4096);
        store.Load();
        byte[] text = Bytes.Of(steps);
        byte value = (byte)'a';
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'p':
                    store = new ParameterStore(flash, 4096);
                    Assert.AreEqual((int)Fault.None, (int)store.Load());
                    Assert.AreEqual(0, store.Report.UnknownCount);
                    break;
                case (byte)'f':
                    Assert.AreEqual((int)Fault.None, (int)store.FactoryReset());
                    break;
                case (byte)'a':
                    Print(store.Begin(), 9);
                    store.Begin();
                    break;
                case (byte)'w':
                    Assert.AreEqual((int)Fault.None, (int)Change(store, value++).Commit());
                    break;
                case (byte)'v':
                    i++;
                    Assert.AreEqual((int)Fault.None, (int)Print(Change(store, value++), text[i] - '0').Commit());
                    break;
                default:
                    i++;
                    Assert.AreEqual((int)Fault.None, (int)Print(store.Begin(), text[i] - '0').Commit());
                    break;
            }
        }

        byte[] digest = new byte[Md5.DigestBytes];
        for (int other = 1; other <= 9; other++)
        {
            digest[15] = (byte)other;
            Assert.AreEqual(print == other, store.Prints.IsBody(2, 100 + other, digest));
            Assert.AreEqual(print == other, store.Prints.IsRule(2, digest));
            Assert.IsFalse(store.Prints.IsBody(2, 100, digest));
            Assert.IsFalse(store.Prints.Has(1));
        }

        ParameterStore last = new ParameterStore(flash, 4096);
        last.Load();
        Assert.AreEqual(writes, (int)(long)last.Report.Sequence);
    }

    [TestMethod]
    public void FourRowsStandBesideEachOther()
    {
        MemoryFlash flash = new MemoryFlash(8192);
        ParameterStore store = new ParameterStore(flash, 4096);
        store.Load();
        byte[] digest = new byte[Md5.DigestBytes];
        for (int row = 0; row < ProfilePrints.Count; row++)
        {
            digest[0] = (byte)row;
            ParameterTransaction transaction = Change(store, (byte)('a' + row));
            transaction.SetPrint(row, 70000 + row, digest, digest);
            Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        }

        store = new ParameterStore(flash, 4096);
        store.Load();
        for (int row = 0; row < ProfilePrints.Count; row++)
        {
            digest[0] = (byte)row;
            Assert.AreEqual(70000 + row, store.Prints.LengthOf(row));
            Assert.IsTrue(store.Prints.IsBody(row, 70000 + row, digest));
        }
    }

    private static ParameterTransaction Change(ParameterStore store, byte value)
    {
        ParameterTransaction transaction = store.Begin();
        byte[] bytes = { value };
        transaction.Set(ParameterIndex.GPP_A, bytes, 0, 1);
        return transaction;
    }

    private static ParameterTransaction Print(ParameterTransaction transaction, int number)
    {
        byte[] digest = new byte[Md5.DigestBytes];
        digest[15] = (byte)number;
        transaction.SetPrint(2, 100 + number, digest, digest);
        return transaction;
    }
}
