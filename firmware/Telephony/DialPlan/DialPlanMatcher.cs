// Keys in, one at a time; where dialling stands, the timer that runs and the number to send out (guide "Data Types", DialPlanScript).

using NanoSpa.Core;

namespace NanoSpa.Telephony;

/// <summary>
/// Follows all alternatives of a plan at once: a key costs one pass over the steps, whatever was dialled before. Of several alternatives that are
/// complete the first counts.
/// </summary>
public sealed class DialPlanMatcher
{
    /// <summary>Keys of a number; one more is no match.</summary>
    public const int MaxKeys = 64;

    private const int None = -1;

    private readonly long[] _live = new long[DialPlan.MaxAlternatives];
    private readonly long[] _canEnd = new long[MaxKeys + 1];
    private readonly int[] _bits = new int[MaxKeys];
    private readonly TextBuffer _keys = new TextBuffer(MaxKeys);
    private DialPlan _plan;
    private int _shortMs;
    private int _longMs;
    private int _complete;

    /// <summary>Where dialling stands.</summary>
    public DialResult Result { get; private set; }

    /// <summary>Partial and Complete: milliseconds without a key until <see cref="Expire"/> is due.</summary>
    public int TimerMs { get; private set; }

    /// <summary>True when the outside dial tone starts with the last key.</summary>
    public bool PlaysOutsideTone { get; private set; }

    /// <summary>The keys dialled.</summary>
    public TextBuffer Keys => _keys;

    /// <summary>The number to send, once the result is Complete or CompleteNow.</summary>
    public TextBuffer Number { get; } = new TextBuffer(512);

    /// <summary>Starts with the handset lifted: a plan with a hot line is complete at once or when its pause has passed.</summary>
    /// <param name="plan">What a reader has read.</param>
    /// <param name="longMs">Interdigit_Long_Timer, for an alternative without L.</param>
    /// <param name="shortMs">Interdigit_Short_Timer, for an alternative without S.</param>
    public DialResult Start(DialPlan plan, int longMs, int shortMs)
    {
        _plan = plan;
        _longMs = longMs;
        _shortMs = shortMs;
        _keys.Clear();
        PlaysOutsideTone = false;
        for (int alternative = 0; alternative < plan.AlternativeCount; alternative++)
        {
            _live[alternative] = Reach(alternative, 0);
        }

        PlaysOutsideTone = false;
        return Decide();
    }

    /// <summary>Takes a key: 0 to 9, *, #, A to D.</summary>
    public DialResult Press(byte key)
    {
        int bit = DialPlan.KeyBit(key);
        PlaysOutsideTone = false;
        if (_keys.Length == MaxKeys)
        {
            return Result = DialResult.NoMatch;
        }

        _bits[_keys.Length] = bit;
        _keys.Append(key);
        for (int alternative = 0; alternative < _plan.AlternativeCount; alternative++)
        {
            long live = _live[alternative];
            long next = 0;
            for (int step = 0; live != 0; step++, live >>= 1)
            {
                if ((live & 1) != 0 && _plan.KindOf(alternative, step) == DialStep.Key && (_plan.KeysOf(alternative, step) & bit) != 0)
                {
                    next |= Reach(alternative, _plan.Repeats(alternative, step) ? step : step + 1);
                }
            }

            _live[alternative] = next;
        }

        return Decide();
    }

    /// <summary>The timer has ended: a number that is complete is called, any other is none.</summary>
    public DialResult Expire()
    {
        if (Result == DialResult.Complete)
        {
            Result = _plan.IsBarred(_complete) ? DialResult.Barred : DialResult.CompleteNow;
        }
        else if (Result == DialResult.Partial)
        {
            Result = DialResult.NoMatch;
        }

        return Result;
    }

    // The steps that wait for a key or end the alternative, reached from a step without a key.
    private long Reach(int alternative, int step)
    {
        long reached = 0;
        for (; ; step++)
        {
            DialStep kind = _plan.KindOf(alternative, step);
            if (kind == DialStep.Tone)
            {
                PlaysOutsideTone = true;
            }
            else if (kind != DialStep.Send)
            {
                reached |= 1L << (step & 63);
                if (kind == DialStep.End || !_plan.Repeats(alternative, step))
                {
                    return reached;
                }
            }
        }
    }

