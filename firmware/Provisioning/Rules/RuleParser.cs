// An expanded rule in, its parts as a RuleSyntax out (guide "Profile Rules", "Conditional Expressions" to "Upgrade Rule").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Parses the text of Profile_Rule*, Upgrade_Rule, Report_Rule and Resync_Trigger_* after <see cref="MacroExpander.ExpandRule"/>, whole:
/// on any fault nothing of the rule is given out and <see cref="Column"/> says where. The grammar is in firmware/DESIGN.md, "The rule
/// language". Nothing is allocated.
/// </summary>
public sealed class RuleParser
{
    private readonly RuleScanner _scanner = new RuleScanner();
    private readonly OptionParser _options;
    private readonly AssignmentParser _assignments = new AssignmentParser();
    private int _comparisonCount;

    /// <summary>What the last rule consists of.</summary>
    public readonly RuleSyntax Syntax = new RuleSyntax();

    /// <summary>Of this parser, and free between its calls.</summary>
    internal readonly ConditionParser Condition = new ConditionParser();

    /// <summary>Likewise.</summary>
    internal readonly UrlParser Url = new UrlParser();

    /// <summary>Makes a parser.</summary>
    public RuleParser()
    {
        _options = new OptionParser(_scanner);
    }

    /// <summary>Column of the last fault in the expanded rule, 1 for the first byte; 0 when there was none.</summary>
    public int Column { get; private set; }

    /// <summary>
    /// rule = [ "#" *any / alternative *( "|" alternative ) ] *";" ; trigger = [ "#" *any / condition ] *";"
    /// <para>The text is borrowed by <see cref="Syntax"/>; an empty rule has no alternative.</para>
    /// </summary>
    public Fault Parse(byte[] expanded, int offset, int count, RuleKind kind)
    {
        return ParseRule(expanded, offset, count, kind, true);
    }

    /// <summary>
    /// As <see cref="Parse"/> for a trigger whose comparisons are not looked at: for the <see cref="ConditionEvaluator"/>, which checks the syntax
    /// of all of them before it evaluates the first, every second.
    /// </summary>
    public Fault ParseUncheckedTrigger(byte[] expanded, int offset, int count)
    {
        return ParseRule(expanded, offset, count, RuleKind.Trigger, false);
    }

    private Fault ParseRule(byte[] expanded, int offset, int count, RuleKind kind, bool checks)
    {
        Column = 0;
        _comparisonCount = 0;
        Syntax.Open(expanded, offset, kind);
        if (offset + count > RuleSyntax.MaxTextEnd)
        {
            return Refuse(Fault.RuleTooLong, RuleSyntax.MaxTextEnd);
        }

        _scanner.Open(expanded, offset, count);
        int first = _scanner.Peek();
        if (first == RuleScanner.End || first == '#')
        {
            return Fault.None;
        }

        Fault fault = _scanner.CheckBytes();
        if (fault != Fault.None)
        {
            return Refuse(fault, _scanner.Position);
        }

        fault = kind == RuleKind.Trigger ? ParseTrigger(checks) : ParseAlternatives();
        if (fault != Fault.None)
        {
            Syntax.Forget();
        }

        return fault;
    }

    private Fault ParseTrigger(bool checks)
    {
        Syntax.AddAlternative();
        int start = _scanner.Position;
        int count = _scanner.TextEnd - start;
        Syntax.SetPart(RuleSyntax.WholePart, start, count);
        Syntax.SetPart(RuleSyntax.ConditionPart, start, count);
        return checks ? CheckCondition(start, count) : Fault.None;
    }

    // alternatives = alternative *( "|" alternative ) ; all but the last have a condition
    private Fault ParseAlternatives()
    {
        while (true)
        {
            _scanner.Peek();
            int start = _scanner.Position;
            Fault fault = ParseAlternative();
            if (fault != Fault.None)
            {
                return fault;
            }

            Syntax.SetPart(RuleSyntax.WholePart, start, _scanner.TakenEnd - start);
            _scanner.TakeSemicolons();
            int next = _scanner.Peek();
            if (next == RuleScanner.End)
            {
                return Fault.None;
            }

            if (next != '|')
            {
                return Refuse(Fault.RuleSyntax, _scanner.Position);
            }

            if (Syntax.ConditionOffset(Syntax.AlternativeCount - 1) < 0)
            {
                return Refuse(Fault.RuleAlternative, start);
            }

            _scanner.Take();
        }
    }

