// Two texts with a byte between them in, base64 out (RFC 4648, 4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Writes base64 with padding, without a copy of what it encodes.</summary>
internal static class Base64Text
{
    /// <summary>Appends the encoding of <paramref name="first"/>, <paramref name="between"/> and <paramref name="second"/>.</summary>
    internal static void Append(TextBuffer first, byte between, TextBuffer second, TextBuffer output)
    {
        int count = first.Length + 1 + second.Length;
        for (int i = 0; i < count; i += 3)
        {
            int left = count - i;
            int group = ByteAt(first, between, second, i) << 16;
            group |= left > 1 ? ByteAt(first, between, second, i + 1) << 8 : 0;
            group |= left > 2 ? ByteAt(first, between, second, i + 2) : 0;
            output.Append(Letter((group >> 18) & 63));
            output.Append(Letter((group >> 12) & 63));
            output.Append(left > 1 ? Letter((group >> 6) & 63) : (byte)'=');
            output.Append(left > 2 ? Letter(group & 63) : (byte)'=');
        }
    }

    private static byte ByteAt(TextBuffer first, byte between, TextBuffer second, int index)
    {
        return index < first.Length ? first.Bytes[index]
            : index == first.Length ? between
            : second.Bytes[index - first.Length - 1];
    }

    private static byte Letter(int value)
    {
        int letter = value < 26 ? 'A' + value
            : value < 52 ? 'a' + value - 26
            : value < 62 ? '0' + value - 52
            : value == 62 ? '+' : '/';
        return (byte)letter;
    }
}
