// Macros that stand for themselves: a rule keeps its structure, and each operand tells which macro it is.

using System.Globalization;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Tool.Lint;

/// <summary>Each macro gives a word of fixed length that no rule has by chance and that may stand in any part of one.</summary>
internal sealed class TokenMacros : IMacroSource
{
    private const string Open = "zq";
    private const string Close = "qz";

    public void Append(int macro, TextBuffer output) => output.Append(WordOf(macro));

    /// <summary>The macro whose word this is; -1 for any other text.</summary>
    public static int MacroOf(string text)
    {
        for (int macro = 0; macro < Macro.Count; macro++)
        {
            if (text == WordOf(macro))
            {
                return macro;
            }
        }

        return -1;
    }

    /// <summary>True when there is a macro's word in the text.</summary>
    public static bool IsIn(string text) => text.Contains(Open);

    /// <summary>The text with $NAME for each word.</summary>
    public static string Named(string text)
    {
        var named = new StringBuilder(text);
        for (int macro = 0; macro < Macro.Count; macro++)
        {
            named.Replace(WordOf(macro), "$" + Macro.NameOf(macro));
        }

        return named.ToString();
    }

    private static string WordOf(int macro) => Open + macro.ToString("00", CultureInfo.InvariantCulture) + Close;
}
