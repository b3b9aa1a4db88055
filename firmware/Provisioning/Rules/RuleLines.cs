// A rule that was tried in, lines for a person out: each alternative with what was compared, what it assigns and what it fetches.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// The lines of <c>nanospa explain</c> and of the page Resyncs, one at a time, in the bytes of the rule. Rules without a fault only. Memory: 1.2 KiB.
/// </summary>
public sealed class RuleLines
{
    /// <summary>Longest line: a value and what is around it.</summary>
    public const int MaxLineBytes = ResyncEngine.MaxRuleBytes + 256;

    private const string Hidden = "(not shown)";
    private const int OptionCount = 8;

    private readonly RuleTrial _rule;
    private readonly UrlParser _urls = new UrlParser();
    private readonly FileUrl _url = new FileUrl();
    private bool _hidesSecrets;
    private int _alternative;
    private Step _step;
    private int _item;

    /// <summary>Explains what a trial holds.</summary>
    public RuleLines(RuleTrial rule)
    {
        _rule = rule;
    }

    private enum Step
    {
        Head,
        Comparisons,
        Assignments,
        Options,
        Fetch,
        End,
        Done,
    }

    /// <summary>What the last line is about.</summary>
    public RuleLineKind Kind { get; private set; }

    /// <summary>Starts; <paramref name="hidesSecrets"/>: keys, users, passwords and values of secret parameters are left out.</summary>
    public void Begin(bool hidesSecrets)
    {
        _hidesSecrets = hidesSecrets;
        _alternative = 0;
        Enter(_rule.Syntax.AlternativeCount == 0 ? Step.End : Step.Head);
    }

    /// <summary>Sets <paramref name="line"/> to the next line, without a line feed. False when there was none left.</summary>
    public bool Next(TextBuffer line)
    {
        line.Clear();
        Kind = RuleLineKind.Plain;
        while (line.Length == 0 && _step != Step.Done)
        {
            switch (_step)
            {
                case Step.Head:
                    Head(line);
                    break;
                case Step.Comparisons:
                    Comparison(line);
                    break;
                case Step.Assignments:
                    Assignment(line);
                    break;
                case Step.Options:
                    Option(line);
                    break;
                case Step.Fetch:
                    Fetch(line);
                    break;
                default:
                    End(line);
                    break;
            }
        }

        return line.Length > 0;
    }

    private void Enter(Step step)
    {
        _step = step;
        _item = 0;
    }

    private void Head(TextBuffer line)
    {
        ConditionResult outcome = _rule.OutcomeOf(_alternative);
        line.Append(outcome == ConditionResult.True ? "> " : "  ");
        line.AppendNumber(_alternative);
        line.Append(outcome == ConditionResult.True ? ": chosen" : outcome == ConditionResult.False ? ": does not hold" : ": not looked at");
        Kind = KindOf(outcome);
        Enter(Step.Comparisons);
        RuleSyntax syntax = _rule.Syntax;
        if (syntax.ConditionOffset(_alternative) >= 0 && outcome != ConditionResult.NotEvaluated)
        {
            _rule.Evaluator.Evaluate(syntax.Text, syntax.ConditionOffset(_alternative), syntax.ConditionCount(_alternative));
        }
    }

    private void Comparison(TextBuffer line)
    {
        ConditionEvaluator evaluator = _rule.Evaluator;
        bool hasCondition = _rule.Syntax.ConditionOffset(_alternative) >= 0;
        if (!hasCondition)
        {
            line.Append("    no condition: always");
        }

        if (!hasCondition || _rule.OutcomeOf(_alternative) == ConditionResult.NotEvaluated || _item == evaluator.ComparisonCount)
        {
            Enter(Step.Assignments);
            return;
        }

        ComparisonKind kind = evaluator.KindOf(_item);
        ConditionResult outcome = evaluator.OutcomeOf(_item);
        string quote = kind == ComparisonKind.String ? "\"" : "";
        line.Append("    if     ");
        line.Append(quote);
        evaluator.AppendLeft(_item, line);
        line.Append(quote);
        line.Append(" ");
        line.Append(ConditionEvaluator.SignOf(evaluator.OperatorOf(_item)));
        line.Append(" ");
        line.Append(quote);
        evaluator.AppendRight(_item, line);
        line.Append(quote);
        line.Append(evaluator.IsLeftImplied(_item) ? "  ($SWVER on the left)  " : "  ");
        line.Append(outcome == ConditionResult.NotEvaluated ? "not looked at" : kind == ComparisonKind.Integer ? "integers: " : kind == ComparisonKind.Version ? "versions: " : "strings: ");
        line.Append(outcome == ConditionResult.NotEvaluated ? "" : outcome == ConditionResult.True ? "true" : "false");
        Kind = outcome == ConditionResult.True || outcome == ConditionResult.False ? KindOf(outcome) : RuleLineKind.NotLookedAt;
        _item++;
    }

