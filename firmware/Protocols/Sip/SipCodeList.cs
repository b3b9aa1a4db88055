// Retry_Reg_RSC or Try_Backup_RSC and a status in, whether it is listed out (guide "Data Types", RscTmpl).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>list = template *( "," template ); template = 1*( digit / "?" / "*" ): a question mark is any digit, an asterisk all that follow.</summary>
public static class SipCodeList
{
    /// <summary>True when one of the templates fits the status, 100 to 699.</summary>
    public static bool Holds(byte[] text, int offset, int count, int status)
    {
        int at = offset;
        int listEnd = offset + count;
        while (at < listEnd)
        {
            int end = ByteText.IndexOf(text, at, listEnd - at, (byte)',');
            end = end < 0 ? listEnd : end;
            int start = SipText.SkipBlanks(text, at, end);
            if (Fits(text, start, SipText.TrimEnd(text, start, end), status))
            {
                return true;
            }

            at = end + 1;
        }

        return false;
    }

    private static bool Fits(byte[] text, int offset, int end, int status)
    {
        if (offset == end)
        {
            return false;
        }

        int divisor = 100;
        for (; offset < end; offset++)
        {
            if (text[offset] == (byte)'*')
            {
                return true;
            }

            if (divisor == 0 || (text[offset] != (byte)'?' && text[offset] - '0' != status / divisor % 10))
            {
                return false;
            }

            divisor /= 10;
        }

        return divisor == 0;
    }
}
