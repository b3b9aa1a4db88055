// A value and its parameter's type in, what is wrong with it out (guide "Data Types").

using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Tool.Lint;

/// <summary>Checks single values. An empty value is always good: it clears the parameter.</summary>
internal static partial class ValueCheck
{
    private const int MaxName = 63;
    private const int MaxPhone = 39;
    private const int MaxStarCode = 7;
    private const int MaxScript = 127;

    // What the unit takes for a Bool, in its own spellings: any other text counts as No.
    private static readonly string[] Bools = ["Yes", "yes", "No", "no", "1", "0", "Enable", "enable", "Disable", "disable"];

    /// <summary>Null when the value is good, otherwise what is wrong and what to write.</summary>
    public static string Of(int index, byte[] value, string text)
    {
        if (value.Length == 0)
        {
            return null;
        }

        ParameterType type = Catalogue.TypeOf(index);

        // The factory's star codes of G.726 are longer than their type.
        int most = Math.Max(MaxBytes(type, Catalogue.LimitOf(index)), Catalogue.DefaultOf(index).Length);
        if (value.Length > most)
        {
            return $"the value has {value.Length} bytes; shorten it to {most}";
        }

        return type switch
        {
            ParameterType.Bool => Bools.Contains(text) ? null : $"'{text}' is taken for No; write Yes or No",
            ParameterType.Choice => Choice(text, Catalogue.ChoicesOf(index)),
            ParameterType.Uns8 => Number(text, 0, byte.MaxValue),
            ParameterType.Uns16 or ParameterType.Port => Number(text, 0, ushort.MaxValue),
            ParameterType.Uns32 => Number(text, 0, uint.MaxValue),
            ParameterType.Sig8 => Number(text, sbyte.MinValue, sbyte.MaxValue),
            ParameterType.Sig16 => Number(text, short.MinValue, short.MaxValue),
            ParameterType.Sig32 => Number(text, int.MinValue, int.MaxValue),
            ParameterType.Float or ParameterType.Time or ParameterType.PwrLevel => Decimal().IsMatch(text) ? null : $"'{text}' is no number; write one such as 5 or 0.25",
            ParameterType.IP => Ipv4.TryParse(value, 0, value.Length, out _) ? null : $"'{text}' is no IPv4 address; write four numbers with dots",
            _ => null,
        };
    }

    private static int MaxBytes(ParameterType type, int limit) => type switch
    {
        ParameterType.Str => Math.Min(limit, ParameterStore.MaxValueBytes),
        ParameterType.UserID or ParameterType.FQDN => MaxName,
        ParameterType.Phone or ParameterType.PhTmpl or ParameterType.RscTmpl => MaxPhone,
        ParameterType.ActCode => MaxStarCode,
        ParameterType.CadScript or ParameterType.FreqScript or ParameterType.ToneScript => MaxScript,
        _ => ParameterStore.MaxValueBytes,
    };

    private static string Choice(string text, string choices)
    {
        string[] all = choices.Split('/');
        return all.Contains(text) ? null : $"'{text}' is none of {string.Join(", ", all)}";
    }

    // number = [ "+" / "-" ] ( 1*DIGIT / "0x" 1*HEXDIG )
    private static string Number(string text, long least, long most)
    {
        string bad = $"'{text}' is no whole number from {least} to {most}";
        bool negative = text[0] == '-';
        string digits = text[0] is '+' or '-' ? text[1..] : text;
        bool hexadecimal = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        NumberStyles style = hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!long.TryParse(hexadecimal ? digits[2..] : digits, style, CultureInfo.InvariantCulture, out long value))
        {
            return bad;
        }

        value = negative ? -value : value;
        return value >= least && value <= most ? null : bad;
    }

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$")]
    private static partial Regex Decimal();
}
