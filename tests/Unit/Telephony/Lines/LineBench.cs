// One line on a clock that is moved by hand: samples every 10 ms, states and events written down.

using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Telephony.Tests;

/// <summary>Time starts at 0. Events are shown as "P50 5@200 F900"; a digit with its key.</summary>
public sealed class LineBench : ILineListener
{
    private const int SampleMs = 10;

    private readonly TextBuffer _events = new TextBuffer(1000);

    /// <summary>A line with generators and a receiver; settings may still be changed before <see cref="Start"/>.</summary>
    public LineBench()
    {
        Slic = new FakeSlic(true);
        Line = new Line(0, Slic, Settings, this);
    }

    /// <summary>The circuit.</summary>
    public FakeSlic Slic { get; }

    /// <summary>The settings.</summary>
    public FakeSettings Settings { get; } = new FakeSettings();

    /// <summary>The line.</summary>
    public Line Line { get; }

    /// <summary>Now.</summary>
    public int NowMs { get; private set; }

    /// <summary>What happened so far.</summary>
    public string Events
    {
        get { return _events.ToString(); }
    }

    /// <summary>What was done to the circuit since the last look; forgets it.</summary>
    public string TakeDone()
    {
        string done = Slic.Done.ToString();
        Slic.Done.Clear();
        return done;
    }

    /// <summary>Starts the line; the transcript begins after it.</summary>
    public void Start()
    {
        Line.Start(0);
        Slic.Done.Clear();
    }

    /// <summary>Lets time pass with the hook as it is.</summary>
    public void Run(int forMs)
    {
        for (int endMs = NowMs + forMs; NowMs < endMs; NowMs += SampleMs)
        {
            Slic.NowMs = NowMs;
            Line.Step(NowMs);
        }

        Slic.NowMs = NowMs;
    }

    /// <summary>Lets the hook follow a script of levels.</summary>
    public void Hook(string script)
    {
        Levels levels = new Levels(script);
        int startMs = NowMs;
        while (NowMs - startMs < levels.TotalMs)
        {
            Slic.IsOffHook = levels.At(NowMs - startMs) == (byte)'U';
            Run(SampleMs);
        }
    }

    /// <summary>Presses a key for 60 ms, and waits as long.</summary>
    public void Press(char key)
    {
        Slic.Key = (byte)key;
        Run(60);
        Slic.Key = 0;
        Run(60);
    }

    /// <summary>Call control's word.</summary>
    public bool Control(LineEvent happened)
    {
        return Line.Control(happened, NowMs);
    }

    /// <inheritdoc/>
    public void OnLine(int line, LineEvent happened, byte digit)
    {
        _events.Append(_events.Length > 0 ? " " : "");
        switch (happened)
        {
            case LineEvent.Digit:
                _events.Append(digit);
                break;
            case LineEvent.PickedUp:
                _events.Append("P");
                break;
            case LineEvent.HungUp:
                _events.Append("H");
                break;
            case LineEvent.Flash:
                _events.Append("F");
                break;
            case LineEvent.RingTrip:
                _events.Append("T");
                break;
            case LineEvent.FalseTrip:
                _events.Append("N");
                break;
            case LineEvent.Expired:
                _events.Append("X");
                break;
            default:
                _events.Append("c");
                break;
        }

        _events.Append("@");
        _events.AppendNumber(Slic.NowMs);
    }
}
