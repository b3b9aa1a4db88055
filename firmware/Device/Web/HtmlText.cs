// Text in, the same text safe inside HTML out (HTML 5, 13.1.4).

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>Escapes what comes from profiles and from the web before it is shown.</summary>
public static class HtmlText
{
    /// <summary>Most bytes that one byte can become.</summary>
    public const int Growth = 6;

    /// <summary>Appends text with &amp;, &lt;, &gt; and quotes escaped; control characters become spaces.</summary>
    public static void Append(byte[] text, int offset, int count, TextBuffer output)
    {
        int start = offset;
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            string escape = null;
            byte value = text[i];
            switch (value)
            {
                case (byte)'&':
                    escape = "&amp;";
                    break;
                case (byte)'<':
                    escape = "&lt;";
                    break;
                case (byte)'>':
                    escape = "&gt;";
                    break;
                case (byte)'"':
                    escape = "&quot;";
                    break;
                case (byte)'\'':
                    escape = "&#39;";
                    break;
                default:
                    escape = value < 32 || value == 127 ? " " : null;
                    break;
            }

            if (escape != null)
            {
                output.Append(text, start, i - start);
                output.Append(escape);
                start = i + 1;
            }
        }

        output.Append(text, start, end - start);
    }

    /// <summary>As <see cref="Append(byte[], int, int, TextBuffer)"/>, but tabs and line feeds stay: for text areas. Carriage returns are left out.</summary>
    public static void AppendLines(byte[] text, int offset, int count, TextBuffer output)
    {
        int start = offset;
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            byte value = text[i];
            if (value == (byte)'\n' || value == (byte)'\t' || value == (byte)'\r')
            {
                Append(text, start, i - start, output);
                start = i + 1;
                if (value != (byte)'\r')
                {
                    output.Append(value);
                }
            }
        }

        Append(text, start, end - start, output);
    }

    /// <summary>Appends a string, escaped.</summary>
    public static void Append(string text, TextBuffer output)
    {
        byte[] encoded = System.Text.Encoding.UTF8.GetBytes(text);
        Append(encoded, 0, encoded.Length, output);
    }
}