    // alternative = condition-part [ assignment-part ] [ [ options ] url ] / assignment-part [ [ options ] url ] / [ options ] url
    private Fault ParseAlternative()
    {
        if (IsAtEnd(_scanner.Peek()))
        {
            return Refuse(Fault.RuleSyntax, _scanner.Position);
        }

        if (!Syntax.AddAlternative())
        {
            return Refuse(Fault.RuleTooLong, _scanner.Position);
        }

        Fault fault = ParseGroups();
        if (fault != Fault.None)
        {
            return fault;
        }

        bool hasOptions = _scanner.Peek() == '[';
        if (hasOptions)
        {
            fault = _options.Parse(Syntax);
            if (fault != Fault.None)
            {
                return Refuse(fault, _options.FaultAt);
            }
        }

        return !hasOptions && IsAtEnd(_scanner.Peek()) ? Fault.None : ParseUrl();
    }

    // condition-part = "(" condition ")" "?" ; assignment-part = "(" assignments ")" *";" "!"
    private Fault ParseGroups()
    {
        bool mayBeCondition = true;
        while (_scanner.Peek() == '(')
        {
            int start = _scanner.Position;
            Fault fault = _scanner.TakeGroup();
            if (fault != Fault.None)
            {
                return Refuse(fault, _scanner.Position);
            }

            int offset = _scanner.WordOffset;
            int count = _scanner.WordCount;
            bool isAssignment = _scanner.TakeSemicolons();
            int mark = _scanner.Peek();
            if (mark != '!' && (mark != '?' || isAssignment))
            {
                return Refuse(Fault.RuleSyntax, _scanner.Position);
            }

            _scanner.Take();
            if (mark == '!')
            {
                fault = _assignments.Parse(Syntax.Text, offset, count, Syntax);
                return fault == Fault.None ? Fault.None : Refuse(fault, _assignments.FaultAt);
            }

            fault = mayBeCondition ? CheckCondition(offset, count) : Refuse(Fault.RuleSyntax, start);
            if (fault != Fault.None)
            {
                return fault;
            }

            mayBeCondition = false;
        }

        return Fault.None;
    }

    private Fault CheckCondition(int offset, int count)
    {
        Syntax.SetPart(RuleSyntax.ConditionPart, offset, count);
        Condition.Open(Syntax.Text, offset, count);
        while (Condition.Next())
        {
            if (_comparisonCount == ConditionEvaluator.MaxComparisons)
            {
                return Refuse(Fault.RuleTooLong, Condition.OperatorAt);
            }

            _comparisonCount++;
        }

        return Condition.Fault == Fault.None ? Fault.None : Refuse(Condition.Fault, Condition.FaultAt);
    }

    // url = 1*( any byte but white space and "|" ) ; --post needs http or https, unless the server is still to be found
    private Fault ParseUrl()
    {
        if (IsAtEnd(_scanner.Peek()))
        {
            return Refuse(Fault.RuleSyntax, _scanner.Position);
        }

        _scanner.TakeUrl();
        Syntax.SetPart(RuleSyntax.UrlPart, _scanner.WordOffset, _scanner.WordCount);
        Fault fault = Url.Check(Syntax.Text, _scanner.WordOffset, _scanner.WordCount);
        if (fault != Fault.None)
        {
            return Refuse(fault, Url.FaultAt);
        }

        int post = Syntax.PostOffset(Syntax.AlternativeCount - 1);
        return post >= 0 && Url.Scheme == UrlScheme.Tftp && Url.ServerCount > 0 ? Refuse(Fault.PostScheme, post) : Fault.None;
    }

    private static bool IsAtEnd(int next)
    {
        return next == RuleScanner.End || next == '|' || next == ';';
    }

    private Fault Refuse(Fault fault, int at)
    {
        Column = Syntax.ColumnOf(at);
        return fault;
    }
}