    private DialResult Decide()
    {
        bool goesOn = false;
        int partial = None;
        _complete = None;
        Number.Clear();
        for (int alternative = 0; alternative < _plan.AlternativeCount; alternative++)
        {
            long end = 1L << ((_plan.StepCount(alternative) - 1) & 63);
            long live = _live[alternative];
            bool waits = (live & ~end) != 0;
            goesOn |= waits;
            partial = waits && partial == None ? alternative : partial;
            if ((live & end) != 0 && _complete == None)
            {
                Write(alternative);
                _complete = _keys.Length > 0 || Number.Length > 0 ? alternative : None;
            }
        }

        return Result = _complete != None ? Completed(goesOn) : Waiting(partial);
    }

    private DialResult Waiting(int partial)
    {
        if (partial == None)
        {
            return DialResult.NoMatch;
        }

        int seconds = _plan.LongSeconds(partial);
        TimerMs = seconds == DialPlan.NotGiven ? _longMs : seconds * 1000;
        return DialResult.Partial;
    }

    // Behind the first key the short timer decides between a number and a longer one; in front of it, P or S of the hot line.
    private DialResult Completed(bool goesOn)
    {
        int pause = _keys.Length == 0 ? _plan.PauseSeconds(_complete) : DialPlan.NotGiven;
        int seconds = pause != DialPlan.NotGiven ? pause : _plan.ShortSeconds(_complete);
        TimerMs = seconds == DialPlan.NotGiven ? _shortMs : seconds * 1000;
        if (pause > 0 || (goesOn && TimerMs > 0))
        {
            return DialResult.Complete;
        }

        return _plan.IsBarred(_complete) ? DialResult.Barred : DialResult.CompleteNow;
    }

    // Two passes of keys times steps: backwards, from where the alternative can end; forwards along one way that does, each step taking all it can.
    private void Write(int alternative)
    {
        int steps = _plan.StepCount(alternative);
        for (int position = _keys.Length; position >= 0; position--)
        {
            MarkEnds(alternative, steps, position);
        }

        int at = 0;
        for (int step = 0; step < steps - 1; step++)
        {
            DialStep kind = _plan.KindOf(alternative, step);
            if (kind == DialStep.Send)
            {
                _plan.AppendText(alternative, step, Number);
            }
            else if (kind == DialStep.Key)
            {
                at = WriteKeys(alternative, step, at);
            }
        }
    }

    private void MarkEnds(int alternative, int steps, int position)
    {
        bool isLast = position == _keys.Length;
        long after = isLast ? 0 : _canEnd[position + 1];
        long can = isLast ? 1L << ((steps - 1) & 63) : 0;
        for (int step = steps - 2; step >= 0; step--)
        {
            bool follows = ((can >> ((step + 1) & 63)) & 1) != 0;
            if (_plan.KindOf(alternative, step) == DialStep.Key)
            {
                bool repeats = _plan.Repeats(alternative, step);
                bool takes = !isLast && (_plan.KeysOf(alternative, step) & _bits[position]) != 0 && ((after >> ((repeats ? step : step + 1) & 63)) & 1) != 0;
                follows = takes || (repeats && follows);
            }

            can |= follows ? 1L << (step & 63) : 0;
        }

        _canEnd[position] = can;
    }

    private int WriteKeys(int alternative, int step, int at)
    {
        bool repeats = _plan.Repeats(alternative, step);
        int target = repeats ? step : step + 1;
        int keys = _plan.KeysOf(alternative, step);
        while (at < _keys.Length && (keys & _bits[at]) != 0 && ((_canEnd[at + 1] >> (target & 63)) & 1) != 0)
        {
            if (!_plan.IsSilent(alternative, step))
            {
                Number.Append(_keys.Bytes[at]);
            }

            at++;
            if (!repeats)
            {
                break;
            }
        }

        return at;
    }
}
