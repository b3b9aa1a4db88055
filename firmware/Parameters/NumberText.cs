// The text of a number in, an int out (guide "Data Types", Uns and Sig).

namespace NanoSpa.Parameters;

/// <summary>Reads numbers as parameters hold them.</summary>
public static class NumberText
{
    /// <summary><paramref name="whenBad"/> when the text is no number or the number leaves int.</summary>
    public static int Parse(byte[] text, int offset, int count, int whenBad)
    {
        // number = [ "+" / "-" ] ( 1*DIGIT / "0" ( "x" / "X" ) 1*HEXDIG )
        int end = offset + count;
        bool isNegative = count > 0 && text[offset] == (byte)'-';
        int position = offset + (isNegative || (count > 0 && text[offset] == (byte)'+') ? 1 : 0);
        int radix = 10;
        if (end - position > 2 && text[position] == (byte)'0' && (text[position + 1] | 32) == 'x')
        {
            radix = 16;
            position += 2;
        }

        if (position >= end)
        {
            return whenBad;
        }

        long value = 0;
        for (; position < end; position++)
        {
            int digit = NanoSpa.Core.ByteText.HexValue(text[position]);
            value = (value * radix) + digit;
            if (digit < 0 || digit >= radix || value > 0x80000000L)
            {
                return whenBad;
            }
        }

        if (isNegative)
        {
            value = -value;
        }

        return value > int.MaxValue ? whenBad : (int)value;
    }
}
