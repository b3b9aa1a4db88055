// A virtual unit on a PC: builds it from its parts, steps it, starts it anew when it restarts.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;
using NanoSpa.Hal.Storage;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Unit;

/// <summary>The main loop of `nanospa` and `nanospa run`.</summary>
internal sealed class HostUnit(UnitOptions options, UnitReport report)
{
    /// <summary>RAM for values; a PC has enough for any profile.</summary>
    public const int StoreBytes = 256 * 1024;

    private const int IdleMs = 10;
    private const int TransferWaitMs = 20;

    private readonly VirtualLine[] _lines = [new(), new()];
    private readonly VirtualPower _power = new();
    private readonly IClock _clock = new SystemClock();
    private readonly IRandom _random = new SystemRandom();
    private readonly WebListener _web = new(options.WebHost, keepsPort: true);
    private int _resetAsked;
    private int _reportAsked;

    /// <summary>The unit's telephone lines, line 1 first; they may be set from any thread, and keep their state over restarts.</summary>
    public VirtualLine[] Lines => _lines;

    /// <summary>Has the unit reset to its factory values before its next step; from any thread.</summary>
    public void AskFactoryReset() => Interlocked.Exchange(ref _resetAsked, 1);

    /// <summary>Has the unit send the report of Report_Rule, as a SIP NOTIFY does; from any thread.</summary>
    public void AskReport() => Interlocked.Exchange(ref _reportAsked, 1);

    /// <summary>Runs until cancelled, or with Once until the first resync has ended. The exit status.</summary>
    public int Run(CancellationToken stop)
    {
        try
        {
            return RunUnits(stop);
        }
        finally
        {
            _web.Close();
        }
    }

    private int RunUnits(CancellationToken stop)
    {
        Directory.CreateDirectory(options.StateFolder);
        int webPort = options.WebPort != 0 ? options.WebPort : FreePort();
        bool first = true;
        while (!stop.IsCancellationRequested)
        {
            var supervisor = new Supervisor(new FileNote(options.StateFolder, "crashes"), _clock, _power);
            Device.Unit unit = Create(webPort, supervisor);
            unit.Load();
            if (first)
            {
                report.Kept(unit.Store, unit.Loaded);
                foreach ((string name, byte[] value) in options.Assignments)
                {
                    ParameterSetting.Apply(unit.Store, name, value);
                }
            }

            unit.Start();
            if (!_web.IsServing)
            {
                _web.Close();
            }

            if (first)
            {
                report.Web(options.WebHost, webPort);
                report.Waiting(unit, _clock.NowMs);
            }

            first = false;
            Step(unit, supervisor, stop);
            unit.Stop();
            if (options.Once && report.Resyncs > 0)
            {
                return report.LastSucceeded ? 0 : 1;
            }

            if (options.Once && !stop.IsCancellationRequested && !_power.RestartRequested)
            {
                report.NothingDue();
                return 1;
            }

            if (_power.RestartRequested)
            {
                report.Restarting(_power.IsCold);
                _power.Restarted();
            }
        }

        return 0;
    }

    private void Step(Device.Unit unit, Supervisor supervisor, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !(options.Once && report.Resyncs > 0))
        {
            if (Interlocked.Exchange(ref _resetAsked, 0) != 0)
            {
                unit.FactoryReset();
                report.ForgetChanges();
            }

            if (Interlocked.Exchange(ref _reportAsked, 0) != 0)
            {
                unit.RequestReport();
            }

            switch (supervisor.Step(unit, TransferWaitMs))
            {
                case UnitStatus.Restarting:
                    return;
                case UnitStatus.Idle:
                    if (options.Once && unit.NextDeadlineMs == Provisioning.ResyncEngine.Never)
                    {
                        return;
                    }

                    stop.WaitHandle.WaitOne(IdleMs);
                    break;
            }
        }
    }

    private Device.Unit Create(int webPort, Supervisor supervisor) => new(new UnitParts
    {
        Supervisor = supervisor,
        Clock = _clock,
        Random = _random,
        Network = new HostNetwork(new SocketNetwork(options.Address, options.Tls), options.Address, options.Option66),
        Trust = options.Tls,
        Web = _web,
        WebPort = webPort,
        Flash = new FileParameterFlash(options.StateFolder, StoreBytes),
        Lines = [.. _lines],
        Power = supervisor,
        Identity = options.Identity,
        Console = report,
        Observer = report,
        DnsAddress = options.DnsAddress,
        DnsPort = options.DnsPort,
        ExternalAddress = options.ExternalAddress,
        StoreBytes = StoreBytes,
    });

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
