// Bytes of a profile in, text to show out.

using System;
using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Tool.Commands;

/// <summary>UTF-8 where the bytes are UTF-8, otherwise iso-8859-1, as real profiles are one or the other.</summary>
internal static class ProfileText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    public static string Of(TextBuffer text) => Of(text.Bytes.AsSpan(0, text.Length));
}
