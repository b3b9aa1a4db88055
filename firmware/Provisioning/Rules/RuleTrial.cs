// A rule's text in, what the unit would make of it out, as far as it goes before anything is assigned or fetched.

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>One rule at a time, by an expander, a parser and a chooser of its own: a resync that runs is not disturbed. Memory: 5 KiB.</summary>
public sealed class RuleTrial
{
    private readonly MacroExpander _expander;
    private readonly RuleParser _parser = new RuleParser();
    private readonly RuleChooser _chooser;
    private readonly ProfileRule _rule = new ProfileRule();

    /// <summary>Makes a trial with the values that macros have now.</summary>
    public RuleTrial(IMacroSource macros)
    {
        _expander = new MacroExpander(macros);
        _chooser = new RuleChooser(_expander, new ConditionEvaluator(macros));
        Evaluator = new ConditionEvaluator(macros);
    }

    /// <summary>The rule after macro expansion; the text that columns count in.</summary>
    public TextBuffer Expanded { get; } = new TextBuffer(ResyncEngine.MaxRuleBytes);

    /// <summary>The parts of the rule; no alternatives when its syntax is bad.</summary>
    public RuleSyntax Syntax
    {
        get { return _parser.Syntax; }
    }

    /// <summary>For whoever looks at conditions again.</summary>
    public ConditionEvaluator Evaluator { get; }

    /// <summary>What is wrong; None when the rule is good.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Of the fault, in the expanded rule, 1 for its first byte; 0 when it has no place.</summary>
    public int Column { get; private set; }

    /// <summary>The alternative that the unit takes, from 0; -1 when none holds, when the rule is empty, and after a fault.</summary>
    public int Chosen { get; private set; }

    /// <summary>Expands, parses and chooses.</summary>
    public void Run(byte[] text, int offset, int count, RuleKind kind)
    {
        Expanded.Clear();
        Column = 0;
        Chosen = -1;
        Fault = count > ResyncEngine.MaxRuleBytes ? Fault.RuleTooLong : _expander.ExpandRule(text, offset, count, Expanded);
        if (Fault != Fault.None)
        {
            return;
        }

        Fault = _parser.Parse(Expanded.Bytes, 0, Expanded.Length, kind);
        Column = _parser.Column;
        if (Fault == Fault.None)
        {
            Fault = _chooser.Choose(Syntax, _rule);
            Column = _chooser.Column;
            Chosen = Fault == Fault.None ? _chooser.Chosen : -1;
            _rule.Clear();
        }
    }

    /// <summary>Whether an alternative is taken: True, False, or NotEvaluated when the choice ended before it.</summary>
    public ConditionResult OutcomeOf(int alternative)
    {
        return Chosen >= 0 && alternative > Chosen ? ConditionResult.NotEvaluated : alternative == Chosen ? ConditionResult.True : ConditionResult.False;
    }
}
