// The four profile rules in, what each would do now as lines of text out; secrets are left out.

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>Made when the page of resyncs is first asked for; one page at a time has it. Memory: 9 KiB.</summary>
internal sealed class RuleView
{
    private readonly ParameterStore _store;
    private readonly RuleTrial _trial;
    private readonly RuleLines _lines;
    private bool _tellsRule;
    private bool _tellsFault;

    internal RuleView(ParameterStore store, IMacroSource macros)
    {
        _store = store;
        _trial = new RuleTrial(macros);
        _lines = new RuleLines(_trial);
    }

    /// <summary>The line that <see cref="Next"/> has set.</summary>
    internal TextBuffer Line { get; } = new TextBuffer(RuleLines.MaxLineBytes);

    /// <summary>Tries a rule, 0 to 3.</summary>
    internal void Begin(int rule)
    {
        int offset;
        int count;
        byte[] text = _store.Borrow(RuleParameters.Of(rule), out offset, out count);
        _trial.Run(text, offset, count, RuleKind.Profile);
        _tellsFault = _trial.Fault != Fault.None;
        _tellsRule = !_tellsFault && _trial.Syntax.AlternativeCount > 0 && !HasSecrets();
        _lines.Begin(true);
    }

    /// <summary>The next line; false when there was none left.</summary>
    internal bool Next()
    {
        Line.Clear();
        if (_tellsFault)
        {
            _tellsFault = false;
            Line.Append(FaultText.Of(_trial.Fault));
            if (_trial.Column > 0)
            {
                Line.Append(" Column ");
                Line.AppendNumber(_trial.Column);
                Line.Append(" of the expanded rule.");
            }

            return true;
        }

        if (_tellsRule)
        {
            _tellsRule = false;
            RuleSyntax.AppendPlain(_trial.Expanded.Bytes, 0, _trial.Expanded.Length, Line);
            return true;
        }

        return _trial.Fault == Fault.None && _lines.Next(Line);
    }

    // A rule with secrets is told by its parts alone, and one with a mistake by the mistake.
    private bool HasSecrets()
    {
        RuleSyntax syntax = _trial.Syntax;
        for (int i = 0; i < syntax.AlternativeCount; i++)
        {
            if (syntax.KeyOffset(i) >= 0 || syntax.UidOffset(i) >= 0 || syntax.PwdOffset(i) >= 0)
            {
                return true;
            }

            for (int j = 0; j < syntax.AssignmentCount(i); j++)
            {
                if (Catalogue.IsSecret(syntax.AssignmentParameter(i, j)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
