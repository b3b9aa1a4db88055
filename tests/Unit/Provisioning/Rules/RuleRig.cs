// A rule from its text to the chosen alternative, as the unit does it: expanded, parsed, chosen.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

/// <summary>The parts that make a rule out of text, with macros from a table. The expanded text does not start at its buffer's start.</summary>
public sealed class RuleRig
{
    private const int Before = 2;

    public readonly TableMacros Macros = new TableMacros();
    public readonly RuleParser Parser = new RuleParser();
    public readonly ConditionEvaluator Evaluator;
    public readonly RuleChooser Chooser;
    public readonly ProfileRule Rule = new ProfileRule();
    public readonly TextBuffer Expanded = new TextBuffer(4096);
    private readonly MacroExpander _expander;

    public RuleRig()
    {
        _expander = new MacroExpander(Macros);
        Evaluator = new ConditionEvaluator(Macros);
        Chooser = new RuleChooser(_expander, Evaluator);
    }

    public int Column { get; private set; }

    // A byte that no text holds is written ^hh.
    public Fault Parse(string rule, RuleKind kind)
    {
        byte[] bytes = Bytes.OfEscaped(rule);
        Expanded.Clear();
        Expanded.Append("??");
        Assert.AreEqual((int)Fault.None, (int)_expander.ExpandRule(bytes, 0, bytes.Length, Expanded));
        Fault fault = Parser.Parse(Expanded.Bytes, Before, Expanded.Length - Before, kind);
        Column = Parser.Column;
        return fault;
    }

    public Fault Choose(string rule, RuleKind kind)
    {
        Fault fault = Parse(rule, kind);
        Fault later = Chooser.Choose(Parser.Syntax, Rule);
        Column += Chooser.Column;
        return fault == Fault.None ? later : fault;
    }
}
