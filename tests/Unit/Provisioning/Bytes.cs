// Rows of text to bytes and back, for the tests of this assembly.

using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Provisioning.Tests;

/// <summary>Text in tests is UTF-8; a row writes a byte that no text holds as a pipe and two hex digits where it says so.</summary>
public static class Bytes
{
    /// <summary>The bytes of a text.</summary>
    public static byte[] Of(string text)
    {
        return text.Length == 0 ? new byte[0] : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>The bytes of a text in which <c>^hh</c> stands for the byte hh.</summary>
    public static byte[] OfEscaped(string text)
    {
        byte[] source = Of(text);
        byte[] result = new byte[source.Length];
        int length = 0;
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] == (byte)'^')
            {
                result[length++] = (byte)((HexValue(source[i + 1]) << 4) | HexValue(source[i + 2]));
                i += 2;
            }
            else
            {
                result[length++] = source[i];
            }
        }

        byte[] cut = new byte[length];
        System.Array.Copy(result, 0, cut, 0, length);
        return cut;
    }

    /// <summary>Bytes as text; what is not printable ASCII as <c>^hh</c>.</summary>
    public static string Show(byte[] bytes, int offset, int count)
    {
        TextBuffer text = new TextBuffer((count * 3) + 1);
        for (int i = offset; i < offset + count; i++)
        {
            if (bytes[i] >= 32 && bytes[i] < 127)
            {
                text.Append(bytes[i]);
            }
            else
            {
                text.Append((byte)'^');
                text.AppendHex(bytes[i]);
            }
        }

        return text.ToString();
    }

    private static int HexValue(byte digit)
    {
        return digit <= (byte)'9' ? digit - '0' : (digit | 32) - 'a' + 10;
    }
}
