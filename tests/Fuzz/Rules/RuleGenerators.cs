// What FsCheck draws: rules of every shape the language has, and text that is nearly one.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Fuzz.Rules;

public static class RuleGenerators
{
    private const string QuotedLetters = "abcXYZ019 \t()[]{}?!|;#=<>$&,.:/-_'\\%~\u00e9\u00ff";
    private const string PathLetters = "abcXYZ019/?&=%$)#!;.,:-_[]{}\u00e9";

    private static readonly string[] Tokens =
    [
        "(", ")", "?", "!", "[", "]", "|", ";", "\"", " ", "\n", "=", "<", ">", "and", "eq", "ge", "$", "$$", "$A", "$SA", "$(MA:2:3)", "--key", "--post", "--alias", "--uid",
        "a", "q", "User_ID_1_", "GPP_C", "\"v\"", "5", "-1", "5.2.12", "2.0.3(G)", "99999999999", "http://", "h", ":80", "/", "/flat-profile/", "/a/b", "#", "\u0001", "\u0093",
        "(1 eq 1)?", "(a = \"v\" ;)!", "[--key x]", "http://h/a", ",", "+", "1800+300",
    ];

    /// <summary>Rules that a parser must take.</summary>
    public static Gen<Rule> Rules()
    {
        return from count in Gen.Choose(1, 4)
               from first in Gen.ArrayOf(Alternatives(true), count - 1)
               from last in Alternatives(false)
               from spacing in Gen.Choose(0, int.MaxValue)
               select new Rule([.. first, last], spacing);
    }

    /// <summary>Any bytes, and tokens of the language in any order.</summary>
    public static Gen<byte[]> Bytes()
    {
        Gen<byte[]> noise = Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value));
        Gen<byte[]> soup = Gen.ArrayOf(Gen.Elements(Tokens)).Select(tokens => Encoding.Latin1.GetBytes(string.Concat(tokens)));
        Gen<byte[]> damaged = from rule in Rules()
                              from seed in Gen.Choose(0, int.MaxValue)
                              select Mutation.Of(new Random(seed), Encoding.Latin1.GetBytes(rule.ToString()));
        return Gen.OneOf(noise, soup, damaged);
    }

    /// <summary>Integers and versions.</summary>
    public static Gen<string> Numbers()
    {
        Gen<string> number = Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(0, int.MaxValue)).Select(value => value.ToString());
        Gen<string> integer = from sign in Gen.Elements("", "", "-") from value in number select sign + value;
        Gen<string> version = from major in number
                              from minor in number
                              from build in Gen.OneOf(Gen.Constant(""), number.Select(value => "." + value))
                              from text in Gen.Elements("", "", "b", "c2", "(b)", "(0412s)", "(LI-1_a.3)")
                              select $"{major}.{minor}{build}{text}";
        return Gen.OneOf(integer, version);
    }

    private static Gen<Alternative> Alternatives(bool needsCondition)
    {
        return from conditions in Gen.Choose(needsCondition ? 1 : 0, 3)
               from condition in Gen.ArrayOf(Comparisons(), conditions)
               from assignments in Assignments()
               from hasUrl in Gen.Elements(true, true, conditions == 0 && assignments.Length == 0)
               from url in Urls()
               from options in Options(url.StartsWith("http", StringComparison.Ordinal))
               select new Alternative(condition, assignments, hasUrl ? options : [], hasUrl ? url : null);
    }

    private static Gen<Comparison> Comparisons()
    {
        Gen<Operand> bare = Gen.OneOf(Numbers(), Gen.Elements("$STRANGE", "Installed", "$(X)", "*", "0x1")).Select(text => new Operand(text, false));
        Gen<Operand> quoted = Text(QuotedLetters).Select(text => new Operand(text, true));
        Gen<Operand> any = Gen.OneOf(bare, quoted).Select(operand => (Operand)operand);
        return from left in Gen.OneOf(any, Gen.Constant<Operand>(null))
               from right in Gen.OneOf(bare, quoted)
               from ordered in Gen.Choose(1, 6)
               let isText = right.IsQuoted || left is { IsQuoted: true }
               select new Comparison(left, (ComparisonOperator)(isText ? 1 + (ordered & 1) : ordered), right);
    }

    private static Gen<Assignment[]> Assignments()
    {
        Gen<Assignment> one = from parameter in Gen.Choose(0, Catalogue.Count - 1)
                              from general in Gen.Choose(0, 15)
                              from isGeneral in Gen.Elements(true, false)
                              from value in Text(QuotedLetters)
                              select new Assignment(Catalogue.NameOf(isGeneral ? ParameterIndex.GPP_A + general : parameter), value);
        return Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(one, count));
    }

    private static Gen<Option[]> Options(bool isHttp)
    {
        Gen<string> letter = Gen.Choose('a', 'p').Select(value => ((char)value).ToString());
        return from key in Text(QuotedLetters)
               from user in Text(QuotedLetters)
               from password in Text(QuotedLetters)
               from post in letter
               from alias in letter
               from order in Gen.Shuffle(new[] { 0, 1, 2, 3, 4 })
               from count in Gen.Choose(0, 5)
               let all = new Option[] { new("key", key), new("uid", user), new("pwd", password), new("alias", alias), new("post", post) }
               select order.Take(count).Where(index => isHttp || index < 4).Select(index => all[index]).ToArray();
    }

    // What is between parentheses or quotes is no separator; an open parenthesis would reach into the next alternative.
    private static Gen<string> Urls()
    {
        return from scheme in Gen.Elements("", "http://", "https://", "tftp://", "HTTP://")
               from server in Gen.Elements("", "h", "p.tel.com", "192.168.1.200:6969", "a-b_c:65535")
               from path in Text(PathLetters)
               from end in Gen.Elements("x", "(b|c)", "x=\"|\"", "(|)(|)x")
               select $"{scheme}{server}/{path}{end}";
    }

    private static Gen<string> Text(string letters)
    {
        return Gen.ArrayOf(Gen.Elements(letters.ToCharArray())).Select(chosen => new string(chosen.Take(40).ToArray()));
    }
}
