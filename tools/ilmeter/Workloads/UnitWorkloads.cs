// What a unit does while nothing changes: the periodic resync and the look at a trigger.

using System;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.IlMeter;

/// <summary>A resync engine with its store, and a whole unit, on a clock that is stepped.</summary>
public static class UnitWorkloads
{
    private static readonly byte[] File = SampleProfile.Encrypt(CodecWorkloads.Gzipped, ProfileWorkloads.Passphrase);
    private static readonly byte[] Resalted = SampleProfile.Encrypt(CodecWorkloads.Gzipped, ProfileWorkloads.Passphrase, "pepperpe");
    private static readonly ResyncEngine Engine = StartedEngine();
    private static readonly SteppedClock Clock = new();
    private static readonly Device.Unit IdleUnit = StartedUnit();
    private static long _nowMs;
    private static int _resyncs;

    [Workload("resync, the same 46 KB file again", "resync")]
    public static long UnchangedResync() => Resync(File);

    [Workload("resync, 46 KB encrypted anew, no value changes", "resync")]
    public static long QuietResync() => Resync(_resyncs++ % 2 == 0 ? Resalted : File);

    [Workload("idle second with a trigger", "second")]
    public static long TriggerTick()
    {
        Clock.Advance(1000);
        IdleUnit.Step(0);
        return 1;
    }

    [Workload("idle step, every 10 ms, two lines", "step")]
    public static long IdleStep()
    {
        const int Steps = 90;
        for (int step = 0; step < Steps; step++)
        {
            Clock.Advance(10);
            IdleUnit.Step(0);
        }

        return Steps;
    }

    private static long Resync(byte[] file)
    {
        _nowMs = Math.Max(_nowMs, Engine.NextDeadlineMs);
        ResyncWork work = Engine.Step(_nowMs);
        if (work != ResyncWork.Fetch)
        {
            throw new InvalidOperationException("nothing to fetch: " + work);
        }

        Engine.ServerKnown(0xC0A801C8);
        ByteSink.Feed(Engine.Body, file);
        Engine.FetchEnded(Fault.None, false, null, _nowMs);
        work = Engine.Step(_nowMs);
        return work == ResyncWork.Ended && Engine.LastFault == Fault.None ? 1 : throw new InvalidOperationException(work + ", fault " + Engine.LastFault);
    }

    private static ResyncEngine StartedEngine()
    {
        ParameterStore store = ProfileWorkloads.LoadedStore(new MemoryFlash(64 * 1024));
        Set(store, ParameterIndex.Profile_Rule, "[--key SecretPhrase1234] http://192.168.1.200/p.cfg");
        Set(store, ParameterIndex.Resync_Random_Delay, "0");
        ProfileWorkloads.Apply(File, store);
        ResyncEngine engine = new(store, new MacroValues(store), 1 << 20, new QuietLog(), 1, null);
        engine.Start(ResyncEvent.WarmStart, 0);
        return engine;
    }

    private static Device.Unit StartedUnit()
    {
        LoopbackNetwork network = new(Clock, 1, 1);
        Device.Unit unit = new(new UnitParts
        {
            Clock = Clock,
            Random = new FixedRandom(),
            Network = network,
            Flash = new MemoryFlash(64 * 1024),
            Power = new VirtualPower(),
            Identity = new VirtualIdentity(),
            Lines = new ISlic[] { new VirtualLine(), new VirtualLine() },
            StoreBytes = ProfileWorkloads.StoreBytes,
        });
        unit.Load();
        Set(unit.Store, ParameterIndex.Profile_Rule, "");
        Set(unit.Store, ParameterIndex.Resync_Random_Delay, "0");
        Set(unit.Store, ParameterIndex.Resync_Trigger_1, "$REGTMR1 gt 300 and $PRVTMR ge 600 and \"$EXTIP\" ne \"\"");
        unit.Start();
        for (int second = 0; second < 20; second++)
        {
            Clock.Advance(1000);
            unit.Step(0);
        }

        unit.Resync.RegistrationLost(0, 0);
        return unit;
    }

    private static void Set(ParameterStore store, int index, string value)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(value);
        ParameterTransaction transaction = store.Begin();
        ProfileWorkloads.None(transaction.Set(index, bytes, 0, bytes.Length));
        ProfileWorkloads.None(transaction.Commit());
    }

    private sealed class FixedRandom : IRandom
    {
        public void Fill(byte[] buffer, int offset, int count) => Array.Fill(buffer, (byte)4, offset, count);

        public int Next(int exclusiveMax) => 0;
    }

    private sealed class QuietLog : ILog
    {
        public bool Wants(int debugLevel) => false;

        public void Message(LogSeverity severity, TextBuffer line)
        {
        }

        public void Debug(int debugLevel, TextBuffer line)
        {
        }
    }
}
