// A percent-encoded query in, plain text out (the web commands /admin/resync? and /admin/upgrade?; RFC 3986, 2.1).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Decodes what a browser puts behind the question mark.</summary>
public static class PercentText
{
    /// <summary>
    /// text = *( "%" 2HEXDIG / "+" / any byte ) ; "+" is a space, a percent sign without two digits behind it stays as it is.
    /// Appends to <paramref name="output"/>; answers <see cref="Fault.RuleTooLong"/> when it does not fit.
    /// </summary>
    public static Fault Decode(byte[] text, int offset, int count, TextBuffer output)
    {
        int end = offset + count;
        int position = offset;
        while (position < end && !output.Overflowed)
        {
            byte next = text[position++];
            if (next == (byte)'+')
            {
                next = (byte)' ';
            }
            else if (next == (byte)'%' && position + 1 < end)
            {
                int high = HexValue(text[position]);
                int low = HexValue(text[position + 1]);
                if (high >= 0 && low >= 0)
                {
                    next = (byte)((high << 4) | low);
                    position += 2;
                }
            }

            output.Append(next);
        }

        return output.Overflowed ? Fault.RuleTooLong : Fault.None;
    }

    private static int HexValue(byte digit)
    {
        if (digit >= (byte)'0' && digit <= (byte)'9')
        {
            return digit - '0';
        }

        int letter = digit | 32;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
