// A board's files on I:\ in, a running unit out: the program of every ESP32 board.

using System;
using System.Device.Gpio;
using System.Threading;
using nanoFramework.Runtime.Native;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Hal.Lines;
using NanoSpa.Hal.Net;
using NanoSpa.Hal.Storage;

namespace NanoSpa.Boards.Esp32;

/// <summary>Starts the unit and steps it for ever, under a supervisor.</summary>
public static class Program
{
    private const string Flash = "I:\\";

    // Pulse digits want a sample every 10 ms.
    private const int IdleMs = 10;
    private const int TransferWaitMs = 5;
    private const int ButtonHoldMs = 10000;

    // A collection is asked for at most so often, and only when nothing is due for so long.
    private const long CollectEveryMs = 60000;
    private const long QuietAheadMs = 1000;

    // Values of a usual profile; without PSRAM memory is what there is least of.
    private const int StoreBytes = 20 * 1024;
    private const int SmallStoreBytes = 8 * 1024;
    private const int SmallBodyBytes = 128 * 1024;

    // Two slots of a file system of 256 KiB.
    private const int SlotBytes = 32 * 1024;

    /// <summary>Never returns: the board restarts instead.</summary>
    public static void Main()
    {
        BoardConsole console = new BoardConsole();
        BoardFile board = ReadBoard(console);
        GpioController gpio = new GpioController();
        ISlic[] lines = board.TextOf("lines") == null ? new ISlic[0] : BoardLines.Make(board, gpio);
        IClock clock = new SystemClock();
        BoardPower power = new BoardPower(new FileNote(Flash, "restart"), lines, clock);
        Supervisor supervisor = new Supervisor(new QuietNote(new FileNote(Flash, "crashes"), lines, clock), clock, power);
        LoopWatch watch = new LoopWatch(supervisor);
        try
        {
            Run(board, gpio, lines, clock, supervisor, console);
        }
        catch (Exception broken)
        {
            console.Show("The program broke: " + broken.Message);
            supervisor.Crashed(broken);
        }

        // The restart is under way.
        watch.Stop();
        Thread.Sleep(Timeout.Infinite);
    }

    private static void Run(BoardFile board, GpioController gpio, ISlic[] lines, IClock clock, Supervisor supervisor, BoardConsole console)
    {
        BoardNetwork network = new BoardNetwork(board.TextOf("network"), console);
        BoardFiles files = new BoardFiles(Flash, console);
        UnitParts parts = new UnitParts();
        parts.Clock = clock;
        parts.WallClock = new RtcClock();
        parts.Random = new SystemRandom();
        parts.Network = new SocketNetwork(0, files.Tls);
        parts.Web = new WebListener("");
        parts.Lines = lines;
        parts.Power = supervisor;
        parts.Supervisor = supervisor;
        parts.Identity = new BoardIdentity(network.MacAddress, files.Identity, files.HasOwnCertificate, files.Template);
        parts.Console = console;
        SetMemory(parts, board.TextOf("psram") == "yes");
        parts.Flash = new FileParameterFlash(Flash, SlotBytes);

        NanoSpa.Device.Unit unit = new NanoSpa.Device.Unit(parts);
        unit.Load();
        network.Start(unit.Store);
        unit.Start();
        Step(unit, supervisor, clock, lines, MakeButton(board, gpio));
    }

    // What a board without PSRAM leaves out is told in its folder.
    private static void SetMemory(UnitParts parts, bool hasPsram)
    {
        parts.StoreBytes = hasPsram ? StoreBytes : SmallStoreBytes;
        if (!hasPsram)
        {
            parts.RefusesGzip = true;
            parts.HoldBytes = 0;
            parts.MaxBodyBytes = SmallBodyBytes;
            parts.MaxDecodedBytes = SmallBodyBytes;
        }
    }

    private static void Step(NanoSpa.Device.Unit unit, Supervisor supervisor, IClock clock, ISlic[] lines, GpioPin button)
    {
        HoldButton reset = new HoldButton(ButtonHoldMs);
        long collectedMs = clock.NowMs;
        UnitStatus status = UnitStatus.Busy;
        while (status != UnitStatus.Restarting)
        {
            long nowMs = clock.NowMs;
            if (button != null && reset.Step(button.Read() == PinValue.Low, nowMs))
            {
                unit.FactoryReset();
            }

            status = supervisor.Step(unit, TransferWaitMs);
            if (status == UnitStatus.Idle)
            {
                if (nowMs - collectedMs >= CollectEveryMs && unit.NextDeadlineMs - nowMs >= QuietAheadMs)
                {
                    collectedMs = nowMs;
                    nanoFramework.Runtime.Native.GC.Run(false);
                }

                Thread.Sleep(WaitMs(lines, clock.NowMs));
            }
        }
    }

    // A half wave of a ring ends between two samples: the loop is there when it does.
    private static int WaitMs(ISlic[] lines, long nowMs)
    {
        long waitMs = IdleMs;
        for (int line = 0; line < lines.Length; line++)
        {
            long leftMs = lines[line].NextDeadlineMs - nowMs;
            waitMs = leftMs < waitMs ? leftMs : waitMs;
        }

        return waitMs < 1 ? 1 : (int)waitMs;
    }

    private static GpioPin MakeButton(BoardFile board, GpioController gpio)
    {
        int number = board.NumberOf("button");
        if (number == BoardFile.None)
        {
            return null;
        }

        // GPIO 34 to 39 have no pull-up of their own.
        return gpio.OpenPin(number, number >= 34 ? PinMode.Input : PinMode.InputPullUp);
    }

    private static BoardFile ReadBoard(BoardConsole console)
    {
        BoardFile board = new BoardFile();
        byte[] text = BoardFiles.Bytes(Flash + "board.txt", console);
        if (text == null)
        {
            console.Show("There is no I:\\board.txt: the unit runs without lines");
        }
        else if (!board.Read(text))
        {
            console.Show("Line " + board.ProblemLine.ToString() + " of I:\\board.txt is wrong: the unit runs without lines");
        }

        return board;
    }
}
