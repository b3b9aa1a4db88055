// Domain names: dotted text to wire form, wire form (with compression) to one plain form (RFC 1035 sections 2.3, 3.1, 4.1.4).

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
    /// Reads a name of a message. Pointers must lead back before the label run they end, so no loop is possible.
    /// The offset behind the name in the message, or -1 when it is malformed.
    /// </summary>
    internal int FromMessage(byte[] message, int start, int end, int position)
    {
        int behind = -1;
        int runStart = position;
        Length = 0;
        while (position < end)
        {
            int length = message[position];
            if ((length & PointerBits) == PointerBits)
            {
                if (position + 1 >= end)
                {
                    return -1;
                }

                int target = start + (((length & 63) << 8) | message[position + 1]);
                behind = behind < 0 ? position + 2 : behind;
                if (target >= runStart)
                {
                    return -1;
                }

                position = target;
                runStart = target;
                continue;
            }

            if (length > MaxLabelBytes || position + 1 + length > end || Length + 1 + length > MaxBytes)
            {
                return -1;
            }

            AppendLabel(message, position, length);
            position += 1 + length;
            if (length == 0)
            {
                return behind < 0 ? position : behind;
            }
        }

        return -1;
    }

    /// <summary>True when both are the same name.</summary>
    internal bool SameAs(DnsName other)
    {
        if (Length != other.Length)
        {
            return false;
        }

        for (int i = 0; i < Length; i++)
        {
            if (Bytes[i] != other.Bytes[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the other name's bytes.</summary>
    internal void CopyFrom(DnsName other)
    {
        System.Array.Copy(other.Bytes, 0, Bytes, 0, other.Length);
        Length = other.Length;
    }

    private bool EndLabel(int labelAt)
    {
        int length = Length - labelAt - 1;
        Bytes[labelAt] = (byte)length;
        return length > 0 && length <= MaxLabelBytes;
    }

    private void AppendLabel(byte[] message, int position, int length)
    {
        Bytes[Length++] = (byte)length;
        for (int i = 1; i <= length; i++)
        {
            int value = message[position + i];
            Bytes[Length++] = (byte)(value >= 'A' && value <= 'Z' ? value + 32 : value);
        }
    }

    private static bool IsNameByte(int value)
    {
        return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || (value >= '0' && value <= '9')
            || value == '-' || value == '_';
    }
}
