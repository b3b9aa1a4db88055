// The options in brackets before a URL in, where their arguments stand into a RuleSyntax (guide "Optional Resync Arguments").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Reads options in any order, each at most once, an argument quoted or bare.</summary>
public sealed class OptionParser
{
    private const int Unknown = -1;

    private readonly RuleScanner _scanner;
    private RuleSyntax _syntax;

    /// <summary>Makes a parser that goes on where <paramref name="scanner"/> stands.</summary>
    public OptionParser(RuleScanner scanner)
    {
        _scanner = scanner;
    }

    /// <summary>Offset into the text at which the last fault was seen.</summary>
    public int FaultAt { get; private set; }

    /// <summary>
    /// options = "[" *option "]" — the opening bracket is next; into the last alternative of <paramref name="into"/>.
    /// Faults: RuleSyntax, RuleOption (unknown, or there already), RuleOptionRefused (not for this kind of rule, or not beside another),
    /// RuleQuote, PostLetter, RuleDigest.
    /// </summary>
    public Fault Parse(RuleSyntax into)
    {
        _syntax = into;
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

    // option = ( "--key" / "--post" / "--alias" / "--uid" / "--pwd" / "--md" ) argument / "--delta" / "--status"
    private Fault ParseOption()
    {
        if (_scanner.Peek() != '-')
        {
            return Refuse(Fault.RuleSyntax, _scanner.Position);
        }

        int start = _scanner.Position;
        _scanner.TakeWord((byte)']', (byte)'"');
        int part = PartOfWord();
        if (part == Unknown)
        {
            return Refuse(Fault.RuleOption, start);
        }

        if (!IsAllowed(part))
        {
            return Refuse(Fault.RuleOptionRefused, start);
        }

        if (_syntax.OffsetOf(_syntax.AlternativeCount - 1, part) >= 0)
        {
            return Refuse(Fault.RuleOption, start);
        }

        return IsFlag(part) ? TakeFlag(part, start) : ParseArgument(part);
    }

    // A report is of the parameters or of the unit's state, not of both.
    private Fault TakeFlag(int part, int start)
    {
        int other = part == RuleSyntax.DeltaPart ? RuleSyntax.StatusPart : RuleSyntax.DeltaPart;
        if (_syntax.OffsetOf(_syntax.AlternativeCount - 1, other) >= 0)
        {
            return Refuse(Fault.RuleOptionRefused, start);
        }

        _syntax.SetPart(part, _scanner.WordOffset, _scanner.WordCount);
        return Fault.None;
    }

    private static bool IsFlag(int part)
    {
        return part == RuleSyntax.DeltaPart || part == RuleSyntax.StatusPart;
    }

    // argument = quoted / 1*( any byte but white space, "]" and DQUOTE ) ; of --post and --alias a letter from a to p, of --md "md5" or "sha256"
    private Fault ParseArgument(int part)
    {
        bool isQuoted = _scanner.Peek() == '"';
        int start = _scanner.Position;
        if (!isQuoted)
        {
            _scanner.TakeWord((byte)']', (byte)'"');
        }
        else if (!_scanner.TakeQuoted())
        {
            return Refuse(Fault.RuleQuote, start);
        }

        if (!isQuoted && _scanner.WordCount == 0)
        {
            return Refuse(Fault.RuleSyntax, start);
        }

        bool isLetter = part == RuleSyntax.PostPart || part == RuleSyntax.AliasPart;
        if (isLetter && !IsLetter(_syntax.Text, _scanner.WordOffset, _scanner.WordCount))
        {
            return Refuse(Fault.PostLetter, _scanner.WordOffset);
        }

        if (part == RuleSyntax.DigestPart && !_scanner.WordIs("md5") && !_scanner.WordIs("sha256"))
        {
            return Refuse(Fault.RuleDigest, _scanner.WordOffset);
        }

        _syntax.SetPart(part, _scanner.WordOffset, _scanner.WordCount);
        return Fault.None;
    }

    private static bool IsLetter(byte[] text, int offset, int count)
    {
        return count == 1 && text[offset] >= (byte)'a' && text[offset] <= (byte)'p';
    }

    private int PartOfWord()
    {
        return _scanner.WordIs("--key") ? RuleSyntax.KeyPart
            : _scanner.WordIs("--post") ? RuleSyntax.PostPart
            : _scanner.WordIs("--alias") ? RuleSyntax.AliasPart
            : _scanner.WordIs("--uid") ? RuleSyntax.UidPart
            : _scanner.WordIs("--pwd") ? RuleSyntax.PwdPart
            : _scanner.WordIs("--delta") ? RuleSyntax.DeltaPart
            : _scanner.WordIs("--status") ? RuleSyntax.StatusPart
            : _scanner.WordIs("--md") ? RuleSyntax.DigestPart : Unknown;
    }

    private bool IsAllowed(int part)
    {
        switch (part)
        {
            case RuleSyntax.KeyPart:
                return _syntax.Kind != RuleKind.Upgrade;
            case RuleSyntax.PostPart:
            case RuleSyntax.AliasPart:
                return _syntax.Kind == RuleKind.Profile;
            case RuleSyntax.DeltaPart:
            case RuleSyntax.StatusPart:
            case RuleSyntax.DigestPart:
                return _syntax.Kind == RuleKind.Report;
            default:
                return true;
        }
    }

    private Fault Refuse(Fault fault, int at)
    {
        FaultAt = at;
        return fault;
    }
}
