// The text between the parentheses of an assignment in, its names and values into a RuleSyntax (guide "Assignment Expressions").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>Reads assignments. A name is a parameter's, or one of the letters a to p for GPP_A to GPP_P; a value is always quoted.</summary>
public sealed class AssignmentParser
{
    private readonly RuleScanner _scanner = new RuleScanner();

    /// <summary>Offset into the text at which the last fault was seen.</summary>
    public int FaultAt { get; private set; }

    /// <summary>
    /// assignments = assignment *( 1*";" assignment ) *";" — added to the last alternative of <paramref name="into"/>.
    /// RuleAssignment for bad syntax and for names that no parameter has, RuleTooLong when there are too many.
    /// </summary>
    public Fault Parse(byte[] text, int offset, int count, RuleSyntax into)
    {
        _scanner.Open(text, offset, count);
        do
        {
            Fault fault = ParseAssignment(text, into);
            if (fault != Fault.None)
            {
                return fault;
            }

            if (_scanner.Peek() == RuleScanner.End)
            {
                return Fault.None;
            }
        }
        while (_scanner.TakeSemicolons());

        return Refuse(Fault.RuleAssignment, _scanner.Position);
    }

    // assignment = name "=" quoted
    private Fault ParseAssignment(byte[] text, RuleSyntax into)
    {
        _scanner.Peek();
        _scanner.TakeWord((byte)'=', (byte)'"');
        int nameOffset = _scanner.WordOffset;
        int nameCount = _scanner.WordCount;
        int parameter = ParameterOf(text, nameOffset, nameCount);
        if (parameter < 0)
        {
            return Refuse(Fault.RuleAssignment, nameOffset);
        }

        if (_scanner.Peek() != '=')
        {
            return Refuse(Fault.RuleAssignment, _scanner.Position);
        }

        _scanner.Take();
        if (_scanner.Peek() != '"')
        {
            return Refuse(Fault.RuleAssignment, _scanner.Position);
        }

        if (!_scanner.TakeQuoted())
        {
            return Refuse(Fault.RuleQuote, _scanner.Position);
        }

        bool added = into.AddAssignment(parameter, nameOffset, nameCount, _scanner.WordOffset, _scanner.WordCount);
        return added ? Fault.None : Refuse(Fault.RuleTooLong, nameOffset);
    }

    private static int ParameterOf(byte[] text, int offset, int count)
    {
        if (count == 1 && text[offset] >= (byte)'a' && text[offset] <= (byte)'p')
        {
            return ParameterIndex.GPP_A + text[offset] - 'a';
        }

        return Catalogue.Find(text, offset, count);
    }

    private Fault Refuse(Fault fault, int at)
    {
        FaultAt = at;
        return fault;
    }
}
