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
    private readonly MacroExpander _expander;
    private readonly RuleScanner _scanner = new RuleScanner();
    private readonly UrlParser _urlParser = new UrlParser();
    private byte[] _text;
    private ProfileRule _rule;
    private bool _keySeen;

    /// <summary>Makes a parser that expands $SA to $SD in key arguments with <paramref name="expander"/>.</summary>
    public RuleParser(MacroExpander expander)
    {
        _expander = expander;
    }

    /// <summary>Column of the last fault in the expanded rule, 1 for the first byte; 0 when there was none.</summary>
    public int Column { get; private set; }

    /// <summary>
    /// rule = [ "#" comment / alternative *( "|" alternative ) ] *";"
    /// </summary>
    public Fault Parse(byte[] expanded, int offset, int count, ProfileRule into)
    {
        _text = expanded;
        _rule = into;
        _keySeen = false;
        Column = 0;
        into.Clear();
        _scanner.Open(expanded, offset, count);
        int first = _scanner.Peek();
        if (first == RuleScanner.End || first == '#')
        {
            return Fault.None;
        }

        Fault fault = _scanner.CheckBytes();
        if (fault != Fault.None)
        {
            return Refuse(fault, _scanner.Column);
        }

        fault = ParseAlternative();
        if (fault == Fault.None && _scanner.Peek() != RuleScanner.End)
        {
            fault = Refuse(_scanner.Peek() == '|' ? Fault.RuleUnsupported : Fault.RuleSyntax, _scanner.Column);
        }

        into.IsEmpty = fault != Fault.None;
        return fault;
    }

    // alternative = [ condition ] [ assignments ] [ options ] url ; condition = "(" … ")" "?" ; assignments = "(" … ")" "!"
    private Fault ParseAlternative()
    {
        if (_scanner.Peek() == '(')
        {
            return Refuse(Fault.RuleUnsupported, _scanner.Column);
        }

        if (_scanner.Peek() == '[')
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
        _scanner.Take();
        while (_scanner.Peek() != ']')
        {
            Fault fault = ParseOption();
            if (fault != Fault.None)
            {
                return fault;
            }
        }

        _scanner.Take();
        return Fault.None;
    }

    // option = "--key" argument / "--post" argument / "--alias" argument / "--uid" argument / "--pwd" argument
    private Fault ParseOption()
    {
        int column = _scanner.Column;
        if (_scanner.Peek() != '-')
        {
            return Refuse(Fault.RuleSyntax, column);
        }

        _scanner.TakeWord((byte)']', (byte)'"');
        if (_scanner.WordIs("--post") || _scanner.WordIs("--alias") || _scanner.WordIs("--uid") || _scanner.WordIs("--pwd"))
        {
            return Refuse(Fault.RuleUnsupported, column);
        }

        if (!_scanner.WordIs("--key") || _keySeen)
        {
            return Refuse(Fault.RuleOption, column);
        }

        _keySeen = true;
        return ParseArgument(_rule.Key);
    }

    // argument = quoted / 1*( any byte but white space, "]" and DQUOTE ) ; then white space, "]" or the end
    private Fault ParseArgument(TextBuffer into)
    {
        int next = _scanner.Peek();
        int column = _scanner.Column;
        if (next == '"')
        {
            if (!_scanner.TakeQuoted())
            {
                return Refuse(Fault.RuleQuote, column);
            }
        }
        else
        {
            _scanner.TakeWord((byte)']', (byte)'"');
            if (_scanner.WordCount == 0)
            {
                return Refuse(Fault.RuleSyntax, column);
            }
        }

        Fault fault = _expander.ExpandKey(_text, _scanner.WordOffset, _scanner.WordCount, into);
        return fault == Fault.None ? Fault.None : Refuse(fault, column);
    }

    // url = 1*( any byte but white space and "|" )
    private Fault ParseUrl()
    {
        int next = _scanner.Peek();
        int column = _scanner.Column;
        if (next == RuleScanner.End)
        {
            return Refuse(Fault.RuleSyntax, column);
        }

        if (next == '|')
        {
            return Refuse(Fault.RuleUnsupported, column);
        }

        _scanner.TakeWord((byte)'|', (byte)'|');
        Fault fault = _urlParser.Parse(_text, _scanner.WordOffset, _scanner.WordCount, _rule.Url);
        return fault == Fault.None ? Fault.None : Refuse(fault, _scanner.ColumnOf(_urlParser.FaultAt));
    }

    private Fault Refuse(Fault fault, int column)
    {
        Column = column;
        return fault;
    }
}
