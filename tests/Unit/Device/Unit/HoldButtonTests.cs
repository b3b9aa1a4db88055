// Rows of samples of the reset button in, the moments it counts out.

using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class HoldButtonTests
{
    // Samples every 20 ms: runs of u (up) and d (down) with their number; then the sample, counted from 1, at which it counts (0: never). Held for 200 ms.
    [TestMethod]
    [DataRow("u10 d20", 21)]
    [DataRow("u10 d10 u10", 0)]
    [DataRow("u10 d11 u10", 21)]
    [DataRow("u10 d5 u1 d6", 21)]
    [DataRow("u10 d2 u2 d20", 25)]
    [DataRow("u10 d5 u5 d5 u5", 0)]
    [DataRow("u10 d5 u5 d20", 31)]
    [DataRow("u10 d200", 21)]
    [DataRow("d200", 0)]
    [DataRow("d50 u10 d20", 71)]
    [DataRow("d50 u1 d50", 0)]
    [DataRow("u1 d200", 0)]
    public void ItCountsOnceAPressThatWasHeld(string samples, int expected)
    {
        HoldButton button = new HoldButton(200);
        int sample = 0;
        int counted = 0;
        foreach (string run in samples.Split(' '))
        {
            int length = int.Parse(run.Substring(1));
            for (int i = 0; i < length; i++)
            {
                sample++;
                if (button.Step(run[0] == 'd', sample * 20))
                {
                    Assert.AreEqual(0, counted);
                    counted = sample;
                }
            }
        }

        Assert.AreEqual(expected, counted);
    }
}
