// Builds DNS messages from a line of words.

using System.Text;

namespace NanoSpa.Protocols.Tests;

/// <summary>
/// Words, separated by spaces: a header of 24 digits, then q:name = question, a:name=1.2.3.4, c:name=name, t:name = TXT record, x:00ff = bytes.
/// A record's TTL is 255, or behind a slash: a:name=1.2.3.4/0000003c.
/// Names are written out; *12 is a pointer to offset 12, b*12 a label and a pointer.
/// </summary>
internal sealed class DnsMessage
{
    internal readonly byte[] Bytes = new byte[600];
    internal int Length;

    internal DnsMessage(string words)
    {
        foreach (string whole in words.Split(' '))
        {
            int slash = whole.IndexOf('/');
            string word = slash < 0 ? whole : whole.Substring(0, slash);
            string ttl = slash < 0 ? "000000ff" : whole.Substring(slash + 1);
            string rest = word.Length > 2 && word[1] == ':' ? word.Substring(2) : "";
            switch (rest.Length == 0 ? 'x' : word[0])
            {
                case 'q':
                    PutName(rest);
                    PutHex("00010001");
                    break;
                case 'a':
                    PutName(rest.Substring(0, rest.IndexOf('=')));
                    PutHex("00010001" + ttl + "0004");
                    PutAddress(rest.Substring(rest.IndexOf('=') + 1));
                    break;
                case 'c':
                    PutName(rest.Substring(0, rest.IndexOf('=')));
                    PutHex("00050001" + ttl + "0000");
                    int before = Length;
                    PutName(rest.Substring(rest.IndexOf('=') + 1));
                    Bytes[before - 1] = (byte)(Length - before);
                    break;
                case 't':
                    PutName(rest);
                    PutHex("00100001000000ff0003026869");
                    break;
                default:
                    PutHex(rest.Length == 0 ? word : rest);
                    break;
            }
        }
    }

    private void PutName(string name)
    {
        string labels = name;
        int star = name.IndexOf('*');
        if (star >= 0)
        {
            labels = name.Substring(0, star);
        }

        foreach (string label in labels.Split('.'))
        {
            if (label.Length > 0)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(label);
                Put(bytes.Length);
                System.Array.Copy(bytes, 0, Bytes, Length, bytes.Length);
                Length += bytes.Length;
            }
        }

        if (star < 0)
        {
            Put(0);
            return;
        }

        int target = int.Parse(name.Substring(star + 1));
        Put(0xC0 | (target >> 8));
        Put(target);
    }

    private void PutAddress(string dotted)
    {
        foreach (string part in dotted.Split('.'))
        {
            Put(int.Parse(part));
        }
    }

    private void PutHex(string text)
    {
        byte[] digits = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < digits.Length; i += 2)
        {
            Put((Digit(digits[i]) << 4) | Digit(digits[i + 1]));
        }
    }

    private void Put(int value)
    {
        Bytes[Length++] = (byte)value;
    }

    private static int Digit(byte value)
    {
        return value <= (byte)'9' ? value - (byte)'0' : value - (byte)'a' + 10;
    }
}
