// An expanded profile rule in, a ProfileRule out (guide "Profile Rules", "Optional Resync Arguments").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Parses a rule after <see cref="MacroExpander.ExpandRule"/>. It takes one URL with an optional <c>[--key K]</c>; conditions,
/// assignments, alternatives and the other options are recognised and answered with <see cref="Fault.RuleUnsupported"/>.
/// On any fault the whole rule is refused and <see cref="Column"/> says where.
/// </summary>
public sealed class RuleParser
{
    private readonly MacroExpander expander;
    private readonly RuleScanner scanner = new RuleScanner();
    private readonly UrlParser urlParser = new UrlParser();
    private byte[] text;
    private ProfileRule rule;
    private bool keySeen;

    /// <summary>Makes a parser that expands $SA to $SD in key arguments with <paramref name="expander"/>.</summary>
    public RuleParser(MacroExpander expander)
    {
        this.expander = expander;
    }

    /// <summary>Column of the last fault in the expanded rule, 1 for the first byte; 0 when there was none.</summary>
    public int Column { get; private set; }

    /// <summary>
    /// rule = [ "#" comment / alternative *( "|" alternative ) ] *";"
    /// </summary>
    public Fault Parse(byte[] expanded, int offset, int count, ProfileRule into)
    {
        text = expanded;
        rule = into;
        keySeen = false;
        Column = 0;
        into.Clear();
        scanner.Open(expanded, offset, count);
        int first = scanner.Peek();
        if (first == RuleScanner.End || first == '#')
        {
            return Fault.None;
        }

        Fault fault = scanner.CheckBytes();
        if (fault != Fault.None)
        {
            return Refuse(fault, scanner.Column);
        }

        fault = ParseAlternative();
        if (fault == Fault.None && scanner.Peek() != RuleScanner.End)
        {
            fault = Refuse(scanner.Peek() == '|' ? Fault.RuleUnsupported : Fault.RuleSyntax, scanner.Column);
        }

        into.IsEmpty = fault != Fault.None;
        return fault;
    }

    // alternative = [ condition ] [ assignments ] [ options ] url ; condition = "(" … ")" "?" ; assignments = "(" … ")" "!"
    private Fault ParseAlternative()
    {
        if (scanner.Peek() == '(')
        {
            return Refuse(Fault.RuleUnsupported, scanner.Column);
        }

        if (scanner.Peek() == '[')
        {
            Fault fault = ParseOptions();
            if (fault != Fault.None)
            {
                return fault;
            }
        }

        return ParseUrl();
    }

    // options = "[" *option "]"
    private Fault ParseOptions()
    {
        scanner.Take();
        while (scanner.Peek() != ']')
        {
            Fault fault = ParseOption();
            if (fault != Fault.None)
            {
                return fault;
            }
        }

        scanner.Take();
        return Fault.None;
    }

    // option = "--key" argument / "--post" argument / "--alias" argument / "--uid" argument / "--pwd" argument
    private Fault ParseOption()
    {
        int column = scanner.Column;
        if (scanner.Peek() != '-')
        {
            return Refuse(Fault.RuleSyntax, column);
        }

        scanner.TakeWord((byte)']', (byte)'"');
        if (scanner.WordIs("--post") || scanner.WordIs("--alias") || scanner.WordIs("--uid") || scanner.WordIs("--pwd"))
        {
            return Refuse(Fault.RuleUnsupported, column);
        }

        if (!scanner.WordIs("--key") || keySeen)
        {
            return Refuse(Fault.RuleOption, column);
        }

        keySeen = true;
        return ParseArgument(rule.Key);
    }

    // argument = quoted / 1*( any byte but white space, "]" and DQUOTE ) ; then white space, "]" or the end
    private Fault ParseArgument(TextBuffer into)
    {
        int next = scanner.Peek();
        int column = scanner.Column;
        if (next == '"')
        {
            if (!scanner.TakeQuoted())
            {
                return Refuse(Fault.RuleQuote, column);
            }
        }
        else
        {
            scanner.TakeWord((byte)']', (byte)'"');
            if (scanner.WordCount == 0)
            {
                return Refuse(Fault.RuleSyntax, column);
            }
        }

        Fault fault = expander.ExpandKey(text, scanner.WordOffset, scanner.WordCount, into);
        return fault == Fault.None ? Fault.None : Refuse(fault, column);
    }

    // url = 1*( any byte but white space and "|" )
    private Fault ParseUrl()
    {
        int next = scanner.Peek();
        int column = scanner.Column;
        if (next == RuleScanner.End)
        {
            return Refuse(Fault.RuleSyntax, column);
        }

        if (next == '|')
        {
            return Refuse(Fault.RuleUnsupported, column);
        }

        scanner.TakeWord((byte)'|', (byte)'|');
        Fault fault = urlParser.Parse(text, scanner.WordOffset, scanner.WordCount, rule.Url);
        return fault == Fault.None ? Fault.None : Refuse(fault, scanner.ColumnOf(urlParser.FaultAt));
    }

    private Fault Refuse(Fault fault, int column)
    {
        Column = column;
        return fault;
    }
}