    private void Assignment(TextBuffer line)
    {
        RuleSyntax syntax = _rule.Syntax;
        if (_item == syntax.AssignmentCount(_alternative))
        {
            Enter(Step.Options);
            return;
        }

        int parameter = syntax.AssignmentParameter(_alternative, _item);
        line.Append("    set    ");
        line.Append(Catalogue.NameOf(parameter));
        line.Append(" = ");
        if (_hidesSecrets && Catalogue.IsSecret(parameter))
        {
            line.Append(Hidden);
        }
        else
        {
            line.Append("\"");
            RuleSyntax.AppendPlain(syntax.Text, syntax.ValueOffset(_alternative, _item), syntax.ValueCount(_alternative, _item), line);
            line.Append("\"");
        }

        Kind = RuleLineKind.Assignment;
        _item++;
    }

    // In the order of the guide.
    private void Option(TextBuffer line)
    {
        if (_item == OptionCount)
        {
            Enter(Step.Fetch);
            return;
        }

        RuleSyntax syntax = _rule.Syntax;
        int option = _item++;
        switch (option)
        {
            case 0:
                Option("key ", syntax.KeyOffset(_alternative), syntax.KeyCount(_alternative), true, line);
                break;
            case 1:
                Option("post ", syntax.PostOffset(_alternative), 1, false, line);
                break;
            case 2:
                Option("alias ", syntax.AliasOffset(_alternative), 1, false, line);
                break;
            case 3:
                Option("uid ", syntax.UidOffset(_alternative), syntax.UidCount(_alternative), true, line);
                break;
            case 4:
                Option("pwd ", syntax.PwdOffset(_alternative), syntax.PwdCount(_alternative), true, line);
                break;
            case 5:
                Option("md ", syntax.DigestOffset(_alternative), syntax.DigestCount(_alternative), false, line);
                break;
            case 6:
                Option("delta ", syntax.DeltaOffset(_alternative), 0, false, line);
                break;
            default:
                Option("status ", syntax.StatusOffset(_alternative), 0, false, line);
                break;
        }
    }

    private void Option(string name, int offset, int count, bool isSecret, TextBuffer line)
    {
        if (offset < 0)
        {
            return;
        }

        Kind = RuleLineKind.Option;
        line.Append("    option --");
        line.Append(name);
        if (_hidesSecrets && isSecret)
        {
            line.Append(Hidden);
        }
        else
        {
            RuleSyntax.AppendPlain(_rule.Syntax.Text, offset, count, line);
        }
    }

    private void Fetch(TextBuffer line)
    {
        RuleSyntax syntax = _rule.Syntax;
        if (syntax.UrlOffset(_alternative) >= 0)
        {
            _urls.Parse(syntax.Text, syntax.UrlOffset(_alternative), syntax.UrlCount(_alternative), _url);
            line.Append("    fetch  ");
            line.Append(FileUrl.NameOf(_url.Scheme));
            line.Append("://");
            if (_url.Server.Length == 0)
            {
                line.Append("(the server of DHCP)");
            }

            line.Append(_url.Server);
            line.Append(":");
            line.AppendNumber(_url.Port);
            line.Append(_url.Path);
            Kind = RuleLineKind.Fetch;
        }

        _alternative++;
        Enter(_alternative < syntax.AlternativeCount ? Step.Head : Step.End);
    }

    private void End(TextBuffer line)
    {
        line.Append(_rule.Syntax.AlternativeCount == 0 ? "empty: the unit skips it" : _rule.Chosen < 0 ? "no condition holds: the unit skips it" : "");
        Enter(Step.Done);
    }

    private static RuleLineKind KindOf(ConditionResult outcome)
    {
        return outcome == ConditionResult.True ? RuleLineKind.True : outcome == ConditionResult.False ? RuleLineKind.False : RuleLineKind.NotLookedAt;
    }
}
