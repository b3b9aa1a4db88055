// The parameters of any profile in, the same as XML that every unit since firmware 2.0.6 reads out (guide "Open Format Configuration File").

using System.IO;
using System.Text;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Tool.PlainText;

/// <summary>Keeps order, duplicates, unknown names and every byte of the values; odd things of the source are not repeated.</summary>
internal sealed class XmlWriter : IProfileHandler
{
    private readonly MemoryStream _text = new();

    public XmlWriter() => Write("<flat-profile>\n");

    /// <summary>The whole file. Once.</summary>
    public byte[] Finish()
    {
        Write("</flat-profile>\n");
        return _text.ToArray();
    }

    public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
    {
        int index = Catalogue.Find(name, nameOffset, nameCount);
        string element = index >= 0 ? Catalogue.NameOf(index) : XmlName(name, nameOffset, nameCount);
        string ua = access is Access.NotAccessible or Access.ReadOnly or Access.ReadWrite ? $" ua=\"{AccessText.Of(access)}\"" : "";
        if (valueCount < 0)
        {
            Write($"<{element}{ua}/>\n");
            return;
        }

        Write($"<{element}{ua}>");
        for (int i = 0; i < valueCount; i++)
        {
            WriteByte(value[valueOffset + i], i == 0 || i == valueCount - 1);
        }

        Write($"</{element}>\n");
    }

    public void OnWarning(string text, int line)
    {
    }

    private static string XmlName(byte[] name, int offset, int count)
    {
        string text = Encoding.Latin1.GetString(name, offset, count);
        foreach (char odd in "-[]()/ ")
        {
            text = text.Replace(odd, '_');
        }

        return text;
    }

    // White space at an end would be trimmed, and a line's end taken as a space.
    private void WriteByte(byte value, bool isAtEnd)
    {
        switch (value)
        {
            case (byte)'&':
                Write("&amp;");
                break;
            case (byte)'<':
                Write("&lt;");
                break;
            case (byte)'>':
                Write("&gt;");
                break;
            case (byte)'\r' or (byte)'\n' or (byte)'\t':
            case (byte)' ' when isAtEnd:
                Write($"&#{value};");
                break;
            default:
                _text.WriteByte(value);
                break;
        }
    }

    private void Write(string text) => _text.Write(Encoding.Latin1.GetBytes(text));
}
