// A rule's text in, what the unit would make of it out: by the unit's own expander, parser, evaluator and chooser.

using System;
using System.Collections.Generic;
using System.Linq;
using NanoSpa.Core;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Rules;

/// <summary>One rule at a time, as far as the unit goes before it fetches anything.</summary>
internal sealed class RuleDryRun
{
    private readonly UrlParser _urls = new();

    public RuleDryRun(IMacroSource macros) => Trial = new RuleTrial(macros);

    /// <summary>The unit's own part of it.</summary>
    public RuleTrial Trial { get; }

    /// <summary>The rule after macro expansion; the text that columns count in.</summary>
    public TextBuffer Expanded => Trial.Expanded;

    /// <summary>The parts of the rule; no alternatives when its syntax is bad.</summary>
    public RuleSyntax Syntax => Trial.Syntax;

    /// <summary>For whoever looks at conditions that the choice did not come to.</summary>
    public ConditionEvaluator Evaluator => Trial.Evaluator;

    public Fault Fault => Trial.Fault;

    /// <summary>Of the fault, in the expanded rule, 1 for its first byte; 0 when it has no place.</summary>
    public int Column => Trial.Column;

    /// <summary>The alternative that the unit takes, from 0; -1 when none holds, when the rule is empty, and after a fault.</summary>
    public int Chosen => Trial.Chosen;

    public void Run(byte[] text, RuleKind kind) => Trial.Run(text, 0, text.Length, kind);

    /// <summary>A part of the expanded rule as text, dollar signs as they were written.</summary>
    public string TextOf(int offset, int count)
    {
        var plain = new TextBuffer(count);
        RuleSyntax.AppendPlain(Expanded.Bytes, offset, count, plain);
        return ProfileText.Of(plain);
    }

    /// <summary>The bytes of the expanded rule, dollar signs as they were written: as many as the columns count.</summary>
    public byte[] PlainBytes()
    {
        var plain = new TextBuffer(Expanded.Length);
        RuleSyntax.AppendPlain(Expanded.Bytes, 0, Expanded.Length, plain);
        return plain.Bytes.AsSpan(0, plain.Length).ToArray();
    }

    /// <summary>Whether an alternative's condition holds; true when it has none, null when the choice ended before it.</summary>
    public bool? Holds(int alternative) => Trial.OutcomeOf(alternative) switch { ConditionResult.True => true, ConditionResult.False => false, _ => null };

    /// <summary>An alternative's options as they are written, in the order of the guide; $SA to $SD stay what they are.</summary>
    public IEnumerable<(string Name, string Value)> OptionsOf(int alternative)
    {
        RuleSyntax syntax = Syntax;
        (string, int, int)[] options =
        [
            ("key", syntax.KeyOffset(alternative), syntax.KeyCount(alternative)),
            ("post", syntax.PostOffset(alternative), 1),
            ("alias", syntax.AliasOffset(alternative), 1),
            ("uid", syntax.UidOffset(alternative), syntax.UidCount(alternative)),
            ("pwd", syntax.PwdOffset(alternative), syntax.PwdCount(alternative)),
            ("md", syntax.DigestOffset(alternative), syntax.DigestCount(alternative)),
            ("delta", syntax.DeltaOffset(alternative), 0),
            ("status", syntax.StatusOffset(alternative), 0),
        ];
        return options.Where(o => o.Item2 >= 0).Select(o => (o.Item1, TextOf(o.Item2, o.Item3)));
    }

    /// <summary>An alternative's URL; null when it has none.</summary>
    public FileUrl UrlOf(int alternative)
    {
        if (Syntax.UrlOffset(alternative) < 0)
        {
            return null;
        }

        var url = new FileUrl();
        _urls.Parse(Syntax.Text, Syntax.UrlOffset(alternative), Syntax.UrlCount(alternative), url);
        return url;
    }
}
