// A parameter's text in pieces in, its value out: trimmed, bounded (guide "Open Format Configuration File").

using System;

namespace NanoSpa.Provisioning;

/// <summary>
/// Gathers one value. White space around it is left out, unless it was written as an escape. What does not fit into the capacity is
/// left out and <see cref="Overflowed"/> is set; white space that is trimmed anyway does not count.
/// </summary>
public sealed class ValueText
{
    private readonly byte[] _bytes;
    private int _length;
    private int _protectedLength;
    private bool _returnBefore;

    /// <summary>Makes a value of at most <paramref name="capacity"/> bytes.</summary>
    public ValueText(int capacity)
    {
        _bytes = new byte[capacity];
    }

    /// <summary>The bytes; the first <see cref="Length"/> count.</summary>
    public byte[] Bytes
    {
        get { return _bytes; }
    }

    /// <summary>Length so far, in bytes, trailing white space included until <see cref="Trim"/>.</summary>
    public int Length
    {
        get { return _length; }
    }

    /// <summary>True when the value is longer than the capacity.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Starts an empty value.</summary>
    public void Clear()
    {
        _length = 0;
        _protectedLength = 0;
        _returnBefore = false;
        Overflowed = false;
    }

    /// <summary>Says that something else than text came between: a tag or a comment.</summary>
    public void Interrupt()
    {
        _returnBefore = false;
    }

    /// <summary>Appends a run of text.</summary>
    public void Append(byte[] source, int offset, int count)
    {
        int end = offset + count;
        byte[] kinds = XmlBytes.Kinds;
        _returnBefore = false;
        if (_length == 0)
        {
            while (offset < end && (kinds[source[offset]] & XmlBytes.Space) != 0)
            {
                offset++;
            }
        }

        int room = _bytes.Length - _length;
        int fits = end - offset < room ? end - offset : room;
        Array.Copy(source, offset, _bytes, _length, fits);
        _length += fits;
        for (offset += fits; offset < end && !Overflowed; offset++)
        {
            Overflowed = (kinds[source[offset]] & XmlBytes.Space) == 0;
        }
    }

    /// <summary>Appends the space that a line's end stands for: CRLF, LF and CR are one each.</summary>
    public void AppendLineEnd(bool isReturn)
    {
        if ((isReturn || !_returnBefore) && _length > 0 && _length < _bytes.Length)
        {
            _bytes[_length++] = (byte)' ';
        }

        _returnBefore = isReturn;
    }

    /// <summary>Appends a byte that is not trimmed: one written as an escape.</summary>
    public void AppendEscaped(byte value)
    {
        _returnBefore = false;
        if (_length == _bytes.Length)
        {
            Overflowed = true;
            return;
        }

        _bytes[_length++] = value;
        _protectedLength = _length;
    }

    /// <summary>Cuts trailing white space.</summary>
    public void Trim()
    {
        byte[] kinds = XmlBytes.Kinds;
        while (_length > _protectedLength && (kinds[_bytes[_length - 1]] & XmlBytes.Space) != 0)
        {
            _length--;
        }
    }

    /// <summary>True when the text is nothing but white space.</summary>
    public bool IsBlank
    {
        get { return _length == 0 && !Overflowed; }
    }
}
