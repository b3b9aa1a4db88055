// Resync_Trigger_1 and _2 and the time in, whether one has become true out (guide "Triggers", "Conditional Expressions").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Edge-triggered: a condition fires when it is true and was seen false since it last fired, so that one that stays true causes one
/// resync, and one with a guard such as <c>$PRVTMR ge 600</c> fires again each time the guard comes true. Looked at once a second at
/// most, and only while there is a condition; a look allocates nothing. Ten may fire in a row, then one a minute: conditions that make
/// each other true would otherwise keep unit and server busy for ever.
/// </summary>
internal sealed class ResyncTriggers
{
    private const int Count = 2;
    private const int IntervalMs = 1000;
    private const int MostInARow = 10;
    private const int RefillMs = 60000;

    private readonly ParameterStore _store;
    private readonly MacroExpander _expander;
    private readonly RuleParser _parser;
    private readonly ConditionEvaluator _evaluator;
    private readonly ResyncLog _log;
    private readonly TextBuffer _text;
    private readonly TextBuffer _expanded;
    private readonly bool[] _armed = new bool[Count];
    private readonly uint[] _reported = new uint[Count];
    private long _lookMs = long.MinValue;
    private int _allowed = MostInARow;
    private long _refilledMs;

    /// <summary>Wires it; the two scratch buffers are free between calls.</summary>
    internal ResyncTriggers(ParameterStore store, MacroExpander expander, RuleParser parser, ConditionEvaluator evaluator, ResyncLog log, TextBuffer text, TextBuffer expanded)
    {
        _store = store;
        _expander = expander;
        _parser = parser;
        _evaluator = evaluator;
        _log = log;
        _text = text;
        _expanded = expanded;
    }

    /// <summary>When to look again; <see cref="ResyncEngine.Never"/> while there is no condition.</summary>
    internal long NextLookMs
    {
        get
        {
            bool any = _store.LengthOf(ParameterIndex.Resync_Trigger_1) > 0 || _store.LengthOf(ParameterIndex.Resync_Trigger_2) > 0;
            return any ? _lookMs : ResyncEngine.Never;
        }
    }

    /// <summary>
    /// Starts over. After a restart that a resync caused (<paramref name="armed"/> false) a condition must first be seen false: what is
    /// true through that resync's own changes would restart the unit again and again.
    /// </summary>
    internal void Start(bool armed)
    {
        for (int i = 0; i < Count; i++)
        {
            _armed[i] = armed;
        }
    }

    /// <summary>Lets a look pass: nothing may be triggered now. What is true then is seen the next time.</summary>
    internal void Skip(long nowMs)
    {
        _lookMs = nowMs + IntervalMs;
    }

    /// <summary>Looks at the conditions with the macro values as they are now. True when one has become true; it is spent then.</summary>
    internal bool Look(long nowMs)
    {
        _lookMs = nowMs + IntervalMs;
        Refill(nowMs);
        bool fires = false;
        for (int i = 0; i < Count; i++)
        {
            bool holds = Holds(i);
            bool fired = holds && _armed[i] && _allowed > 0;
            fires |= fired;
            _armed[i] = !holds || (_armed[i] && !fired);
        }

        _allowed -= fires ? 1 : 0;
        return fires;
    }

    /// <summary>
    /// A resync begins: a condition that is false now can fire again. What is true is spent when the resync works through the profile
    /// rules, so <paramref name="spends"/>; one to a person's own rule is not for it.
    /// </summary>
    internal void ResyncBegins(bool spends, long nowMs)
    {
        _lookMs = nowMs + IntervalMs;
        for (int i = 0; i < Count; i++)
        {
            _armed[i] = !Holds(i) || (_armed[i] && !spends);
        }
    }

    private void Refill(long nowMs)
    {
        while (_allowed < MostInARow && nowMs - _refilledMs >= RefillMs)
        {
            _allowed++;
            _refilledMs += RefillMs;
        }

        if (_allowed == MostInARow)
        {
            _refilledMs = nowMs;
        }
    }

    private bool Holds(int trigger)
    {
        int parameter = trigger == 0 ? ParameterIndex.Resync_Trigger_1 : ParameterIndex.Resync_Trigger_2;
        if (_store.LengthOf(parameter) == 0)
        {
            return false;
        }

        _text.Clear();
        _expanded.Clear();
        _store.AppendTo(parameter, _text);
        Fault fault = _expander.ExpandRule(_text.Bytes, 0, _text.Length, _expanded);
        int column = _expanded.Length;
        if (fault == Fault.None)
        {
            fault = _parser.ParseUncheckedTrigger(_expanded.Bytes, 0, _expanded.Length);
            column = _parser.Column;
            if (fault == Fault.None && _parser.Syntax.AlternativeCount == 0)
            {
                return false;
            }
        }

        if (fault == Fault.None)
        {
            ConditionResult result = _evaluator.Evaluate(_expanded.Bytes, _parser.Syntax.ConditionOffset(0), _parser.Syntax.ConditionCount(0));
            if (result != ConditionResult.Error)
            {
                return result == ConditionResult.True;
            }

            fault = _evaluator.Fault;
            column = _parser.Syntax.ColumnOf(_evaluator.FaultAt);
        }

        Report(trigger, parameter, fault, column);
        return false;
    }

    // Once for each text of the parameter. A checksum of 0 would stand for "nothing yet".
    private void Report(int trigger, int parameter, Fault fault, int column)
    {
        uint sum = Crc32.Update(0, _text.Bytes, 0, _text.Length) | 1;
        if (sum != _reported[trigger])
        {
            _reported[trigger] = sum;
            _log.BadValue(parameter, " can not be evaluated, column ", fault, column);
        }
    }
}
