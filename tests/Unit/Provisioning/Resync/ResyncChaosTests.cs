// A resync engine through weeks of anything: calls, requests, outages, parameters that change; what must hold at every step.

using System;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class ResyncChaosTests
{
    private const int Steps = 4000;
    private const int ForcedMs = 100 * 1000;

    private readonly ResyncRig _rig = new ResyncRig();
    private Random _random;
    private bool _enabled = true;
    private long _busySinceMs;
    private int _fetches;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void NothingStartsDuringACallOrWhileOffAndNoStepAsksToBeCalledAtOnceForEver(int seed)
    {
        _random = new Random(seed);
        _rig.Set("Profile_Rule", "(\"$B\" ne \"\")? (c = \"$PRVST\";)! /x | /x");
        _rig.Set("Resync_Random_Delay", "1");
        _rig.Set("Resync_Periodic", "300+300");
        _rig.Set("Resync_Error_Retry_Delay", "20,40,80+10");
        _rig.Set("Forced_Resync_Delay", "100");
        _rig.Set("Resync_Trigger_1", "$REGTMR1 gt 30 and $PRVTMR ge 60");
        _rig.Set("Resync_Trigger_2", "\"$A\" eq \"2\"");
        _rig.Engine.Start(ResyncEvent.PowerUp, _rig.NowMs);
        for (int step = 0; step < Steps; step++)
        {
            Disturb();
            Pass(_random.Next(90) * 1000);
        }

        Assert.IsTrue(_fetches > 300, _fetches.ToString());
    }

    private void Disturb()
    {
        ResyncEngine engine = _rig.Engine;
        switch (_random.Next(12))
        {
            case 0:
            case 1:
                _busySinceMs = engine.LinesIdle ? _rig.NowMs : _busySinceMs;
                engine.LinesIdle = false;
                break;
            case 2:
            case 3:
            case 4:
                engine.LinesIdle = true;
                break;
            case 5:
                _rig.Request(_random.Next(2) == 0 ? "/own" : "(bad");
                break;
            case 6:
                engine.RegistrationLost(0, _rig.NowMs);
                break;
            case 7:
                engine.RegistrationRegained(0);
                break;
            case 8:
                engine.UpgradeAttempted(_rig.NowMs);
                break;
            case 9:
                _rig.Set("GPP_A", _random.Next(3).ToString());
                break;
            case 10:
                _enabled = _random.Next(4) != 0;
                _rig.Set("Provision_Enable", _enabled ? "Yes" : "No");
                break;
            case 11:
                _rig.Set("GPP_B", _random.Next(2) == 0 ? "" : "b");
                break;
        }
    }

    // Steps as the unit would: at each deadline, and once at the end.
    private void Pass(int ms)
    {
        ResyncEngine engine = _rig.Engine;
        long endMs = _rig.NowMs + ms;
        int atOnce = 0;
        while (true)
        {
            ResyncWork work = engine.Step(_rig.NowMs);
            if (work == ResyncWork.Fetch)
            {
                _fetches++;
                Assert.IsTrue(_enabled);
                Assert.IsTrue(engine.LinesIdle || _rig.NowMs - _busySinceMs >= ForcedMs);
                engine.FetchEnded(_random.Next(3) == 0 ? Fault.ConnectTimeout : Fault.TftpNotFound, false, null, _rig.NowMs);
            }
            else if (work == ResyncWork.None)
            {
                // A wait that was given up may leave a timer that is over: the next step deals with it.
                atOnce = engine.NextDeadlineMs > _rig.NowMs ? 0 : atOnce + 1;
                Assert.IsTrue(atOnce <= 1);
                Assert.IsTrue(engine.State != ResyncState.Running);
                if (engine.NextDeadlineMs > endMs)
                {
                    _rig.NowMs = endMs;
                    return;
                }

                _rig.NowMs = atOnce > 0 ? _rig.NowMs : engine.NextDeadlineMs;
            }
        }
    }
}
