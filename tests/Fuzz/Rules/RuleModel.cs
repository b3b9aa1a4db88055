// A rule as plain records, printed with any spacing the language allows, and read back from what the parser found.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Fuzz.Rules;

public sealed record Operand(string Text, bool IsQuoted)
{
    public override string ToString() => IsQuoted ? $"\"{Text}\"" : Text;
}

/// <summary>Without a left operand $SWVER stands for it.</summary>
public sealed record Comparison(Operand Left, ComparisonOperator Operator, Operand Right)
{
    public override string ToString() => $"{Left} {Operator} {Right}";
}

public sealed record Assignment(string Name, string Value);

public sealed record Option(string Name, string Argument);

public sealed record Alternative(Comparison[] Condition, Assignment[] Assignments, Option[] Options, string Url)
{
    /// <summary>The same for two alternatives that mean the same; options in the order of their names.</summary>
    public override string ToString()
    {
        IEnumerable<string> assignments = Assignments.Select(assignment => $"{assignment.Name}:={assignment.Value}");
        IEnumerable<string> options = Options.OrderBy(option => option.Name, StringComparer.Ordinal).Select(option => $"{option.Name}:{option.Argument}");
        return $"[{string.Join(" & ", Condition.AsEnumerable())}] [{string.Join(" , ", assignments)}] [{string.Join(" , ", options)}] [{Url}]";
    }
}

public sealed record Rule(Alternative[] Alternatives, int Spacing)
{
    private static readonly string[] Words = ["", "eq", "ne", "lt", "le", "gt", "ge"];
    private static readonly string[] Signs = ["", "=", "!=", "<", "<=", ">", ">="];

    public string Meaning => string.Join(" | ", Alternatives.AsEnumerable());

    /// <summary>The text, with white space and spellings drawn from <see cref="Spacing"/>.</summary>
    public override string ToString()
    {
        Random random = new(Spacing);
        StringBuilder text = new();
        foreach (Alternative alternative in Alternatives)
        {
            text.Append(text.Length == 0 ? "" : "|").Append(Space(random));
            Print(alternative, text, random);
            text.Append(Space(random)).Append(random.Next(8) == 0 ? " ;" : "");
        }

        return text.ToString();
    }

    /// <summary>What a parser found, as the same records.</summary>
    public static Rule Of(RuleSyntax syntax)
    {
        List<Alternative> alternatives = [];
        for (int i = 0; i < syntax.AlternativeCount; i++)
        {
            Assignment[] assignments = Enumerable.Range(0, syntax.AssignmentCount(i))
                .Select(j => new Assignment(Catalogue.NameOf(syntax.AssignmentParameter(i, j)), Part(syntax, syntax.ValueOffset(i, j), syntax.ValueCount(i, j))))
                .ToArray();
            List<Option> options = [];
            Add(options, "key", syntax, syntax.KeyOffset(i), syntax.KeyCount(i));
            Add(options, "post", syntax, syntax.PostOffset(i), 1);
            Add(options, "alias", syntax, syntax.AliasOffset(i), 1);
            Add(options, "uid", syntax, syntax.UidOffset(i), syntax.UidCount(i));
            Add(options, "pwd", syntax, syntax.PwdOffset(i), syntax.PwdCount(i));
            string url = syntax.UrlOffset(i) < 0 ? null : Part(syntax, syntax.UrlOffset(i), syntax.UrlCount(i));
            alternatives.Add(new Alternative(ConditionOf(syntax, i), assignments, [.. options], url));
        }

        return new Rule([.. alternatives], 0);
    }

    private static Comparison[] ConditionOf(RuleSyntax syntax, int alternative)
    {
        List<Comparison> comparisons = [];
        ConditionParser parser = new();
        if (syntax.ConditionOffset(alternative) >= 0)
        {
            parser.Open(syntax.Text, syntax.ConditionOffset(alternative), syntax.ConditionCount(alternative));
            while (parser.Next())
            {
                Operand left = parser.LeftCount < 0 ? null : OperandOf(syntax, parser.LeftOffset, parser.LeftCount);
                comparisons.Add(new Comparison(left, parser.Operator, OperandOf(syntax, parser.RightOffset, parser.RightCount)));
            }
        }

        return [.. comparisons];
    }

    private static Operand OperandOf(RuleSyntax syntax, int offset, int count)
    {
        return new Operand(Part(syntax, offset, count), offset > syntax.Start && syntax.Text[offset - 1] == '"');
    }

    private static void Add(List<Option> options, string name, RuleSyntax syntax, int offset, int count)
    {
        if (offset >= 0)
        {
            options.Add(new Option(name, Part(syntax, offset, count)));
        }
    }

    private static string Part(RuleSyntax syntax, int offset, int count)
    {
        return Encoding.Latin1.GetString(syntax.Text, offset, count);
    }

    private static void Print(Alternative alternative, StringBuilder text, Random random)
    {
        if (alternative.Condition.Length > 0)
        {
            IEnumerable<string> comparisons = alternative.Condition.Select(comparison => Printed(comparison, random));
            text.Append('(').Append(string.Join(random.Next(3) == 0 ? "\tAND\n" : " and ", comparisons)).Append(')').Append(Space(random)).Append('?').Append(Space(random));
        }

        if (alternative.Assignments.Length > 0)
        {
            IEnumerable<string> assignments = alternative.Assignments.Select(assignment => Printed(assignment, random));
            string end = random.Next(3) switch { 0 => ")!", 1 => ";)!", _ => " ) ; !" };
            text.Append('(').Append(string.Join(";", assignments)).Append(end).Append(Space(random));
        }

        if (alternative.Options.Length > 0)
        {
            text.Append('[').Append(string.Join(" ", alternative.Options.Select(option => Printed(option, random)))).Append(Space(random)).Append(']').Append(Space(random));
        }

        text.Append(alternative.Url);
    }

    private static string Printed(Comparison comparison, Random random)
    {
        int index = (int)comparison.Operator;
        bool isWord = random.Next(2) == 0;
        string sign = index == (int)ComparisonOperator.NotEqual && random.Next(2) == 0 ? "!" : Signs[index];
        string printed = isWord ? $" {(random.Next(2) == 0 ? Words[index] : Words[index].ToUpperInvariant())} " : $"{Space(random)}{sign}{Space(random)}";
        return $"{Space(random)}{comparison.Left}{printed}{comparison.Right}{Space(random)}";
    }

    private static string Printed(Assignment assignment, Random random)
    {
        bool isLetter = assignment.Name.Length == 5 && assignment.Name.StartsWith("GPP_", StringComparison.Ordinal) && random.Next(2) == 0;
        string name = isLetter ? assignment.Name[4..].ToLowerInvariant() : assignment.Name;
        return $"{Space(random)}{name}{Space(random)}={Space(random)}\"{assignment.Value}\"{Space(random)}";
    }

    private static string Printed(Option option, Random random)
    {
        bool mayBeBare = option.Argument.Length > 0 && option.Argument.All(letter => letter > ' ' && letter != ']' && letter != '"');
        return $"{Space(random)}--{option.Name} {Space(random)}" + (mayBeBare && random.Next(2) == 0 ? option.Argument : $"\"{option.Argument}\"");
    }

    private static string Space(Random random)
    {
        return random.Next(8) switch { 0 => " ", 1 => "\n", 2 => " \t\r\n ", _ => "" };
    }
}
