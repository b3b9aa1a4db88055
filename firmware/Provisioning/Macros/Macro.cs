// The macro variables: numbers, names, and the search for the longest name in a text (guide Table 4-4).

using System.Text;

namespace NanoSpa.Provisioning;

/// <summary>The macro variables of rules and log texts. The numbers are the unit's own; the names are the guide's.</summary>
public static class Macro
{
    /// <summary>The first general purpose parameter, GPP_A; the others up to <see cref="P"/> follow in order.</summary>
    public const int A = 0;

    /// <summary>The last general purpose parameter, GPP_P.</summary>
    public const int P = 15;

    /// <summary>The first special purpose parameter, GPP_SA; the others up to <see cref="SD"/> follow in order. Expands in key arguments only.</summary>
    public const int SA = 16;

    /// <summary>The last special purpose parameter, GPP_SD.</summary>
    public const int SD = 19;

    /// <summary>MAC address, lower-case hex: 000e08aabbcc.</summary>
    public const int MA = 20;

    /// <summary>MAC address, upper-case hex: 000E08AABBCC.</summary>
    public const int MAU = 21;

    /// <summary>MAC address, lower-case hex with colons: 00:0e:08:aa:bb:cc.</summary>
    public const int MAC = 22;

    /// <summary>Product name: SPA2102.</summary>
    public const int PN = 23;

    /// <summary>Product series number: 2102.</summary>
    public const int PSN = 24;

    /// <summary>Serial number: 88012BA01234.</summary>
    public const int SN = 25;

    /// <summary>Client certificate: Installed or Not Installed.</summary>
    public const int CCERT = 26;

    /// <summary>Own address in the local network.</summary>
    public const int IP = 27;

    /// <summary>Own address as seen on the Internet.</summary>
    public const int EXTIP = 28;

    /// <summary>Software version.</summary>
    public const int SWVER = 29;

    /// <summary>Hardware version.</summary>
    public const int HWVER = 30;

    /// <summary>Provisioning state: -1 explicit request, 0 power-up, 1 periodic, 2 retry after a failure.</summary>
    public const int PRVST = 31;

    /// <summary>Upgrade state: 1 first attempt, 2 retry after a failure.</summary>
    public const int UPGST = 32;

    /// <summary>Result of the previous upgrade attempt.</summary>
    public const int UPGERR = 33;

    /// <summary>Seconds since the last resync attempt.</summary>
    public const int PRVTMR = 34;

    /// <summary>Seconds since the last upgrade attempt.</summary>
    public const int UPGTMR = 35;

    /// <summary>Seconds since line 1 lost its registration.</summary>
    public const int REGTMR1 = 36;

    /// <summary>Seconds since line 2 lost its registration.</summary>
    public const int REGTMR2 = 37;

    /// <summary>Always "true" (legacy).</summary>
    public const int UPGCOND = 38;

    /// <summary>Scheme of the URL in use.</summary>
    public const int SCHEME = 39;

    /// <summary>Old name of <see cref="SCHEME"/>.</summary>
    public const int METH = 40;

    /// <summary>Server of the URL in use.</summary>
    public const int SERV = 41;

    /// <summary>Address of that server.</summary>
    public const int SERVIP = 42;

    /// <summary>Port of the URL in use.</summary>
    public const int PORT = 43;

    /// <summary>Path of the URL in use.</summary>
    public const int PATH = 44;

    /// <summary>Result of the attempt.</summary>
    public const int ERR = 45;

    /// <summary>User_ID of line 1.</summary>
    public const int UID1 = 46;

    /// <summary>User_ID of line 2.</summary>
    public const int UID2 = 47;

    /// <summary>1 when the unit is customized, else 0.</summary>
    public const int ISCUST = 48;

    /// <summary>How many there are; a macro's number is below it.</summary>
    public const int Count = 49;

