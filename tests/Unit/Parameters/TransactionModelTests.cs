// Thousands of random sets, aborts and commits in a heap that is nearly full, against the plainest model there is.

using System;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Parameters.Tests;

[TestClass]
public class TransactionModelTests
{
    private const int Parameters = 10;
    private const int Steps = 3000;

    // A value is a number of equal letters; -1 stands for the factory value, which is empty.
    private readonly int[] _committedLength = new int[Parameters];
    private readonly int[] _pendingLength = new int[Parameters];
    private readonly char[] _committedLetter = new char[Parameters];
    private readonly char[] _pendingLetter = new char[Parameters];

    [TestMethod]
    [DataRow(1, 256)]
    [DataRow(2, 384)]
    [DataRow(3, 512)]
    [DataRow(4, 2048)]
    public void StoreAndTransactionFollowTheModel(int seed, int capacity)
    {
        Random random = new Random(seed);
        MemoryFlash flash = new MemoryFlash(4096);
        ParameterStore store = new ParameterStore(flash, capacity);
        ParameterTransaction transaction = store.Begin();
        int refused = 0;
        Start();
        for (int step = 0; step < Steps; step++)
        {
            int what = random.Next(12);
            if (what == 0)
            {
                Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
                Copy(_pendingLength, _pendingLetter, _committedLength, _committedLetter);
            }
            else if (what == 1)
            {
                transaction.Abort();
                Copy(_committedLength, _committedLetter, _pendingLength, _pendingLetter);
            }
            else
            {
                refused += SetOne(transaction, random) ? 0 : 1;
            }

            Compare(store, transaction);
        }

        ParameterStore again = new ParameterStore(flash, capacity);
        Assert.AreEqual((int)Fault.None, (int)again.Load());
        again.Begin();
        transaction.Abort();
        Copy(_committedLength, _committedLetter, _pendingLength, _pendingLetter);
        Compare(again, again.Begin());
        Assert.AreEqual(capacity < 2048, refused > 0);
    }

    private void Start()
    {
        for (int i = 0; i < Parameters; i++)
        {
            _committedLength[i] = 0;
            _pendingLength[i] = 0;
            _committedLetter[i] = 'a';
            _pendingLetter[i] = 'a';
        }
    }

    private bool SetOne(ParameterTransaction transaction, Random random)
    {
        int i = random.Next(Parameters);
        int length = random.Next(3) == 0 ? 0 : random.Next(60);
        char letter = (char)('a' + random.Next(3));
        byte[] value = Bytes.Filled(length, letter);
        Fault fault = transaction.Set(ParameterIndex.GPP_A + i, value, 0, length);
        if (fault == Fault.None)
        {
            _pendingLength[i] = length;
            _pendingLetter[i] = letter;
            return true;
        }

        Assert.AreEqual((int)Fault.StoreFull, (int)fault);
        return false;
    }

    private static void Copy(int[] fromLength, char[] fromLetter, int[] toLength, char[] toLetter)
    {
        Array.Copy(fromLength, 0, toLength, 0, Parameters);
        Array.Copy(fromLetter, 0, toLetter, 0, Parameters);
    }

    private void Compare(ParameterStore store, ParameterTransaction transaction)
    {
        int changed = 0;
        TextBuffer text = new TextBuffer(64);
        for (int i = 0; i < Parameters; i++)
        {
            int index = ParameterIndex.GPP_A + i;
            byte[] value = Bytes.Filled(_committedLength[i], _committedLetter[i]);
            Assert.IsTrue(store.ValueEquals(index, value, 0, value.Length));
            Assert.AreEqual(value.Length == 0, store.IsDefault(index));
            byte[] pending = Bytes.Filled(_pendingLength[i], _pendingLetter[i]);
            text.Clear();
            transaction.AppendNew(index, text);
            Assert.IsTrue(ByteText.Equals(text.Bytes, 0, text.Length, pending, 0, pending.Length));
            bool isChanged = !ByteText.Equals(value, 0, value.Length, pending, 0, pending.Length);
            Assert.AreEqual(isChanged, transaction.ChangesValue(index));
            changed += isChanged ? 1 : 0;
        }

        Assert.AreEqual(changed, transaction.ChangedCount);
    }
}
