// Who has to wait after failed logins, and how long.

using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class LoginThrottleTests
{
    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(2, 0)]
    [DataRow(3, 2000)]
    [DataRow(4, 4000)]
    [DataRow(7, 32000)]
    [DataRow(8, 60000)]
    [DataRow(1000, 60000)]
    public void FailuresInARowMakeTheAddressWait(int failures, int waitMs)
    {
        LoginThrottle throttle = new LoginThrottle();
        for (int i = 0; i < failures; i++)
        {
            throttle.Failed(7, 1000);
        }

        Assert.AreEqual((long)waitMs, throttle.WaitMs(7, 1000));
        Assert.AreEqual(0L, throttle.WaitMs(7, 1000 + waitMs));
        Assert.AreEqual(0L, throttle.WaitMs(8, 1000));
    }

    [TestMethod]
    public void ALoginEndsIt()
    {
        LoginThrottle throttle = new LoginThrottle();
        throttle.Failed(7, 0);
        throttle.Failed(7, 0);
        throttle.Succeeded(7);
        throttle.Failed(7, 0);
        Assert.AreEqual(0L, throttle.WaitMs(7, 0));
    }

    [TestMethod]
    public void OthersThatFailDoNotEndItBeforeFourOfThem()
    {
        LoginThrottle throttle = new LoginThrottle();
        for (uint address = 1; address <= 4; address++)
        {
            for (int i = 0; i < 3; i++)
            {
                throttle.Failed(address, 0);
            }
        }

        Assert.AreEqual(2000L, throttle.WaitMs(1, 0));
        throttle.Failed(5, 0);
        Assert.AreEqual(0L, throttle.WaitMs(1, 0));
        Assert.AreEqual(2000L, throttle.WaitMs(2, 0));
    }
}
