// A whole element of the plainest form in, its parameter out, name and value where they stand in the chunk (guide "Open Format Configuration File").

using System;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// What nearly all of a profile is made of, taken in one pass: <c>&lt;NAME&gt;text&lt;/NAME&gt;</c> or
/// <c>&lt;NAME ua="na"&gt;text&lt;/NAME&gt;</c> in one line and in one chunk, the text without escapes. Anything else is left to the
/// reader's states, which come to the same result for this form too, at ten times the cost.
/// </summary>
public static class PlainElement
{
    /// <summary>What <see cref="Take"/> answers when it took nothing.</summary>
    public const int None = -1;

    // From the end of the name to the greater-than sign behind the attribute.
    private const int AttributeBytes = 8;
    private const int TextBehindAttribute = AttributeBytes + 1;

    // What an end tag has beside the name, and where it stands in the eight bytes that begin or end with it.
    private const int EndTagBytes = 3;
    private const ulong EndTagStart = 0x2F3C;
    private const ulong EndTagEnd = 0x3E00000000000000;

    // The attribute's eight bytes, read as one number.
    private const ulong NotAccessible = 0x22616E223D617520;
    private const ulong ReadOnly = 0x226F72223D617520;
    private const ulong ReadWrite = 0x227772223D617520;

    /// <summary>
    /// element = "&lt;" name [ " ua=" DQUOTE ( "na" / "ro" / "rw" ) DQUOTE ] "&gt;" text "&lt;/" name "&gt;" from <paramref name="position"/> on:
    /// hands it to <paramref name="handler"/> as of <paramref name="line"/> and answers the position behind it. None for all that is not
    /// this, or not all there.
    /// </summary>
    public static int Take(byte[] buffer, int position, int end, IProfileHandler handler, int line)
    {
        // 160 instructions an element beside its runs: no call for the attribute, the end tag of a name of 7 to 29 bytes, and a value without white space around it.
        int name = position + 1;
        if (name + 8 > end || (XmlBytes.Kinds[buffer[name]] & XmlBytes.StartsName) == 0)
        {
            return None;
        }

        // Most begin with eight letters or underscores.
        ulong first = BitConverter.ToUInt64(buffer, name);
        int nameEnd = XmlBytes.NameEnd(buffer, (first & XmlBytes.LetterBits) == XmlBytes.LetterBits ? name + 8 : name, end);
        int count = nameEnd - name;
        if (nameEnd + TextBehindAttribute >= end)
        {
            return None;
        }

        int text;
        Access access;
        if (buffer[nameEnd] == (byte)'>')
        {
            text = nameEnd + 1;
            access = Access.None;
        }
        else
        {
            ulong attribute = BitConverter.ToUInt64(buffer, nameEnd);
            access = attribute == NotAccessible ? Access.NotAccessible : attribute == ReadWrite ? Access.ReadWrite : attribute == ReadOnly ? Access.ReadOnly : Access.None;
            text = nameEnd + TextBehindAttribute;
            if (access == Access.None || buffer[text - 1] != (byte)'>')
            {
                return None;
            }
        }

        int textEnd = XmlBytes.TextEnd(buffer, text, end);
        int behind = textEnd + count + EndTagBytes;
        if (behind > end)
        {
            return None;
        }

        // Of a name the first six bytes are compared with what stands in front of them, the last seven with what stands behind.
        if (count < 7 || count > 29)
        {
            if (count > ElementStack.MaxName || buffer[textEnd] != (byte)'<' || buffer[textEnd + 1] != (byte)'/' || buffer[behind - 1] != (byte)'>' || !ByteText.Equals(buffer, name, count, buffer, textEnd + 2, count))
            {
                return None;
            }
        }
        else if (BitConverter.ToUInt64(buffer, textEnd) != ((first << 16) | EndTagStart)
            || BitConverter.ToUInt64(buffer, behind - 8) != ((BitConverter.ToUInt64(buffer, nameEnd - 8) >> 8) | EndTagEnd)
            || (count > 13 && (BitConverter.ToUInt64(buffer, name + 6) != BitConverter.ToUInt64(buffer, textEnd + 8)
            || (count > 21 && BitConverter.ToUInt64(buffer, nameEnd - 15) != BitConverter.ToUInt64(buffer, behind - 16)))))
        {
            return None;
        }

        // An empty text stands between a > and a <.
        if (buffer[text] <= (byte)' ' || buffer[textEnd - 1] <= (byte)' ')
        {
            text = XmlBytes.SkipSpace(buffer, text, textEnd);
            textEnd = XmlBytes.CutSpace(buffer, text, textEnd);
        }

        if (textEnd - text > XmlProfileReader.MaxValue)
        {
            return None;
        }

        handler.OnParameter(buffer, name, count, buffer, text, textEnd - text, access, line);
        return behind;
    }
}
