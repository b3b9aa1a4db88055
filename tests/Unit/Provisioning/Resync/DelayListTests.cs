// Schedules in, delays out: rows of the guide's "Configurable Schedules" and of bad lists.

using System.Text;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class DelayListTests
{
    [TestMethod]
    [DataRow("7200", 0, 7200)]
    [DataRow("7200", 5, 7200)]
    [DataRow("1800,3600,7200,14400", 0, 1800)]
    [DataRow("1800,3600,7200,14400", 1, 3600)]
    [DataRow("1800,3600,7200,14400", 3, 14400)]
    [DataRow("1800,3600,7200,14400", 9, 14400)]
    [DataRow(" 10 , 20 ", 1, 20)]
    [DataRow("", 0, 0)]
    [DataRow("  ", 0, 0)]
    [DataRow("0", 0, 0)]
    [DataRow("2147483647", 0, 2147483647)]
    public void ReadsFixedDelays(string list, int step, int seconds)
    {
        Assert.AreEqual((long)seconds * 1000, Delay(list, step, new DelayRandom(1)));
    }

    [TestMethod]
    [DataRow("x", 1)]
    [DataRow("-1", 1)]
    [DataRow("10,", 4)]
    [DataRow(",10", 1)]
    [DataRow("10,,20", 4)]
    [DataRow("10+", 4)]
    [DataRow("10+5+5", 5)]
    [DataRow("10 20", 4)]
    [DataRow("1.5", 2)]
    [DataRow("10, 2147483648", 5)]
    [DataRow("99999999999999999999999999", 1)]
    public void RefusesWhatIsNoListAndTellsTheColumn(string list, int column)
    {
        byte[] text = Encoding.UTF8.GetBytes(" " + list);
        int found;
        Assert.AreEqual(DelayList.Bad, DelayList.DelayMs(text, 1, text.Length - 1, 0, new DelayRandom(1), out found));
        Assert.AreEqual(column, found);
        Assert.AreEqual(DelayList.Bad, Delay(list, 0, new DelayRandom(1)));
    }

    [TestMethod]
    public void AGoodListHasNoBadColumn()
    {
        byte[] text = Encoding.UTF8.GetBytes(" 10+5 , 20 ");
        int found;
        Assert.AreEqual(20000L, DelayList.DelayMs(text, 0, text.Length, 1, new DelayRandom(1), out found));
        Assert.AreEqual(0, found);
    }

    [TestMethod]
    [DataRow("3600+600", 0, 3600, 4200)]
    [DataRow("1800+300,3600+600,7200+900", 1, 3600, 4200)]
    [DataRow("1800+300,3600+600,7200+900", 8, 7200, 8100)]
    [DataRow("1800,3600,7200,14400+3600", 7, 14400, 18000)]
    [DataRow("1+2147483647", 0, 1, 2147483647)]
    public void TheRandomPartStaysInItsBoundsAndReachesThem(string list, int step, int least, int most)
    {
        DelayRandom random = new DelayRandom(7);
        long low = long.MaxValue;
        long high = 0;
        for (int i = 0; i < 2000; i++)
        {
            long delay = Delay(list, step, random);
            low = delay < low ? delay : low;
            high = delay > high ? delay : high;
        }

        long span = ((long)most - least) * 1000;
        Assert.IsTrue(low >= (long)least * 1000 && low < ((long)least * 1000) + (span / 50));
        Assert.IsTrue(high <= ((long)most * 1000) + 1000 && high > ((long)most * 1000) - (span / 50));
    }

    [TestMethod]
    public void ARandomPartIsNeverDrawnAsNoTimer()
    {
        DelayRandom random = new DelayRandom(3);
        for (int i = 0; i < 5000; i++)
        {
            Assert.IsTrue(Delay("0+1", 0, random) > 0);
        }

        Assert.AreEqual(0L, Delay("0+0", 0, random));
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameDelays()
    {
        DelayRandom a = new DelayRandom(42);
        DelayRandom b = new DelayRandom(42);
        DelayRandom other = new DelayRandom(43);
        bool differs = false;
        for (int i = 0; i < 20; i++)
        {
            long drawn = a.Next(1000000);
            Assert.AreEqual(drawn, b.Next(1000000));
            differs |= drawn != other.Next(1000000);
        }

        Assert.IsTrue(differs);
    }

    private static long Delay(string list, int step, DelayRandom random)
    {
        byte[] text = Encoding.UTF8.GetBytes(list);
        int column;
        return DelayList.DelayMs(text, 0, text.Length, step, random, out column);
    }
}
