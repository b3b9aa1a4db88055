// The power goes at every operation of a commit, with every torn length: the next start finds the old set or the new one.

using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss.Tests;

[TestClass]
public class PowerCutTests
{
    private static readonly MemoryFlash Found = new MemoryFlash(Program.SizeBytes);

    // A flash with sets 1 to count committed.
    private static MemoryFlash After(int count)
    {
        MemoryFlash flash = new MemoryFlash(Program.SizeBytes);
        ParameterStore store = new ParameterStore(flash, Program.SizeBytes);
        for (int number = 1; number <= count; number++)
        {
            ParameterTransaction transaction = store.Begin();
            NumberedSet.Put(transaction, number);
            Assert.AreEqual(Fault.None, transaction.Commit());
        }

        return flash;
    }

    private static ParameterStore Started(IParameterFlash flash)
    {
        ParameterStore store = new ParameterStore(flash, Program.SizeBytes);
        store.Load();
        return store;
    }

    // Cuts the commit of the set behind count at every place. Answers the number of cuts; olds and news count what was found.
    private static int CutEverywhere(int count, bool reset, ref int olds, ref int news)
    {
        MemoryFlash before = After(count);
        long next = reset ? 0 : count + 1;
        int cuts = 0;
        int torn = 0;
        for (int operation = 0; ;)
        {
            Found.CopyFrom(before);
            PowerCutFlash flash = new PowerCutFlash(Found, operation, torn);
            ParameterStore store = Started(flash);
            Fault fault = Change(store, next, reset);
            if (!flash.IsCut)
            {
                Assert.AreEqual(Fault.None, fault);
                return cuts;
            }

            cuts++;
            string where = "operation " + operation + ", " + torn + " bytes";
            ParameterStore again = Started(Found);
            long left = NumberedSet.Of(again);
            Assert.IsTrue(left == count || left == next, where + ": " + left);
            Assert.IsTrue(fault != Fault.None || left == next, where + ": answered well, lost");
            olds += left == count ? 1 : 0;
            news += left == next ? 1 : 0;

            // The unit goes on as if nothing had been.
            Assert.AreEqual(Fault.None, Change(again, count + 2, false), where);
            Assert.AreEqual(count + 2, NumberedSet.Of(Started(Found)), where);

            bool isOperationDone = torn >= (flash.CutAppendBytes > 0 ? flash.CutAppendBytes : 1);
            operation += isOperationDone ? 1 : 0;
            torn = isOperationDone ? 0 : torn + 1;
        }
    }

    private static Fault Change(ParameterStore store, long number, bool reset)
    {
        if (reset)
        {
            return store.FactoryReset();
        }

        ParameterTransaction transaction = store.Begin();
        NumberedSet.Put(transaction, number);
        return transaction.Commit();
    }

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(1, false)]
    [DataRow(2, false)]
    [DataRow(3, false)]
    [DataRow(2, true)]
    [DataRow(3, true)]
    public void OldOrNewAfterACutAnywhere(int count, bool reset)
    {
        int olds = 0;
        int news = 0;
        int cuts = CutEverywhere(count, reset, ref olds, ref news);
        Console.WriteLine(cuts + " cuts: " + olds + " old, " + news + " new, 0 mixed");
        Assert.IsTrue(olds > 0 && news > 0 && cuts == olds + news);
    }
}