    // Rows of length, number, name; by first letter, in it the longest first, so the first hit is the longest name.
    private static readonly byte[] Rows =
    {
        1, A, (byte)'A',
        1, A + 1, (byte)'B',
        5, CCERT, (byte)'C', (byte)'C', (byte)'E', (byte)'R', (byte)'T',
        1, A + 2, (byte)'C',
        1, A + 3, (byte)'D',
        5, EXTIP, (byte)'E', (byte)'X', (byte)'T', (byte)'I', (byte)'P',
        3, ERR, (byte)'E', (byte)'R', (byte)'R',
        1, A + 4, (byte)'E',
        1, A + 5, (byte)'F',
        1, A + 6, (byte)'G',
        5, HWVER, (byte)'H', (byte)'W', (byte)'V', (byte)'E', (byte)'R',
        1, A + 7, (byte)'H',
        6, ISCUST, (byte)'I', (byte)'S', (byte)'C', (byte)'U', (byte)'S', (byte)'T',
        2, IP, (byte)'I', (byte)'P',
        1, A + 8, (byte)'I',
        1, A + 9, (byte)'J',
        1, A + 10, (byte)'K',
        1, A + 11, (byte)'L',
        4, METH, (byte)'M', (byte)'E', (byte)'T', (byte)'H',
        3, MAC, (byte)'M', (byte)'A', (byte)'C',
        3, MAU, (byte)'M', (byte)'A', (byte)'U',
        2, MA, (byte)'M', (byte)'A',
        1, A + 12, (byte)'M',
        1, A + 13, (byte)'N',
        1, A + 14, (byte)'O',
        6, PRVTMR, (byte)'P', (byte)'R', (byte)'V', (byte)'T', (byte)'M', (byte)'R',
        5, PRVST, (byte)'P', (byte)'R', (byte)'V', (byte)'S', (byte)'T',
        4, PATH, (byte)'P', (byte)'A', (byte)'T', (byte)'H',
        4, PORT, (byte)'P', (byte)'O', (byte)'R', (byte)'T',
        3, PSN, (byte)'P', (byte)'S', (byte)'N',
        2, PN, (byte)'P', (byte)'N',
        1, P, (byte)'P',
        7, REGTMR1, (byte)'R', (byte)'E', (byte)'G', (byte)'T', (byte)'M', (byte)'R', (byte)'1',
        7, REGTMR2, (byte)'R', (byte)'E', (byte)'G', (byte)'T', (byte)'M', (byte)'R', (byte)'2',
        6, SCHEME, (byte)'S', (byte)'C', (byte)'H', (byte)'E', (byte)'M', (byte)'E',
        6, SERVIP, (byte)'S', (byte)'E', (byte)'R', (byte)'V', (byte)'I', (byte)'P',
        5, SWVER, (byte)'S', (byte)'W', (byte)'V', (byte)'E', (byte)'R',
        4, SERV, (byte)'S', (byte)'E', (byte)'R', (byte)'V',
        2, SA, (byte)'S', (byte)'A',
        2, SA + 1, (byte)'S', (byte)'B',
        2, SA + 2, (byte)'S', (byte)'C',
        2, SD, (byte)'S', (byte)'D',
        2, SN, (byte)'S', (byte)'N',
        7, UPGCOND, (byte)'U', (byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'N', (byte)'D',
        6, UPGERR, (byte)'U', (byte)'P', (byte)'G', (byte)'E', (byte)'R', (byte)'R',
        6, UPGTMR, (byte)'U', (byte)'P', (byte)'G', (byte)'T', (byte)'M', (byte)'R',
        5, UPGST, (byte)'U', (byte)'P', (byte)'G', (byte)'S', (byte)'T',
        4, UID1, (byte)'U', (byte)'I', (byte)'D', (byte)'1',
        4, UID2, (byte)'U', (byte)'I', (byte)'D', (byte)'2',
        0,
    };

    // Where the rows of each first letter begin in Rows; the end of Rows for a letter that has none.
    private static readonly ushort[] FirstRow = IndexRows();

    /// <summary>
    /// The longest name that the text at <paramref name="offset"/> starts with; GPP_A to GPP_SD are other spellings of A to SD
    /// (guide Table 4-3). Answers the macro's number and the name's length, or -1 when no name starts there.
    /// </summary>
    public static int Find(byte[] text, int offset, int count, out int nameLength)
    {
        nameLength = 0;
        if (count <= 0 || text[offset] < (byte)'A' || text[offset] > (byte)'Z')
        {
            return -1;
        }

        int gpp = FindParameterSpelling(text, offset, count, out nameLength);
        return gpp >= 0 ? gpp : FindRow(text, offset, count, out nameLength);
    }

    /// <summary>True for SA to SD, which expand only where a key is meant.</summary>
    public static bool IsSecret(int macro)
    {
        return macro >= SA && macro <= SD;
    }

    /// <summary>The name without its dollar sign. Allocates.</summary>
    public static string NameOf(int macro)
    {
        byte[] rows = Rows;
        for (int row = 0; rows[row] != 0; row += rows[row] + 2)
        {
            if (rows[row + 1] == macro)
            {
                return Encoding.UTF8.GetString(rows, row + 2, rows[row]);
            }
        }

        return "";
    }

    // parameter-spelling = "GPP_" ( A..P / SA..SD )
    private static int FindParameterSpelling(byte[] text, int offset, int count, out int nameLength)
    {
        nameLength = 0;
        if (count < 5 || text[offset] != (byte)'G' || text[offset + 1] != (byte)'P' || text[offset + 2] != (byte)'P' || text[offset + 3] != (byte)'_')
        {
            return -1;
        }

        int letter = text[offset + 4];
        if (letter == 'S' && count > 5 && text[offset + 5] >= (byte)'A' && text[offset + 5] <= (byte)'D')
        {
            nameLength = 6;
            return SA + text[offset + 5] - 'A';
        }

        if (letter < 'A' || letter > 'P')
        {
            return -1;
        }

        nameLength = 5;
        return letter - 'A';
    }

    private static int FindRow(byte[] text, int offset, int count, out int nameLength)
    {
        byte[] rows = Rows;
        byte first = text[offset];
        for (int row = FirstRow[first - 'A']; rows[row] != 0 && rows[row + 2] == first; row += rows[row] + 2)
        {
            int length = rows[row];
            int matched = 1;
            while (matched < length && matched < count && rows[row + 2 + matched] == text[offset + matched])
            {
                matched++;
            }

            if (matched == length)
            {
                nameLength = length;
                return rows[row + 1];
            }
        }

        nameLength = 0;
        return -1;
    }

    private static ushort[] IndexRows()
    {
        byte[] rows = Rows;
        ushort[] index = new ushort[26];
        int end = rows.Length - 1;
        for (int letter = 0; letter < index.Length; letter++)
        {
            index[letter] = (ushort)end;
        }

        for (int row = 0; rows[row] != 0; row += rows[row] + 2)
        {
            int letter = rows[row + 2] - 'A';
            if (index[letter] == end)
            {
                index[letter] = (ushort)row;
            }
        }

        return index;
    }
}
