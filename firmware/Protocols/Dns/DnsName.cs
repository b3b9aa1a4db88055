// Domain names: dotted text to wire form; names of a message, with compression, checked and compared where they stand (RFC 1035 sections 2.3, 3.1, 4.1.4).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>A name in wire form without compression, letters in lower case, so that equal names have equal bytes.</summary>
internal sealed class DnsName
{
    /// <summary>Longest name in wire form, its root label included.</summary>
    internal const int MaxBytes = 255;

    private const int MaxLabelBytes = 63;
    private const int PointerBits = 0xC0;

    /// <summary>Labels, each with its length before it, ended by a zero.</summary>
    internal readonly byte[] Bytes = new byte[MaxBytes];

    /// <summary>Bytes in use.</summary>
    internal int Length;

    /// <summary>
    /// name = label *( "." label ) [ "." ]; label = 1*63( letter / digit / "-" / "_" ). False when it is anything else or too long.
    /// </summary>
    internal bool FromText(byte[] text, int offset, int count)
    {
        int end = offset + count;
        int labelAt = 0;
        Length = 1;
        for (int i = offset; i < end; i++)
        {
            int value = text[i];
            if (value == '.')
            {
                if (!EndLabel(labelAt))
                {
                    return false;
                }

                labelAt = Length++;
                continue;
            }

            if (!IsNameByte(value) || Length >= MaxBytes - 1)
            {
                return false;
            }

            Bytes[Length++] = (byte)(value >= 'A' && value <= 'Z' ? value + 32 : value);
        }

        if (labelAt == Length - 1)
        {
            // A dot at the end: the empty label behind it is the root.
            Bytes[labelAt] = 0;
            return Length > 1;
        }

        if (!EndLabel(labelAt))
        {
            return false;
        }

        Bytes[Length++] = 0;
        return true;
    }

    /// <summary>
    /// Checks a name of a message. Pointers must lead back before the label run they end, so no loop is possible.
    /// The offset behind the name in the message, or -1 when it is malformed.
    /// </summary>
    internal static int Skip(byte[] message, int start, int end, int position)
    {
        int behind = -1;
        int runStart = position;
        int nameBytes = 0;
        while (position < end)
        {
            int length = message[position];
            if ((length & PointerBits) == PointerBits)
            {
                if (position + 1 >= end)
                {
                    return -1;
                }

                int target = TargetOf(message, start, position);
                behind = behind < 0 ? position + 2 : behind;
                if (target >= runStart)
                {
                    return -1;
                }

                position = target;
                runStart = target;
                continue;
            }

            nameBytes += 1 + length;
            if (length > MaxLabelBytes || position + 1 + length > end || nameBytes > MaxBytes)
            {
                return -1;
            }

            position += 1 + length;
            if (length == 0)
            {
                return behind < 0 ? position : behind;
            }
        }

        return -1;
    }

    /// <summary>True when two names that <see cref="Skip"/> found good are the same, in any case of letters. Each with the start of its own message.</summary>
    internal static bool AreSame(byte[] a, int aStart, int aPosition, byte[] b, int bStart, int bPosition)
    {
        while (true)
        {
            aPosition = LabelOf(a, aStart, aPosition);
            bPosition = LabelOf(b, bStart, bPosition);
            int length = a[aPosition];
            if (length != b[bPosition])
            {
                return false;
            }

            if (length == 0)
            {
                return true;
            }

            for (int i = 1; i <= length; i++)
            {
                if (ByteText.ToLower(a[aPosition + i]) != ByteText.ToLower(b[bPosition + i]))
                {
                    return false;
                }
            }

            aPosition += 1 + length;
            bPosition += 1 + length;
        }
    }

    private bool EndLabel(int labelAt)
    {
        int length = Length - labelAt - 1;
        Bytes[labelAt] = (byte)length;
        return length > 0 && length <= MaxLabelBytes;
    }

    // Where the next label stands: behind pointers, if there are some.
    private static int LabelOf(byte[] message, int start, int position)
    {
        while ((message[position] & PointerBits) == PointerBits)
        {
            position = TargetOf(message, start, position);
        }

        return position;
    }

    private static int TargetOf(byte[] message, int start, int position)
    {
        return start + (((message[position] & 63) << 8) | message[position + 1]);
    }

    private static bool IsNameByte(int value)
    {
        return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || (value >= '0' && value <= '9')
            || value == '-' || value == '_';
    }
}
