// A parameter's text in pieces in, its value out: trimmed, bounded (guide "Open Format Configuration File").

using System;

namespace NanoSpa.Provisioning;

/// <summary>
/// Gathers one value. White space around it is left out, unless it was written as an escape. What does not fit into the capacity is
/// left out and <see cref="Overflowed"/> is set; white space that is trimmed anyway does not count.
/// </summary>
public sealed class ValueText
{
    private readonly byte[] bytes;
    private int length;
    private int protectedLength;
    private bool returnBefore;

    /// <summary>Makes a value of at most <paramref name="capacity"/> bytes.</summary>
    public ValueText(int capacity)
    {
        bytes = new byte[capacity];
    }

    /// <summary>The bytes; the first <see cref="Length"/> count.</summary>
    public byte[] Bytes
    {
        get { return bytes; }
    }

    /// <summary>Length so far, in bytes, trailing white space included until <see cref="Trim"/>.</summary>
    public int Length
    {
        get { return length; }
    }

    /// <summary>True when the value is longer than the capacity.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Starts an empty value.</summary>
    public void Clear()
    {
        length = 0;
        protectedLength = 0;
        returnBefore = false;
        Overflowed = false;
    }

    /// <summary>Says that something else than text came between: a tag or a comment.</summary>
    public void Interrupt()
    {
        returnBefore = false;
    }

    /// <summary>Appends a run of text.</summary>
    public void Append(byte[] source, int offset, int count)
    {
        int end = offset + count;
        byte[] kinds = XmlBytes.Kinds;
        returnBefore = false;
        if (length == 0)
        {
            while (offset < end && (kinds[source[offset]] & XmlBytes.Space) != 0)
            {
                offset++;
            }
        }

        int room = bytes.Length - length;
        int fits = end - offset < room ? end - offset : room;
        Array.Copy(source, offset, bytes, length, fits);
        length += fits;
        for (offset += fits; offset < end && !Overflowed; offset++)
        {
            Overflowed = (kinds[source[offset]] & XmlBytes.Space) == 0;
        }
    }

    /// <summary>Appends the space that a line's end stands for: CRLF, LF and CR are one each.</summary>
    public void AppendLineEnd(bool isReturn)
    {
        if ((isReturn || !returnBefore) && length > 0 && length < bytes.Length)
        {
            bytes[length++] = (byte)' ';
        }

        returnBefore = isReturn;
    }

    /// <summary>Appends a byte that is not trimmed: one written as an escape.</summary>
    public void AppendEscaped(byte value)
    {
        returnBefore = false;
        if (length == bytes.Length)
        {
            Overflowed = true;
            return;
        }

        bytes[length++] = value;
        protectedLength = length;
    }

    /// <summary>Cuts trailing white space.</summary>
    public void Trim()
    {
        byte[] kinds = XmlBytes.Kinds;
        while (length > protectedLength && (kinds[bytes[length - 1]] & XmlBytes.Space) != 0)
        {
            length--;
        }
    }

    /// <summary>True when the text is nothing but white space.</summary>
    public bool IsBlank
    {
        get { return length == 0 && !Overflowed; }
    }
}
