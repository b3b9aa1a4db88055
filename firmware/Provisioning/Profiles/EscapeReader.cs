// What follows an ampersand in, the byte it stands for out (guide Table 2-1 and "Numeric character escapes").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Reads one character escape in chunks of any size. escape = "&amp;" ( "amp" / "lt" / "gt" / "apos" / "quot" / "#" 1*DIGIT /
/// "#x" 1*HEXDIGIT ) ";". Numbers are 1 to 255: the guide promises the ASCII subset, the rest goes as the byte.
/// </summary>
public sealed class EscapeReader
{
    /// <summary>Longest text between ampersand and semicolon, in bytes.</summary>
    public const int MaxText = 10;

    /// <summary>What was read since the ampersand, itself included: it stays as it is when it is no escape.</summary>
    public readonly byte[] Text = new byte[MaxText + 2];

    /// <summary>Bytes in <see cref="Text"/>.</summary>
    public int TextLength { get; private set; }

    /// <summary>True when nothing more belongs to it, escape or not.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The byte the escape stands for, -1 when the text is no escape.</summary>
    public int Value { get; private set; }

    /// <summary>Starts behind an ampersand.</summary>
    public void Open()
    {
        Text[0] = (byte)'&';
        TextLength = 1;
        IsDone = false;
        Value = -1;
    }

    /// <summary>Takes bytes up to the semicolon or the first one that no escape has; answers the position behind what it took.</summary>
    public int Take(byte[] buffer, int position, int end)
    {
        while (position < end && !IsDone)
        {
            byte next = buffer[position];
            int letter = next | 32;
            bool belongs = (letter >= 'a' && letter <= 'z') || (next >= (byte)'0' && next <= (byte)'9') || next == (byte)'#' || next == (byte)';';
            if (!belongs || TextLength > MaxText)
            {
                IsDone = true;
                break;
            }

            Text[TextLength++] = next;
            position++;
            if (next == (byte)';')
            {
                IsDone = true;
                Value = Resolve();
            }
        }

        return position;
    }

    private int Resolve()
    {
        if (Text[1] == (byte)'#')
        {
            bool hex = (Text[2] | 32) == 'x';
            return hex ? ReadNumber(3, 16) : ReadNumber(2, 10);
        }

        return Is("amp;") ? '&' : Is("lt;") ? '<' : Is("gt;") ? '>' : Is("apos;") ? '\'' : Is("quot;") ? '"' : -1;
    }

    // number = 1*digit ";" ; up to 255, else -1
    private int ReadNumber(int at, int radix)
    {
        int number = 0;
        int first = at;
        while (Text[at] != (byte)';')
        {
            int digit = Text[at] <= (byte)'9' ? Text[at] - '0' : (Text[at] | 32) - 'a' + 10;
            if (digit < 0 || digit >= radix || number > 255)
            {
                return -1;
            }

            number = (number * radix) + digit;
            at++;
        }

        return at > first && number > 0 && number <= 255 ? number : -1;
    }

    private bool Is(string name)
    {
        return ByteText.Equals(Text, 1, TextLength - 1, name);
    }
}
