// The power goes at every operation of a change: the next start finds exactly the old set or exactly the new one, and can go on.

using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss.Tests;

[TestClass]
public class PowerCutTests
{
    private const int Seed = 20070301;
    private const int MaxPagesForEverySubset = 6;
    private const int SampledSubsets = 48;
    private const int Done = int.MaxValue;

    private readonly MemoryFlash _flash = new MemoryFlash(Program.SizeBytes);
    private readonly MemoryFlash _found = new MemoryFlash(Program.SizeBytes);

    private Scenario _scenario;
    private string _oldSet;
    private string _newSet;
    private int _cuts;
    private int _olds;
    private int _news;

    public TestContext TestContext { get; set; }

    // Recorded, for the cuts are the same in every run: a table that has changed is a store that writes otherwise.
    [TestMethod]
    public void OldOrNewAfterACutAnywhere()
    {
        CutTable table = new CutTable();
        foreach (Scenario scenario in Scenario.All())
        {
            Start(scenario);
            table.Add(scenario.Name, "atomic", CountedBy(CutAtOperations));
            table.Add(scenario.Name, "torn", CountedBy(CutInAppends));
            table.Add(scenario.Name, "reordered", CountedBy(CutBehindCache));
        }

        TestContext.WriteLine(table.Text());
        table.CheckRecorded();
    }

    private void Start(Scenario scenario)
    {
        _scenario = scenario;
        _oldSet = Scenario.SetIn(Scenario.Started(scenario.Before));
        _flash.CopyFrom(scenario.Before);
        Assert.AreEqual(Fault.None, scenario.Change(Scenario.Started(_flash)), scenario.Name);
        _newSet = Scenario.SetIn(Scenario.Started(_flash));
        Assert.AreNotEqual(_oldSet, _newSet, scenario.Name);
    }

    private int[] CountedBy(Action cutEverywhere)
    {
        _cuts = 0;
        _olds = 0;
        _news = 0;
        cutEverywhere();
        return new[] { _cuts, _olds, _news };
    }

    // Every operation happens or does not.
    private void CutAtOperations()
    {
        bool isCut = true;
        for (int operation = 0; isCut; operation++)
        {
            isCut = CutAt(operation, 0).IsCut && CutAt(operation, Done).IsCut;
        }
    }

    // Every append is torn at every byte; a begin or an end, which has none, happens.
    private void CutInAppends()
    {
        PowerCutFlash flash;
        int operation = 0;
        do
        {
            int torn = 1;
            do
            {
                flash = CutAt(operation, torn);
            }
            while (++torn < flash.CutAppendBytes);
            operation++;
        }
        while (flash.IsCut);
    }

    private PowerCutFlash CutAt(int operation, int torn)
    {
        _found.CopyFrom(_scenario.Before);
        PowerCutFlash flash = new PowerCutFlash(_found, operation, torn);
        Fault fault = _scenario.Change(Scenario.Started(flash));
        if (flash.IsCut)
        {
            Assert.AreNotEqual(Fault.None, fault, _scenario.Name);
            CheckFound("operation " + operation + ", " + torn + " bytes");
        }

        return flash;
    }

    // What was appended before EndWrite answered reaches the flash in any order: any set of its pages may be there.
    private void CutBehindCache()
    {
        PowerCutFlash flash;
        int operation = 0;
        do
        {
            _flash.CopyFrom(_scenario.Before);
            PageCacheFlash cache = new PageCacheFlash(_flash);
            flash = new PowerCutFlash(cache, operation, 0);
            _scenario.Change(Scenario.Started(flash));
            for (int lost = (int)LostPage.Stale; flash.IsCut && lost <= (int)LostPage.HoleAtFullLength; lost++)
            {
                foreach (bool[] arrived in Subsets(cache.PageCount))
                {
                    cache.LeaveBehind(_found, arrived, (LostPage)lost);
                    CheckFound("operation " + operation + ", " + (LostPage)lost + ", pages " + string.Join(' ', arrived));
                }
            }

            operation++;
        }
        while (flash.IsCut);
    }

    // Every subset of few pages; of many, the telling ones and a sample that is the same in every run.
    private static IEnumerable<bool[]> Subsets(int pages)
    {
        if (pages <= MaxPagesForEverySubset)
        {
            for (int subset = 0; subset < 1 << pages; subset++)
            {
                yield return Pages(pages, page => (subset & (1 << page)) != 0);
            }

            yield break;
        }

        yield return Pages(pages, page => false);
        yield return Pages(pages, page => true);
        yield return Pages(pages, page => page == 0);
        yield return Pages(pages, page => page == pages - 1);
        yield return Pages(pages, page => page != 0);
        yield return Pages(pages, page => page != pages - 1);
        yield return Pages(pages, page => page % 2 == 0);
        yield return Pages(pages, page => page % 2 == 1);
        Random random = new Random(Seed + pages);
        for (int sample = 0; sample < SampledSubsets; sample++)
        {
            yield return Pages(pages, page => random.Next(2) == 0);
        }
    }

    private static bool[] Pages(int count, Func<int, bool> arrives)
    {
        bool[] arrived = new bool[count];
        for (int page = 0; page < count; page++)
        {
            arrived[page] = arrives(page);
        }

        return arrived;
    }

    private static ReadOnlySpan<byte> BytesIn(MemoryFlash flash, int slot)
    {
        return flash.Slots[slot].AsSpan(0, flash.Lengths[slot]);
    }

    private void CheckFound(string cut)
    {
        string where = _scenario.Name + ", " + cut;
        ParameterStore store = Scenario.Started(_found);
        string set = Scenario.SetIn(store);
        bool isOld = set == _oldSet;
        Assert.IsTrue(isOld || set == _newSet, where + ": neither the old nor the new set");
        _cuts++;
        _olds += isOld ? 1 : 0;
        _news += isOld ? 0 : 1;

        // The unit goes on as if nothing had been.
        Assert.AreEqual(Fault.None, Scenario.Numbered(7)(store), where);
        Assert.AreEqual(7, NumberedSet.Of(Scenario.Started(_found)), where);
        int kept = _scenario.KeptSlot;
        Assert.IsTrue(kept < 0 || !isOld || BytesIn(_found, kept).SequenceEqual(BytesIn(_scenario.Before, kept)), where + ": the newer version's slot is written over");
    }
}
