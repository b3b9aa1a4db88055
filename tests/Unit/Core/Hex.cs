// Hexadecimal text in, bytes out, and back: how the tests write their vectors.

using System.Text;

namespace NanoSpa.Core.Tests;

/// <summary>Reads and writes hexadecimal text in lower case; spaces are left out.</summary>
public static class Hex
{
    /// <summary>The bytes that a text of hexadecimal digits stands for.</summary>
    public static byte[] Decode(string text)
    {
        byte[] digits = Encoding.UTF8.GetBytes(text);
        byte[] bytes = new byte[digits.Length / 2];
        int half = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int value = ByteText.HexValue(digits[i]);
            if (value >= 0)
            {
                bytes[half / 2] = (byte)((bytes[half / 2] << 4) | value);
                half++;
            }
        }

        byte[] result = new byte[half / 2];
        System.Array.Copy(bytes, result, result.Length);
        return result;
    }

    /// <summary>The hexadecimal digits of a run of bytes.</summary>
    public static string Encode(byte[] bytes, int offset, int count)
    {
        TextBuffer text = new TextBuffer(count * 2);
        for (int i = 0; i < count; i++)
        {
            text.AppendHex(bytes[offset + i]);
        }

        return text.ToString();
    }

    /// <summary>The hexadecimal digits of all bytes.</summary>
    public static string Encode(byte[] bytes)
    {
        return Encode(bytes, 0, bytes.Length);
    }
}
