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
    private readonly int _start;
    private readonly int _limit;
    private int _end;
    private int _protectedEnd;
    private bool _returnBefore;

    /// <summary>Makes a value of at most <paramref name="capacity"/> bytes.</summary>
    public ValueText(int capacity)
        : this(new byte[capacity], 0, capacity)
    {
    }

    /// <summary>As the other one, in a part of a buffer that is free as long as a value is gathered.</summary>
    public ValueText(byte[] buffer, int offset, int capacity)
    {
        _bytes = buffer;
        _start = offset;
        _limit = offset + capacity;
        _end = offset;
        _protectedEnd = offset;
    }

    /// <summary>The bytes; <see cref="Length"/> of them count, from <see cref="Offset"/> on.</summary>
    public byte[] Bytes
    {
        get { return _bytes; }
    }

    /// <summary>Where the value starts in <see cref="Bytes"/>.</summary>
    public int Offset
    {
        get { return _start; }
    }

    /// <summary>Length so far, in bytes, trailing white space included until <see cref="Trim"/>.</summary>
    public int Length
    {
        get { return _end - _start; }
    }

    /// <summary>True when the value is longer than the capacity.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Starts an empty value.</summary>
    public void Clear()
    {
        _end = _start;
        _protectedEnd = _start;
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
        int sourceEnd = offset + count;
        byte[] kinds = XmlBytes.Kinds;
        _returnBefore = false;
        if (_end == _start)
        {
            while (offset < sourceEnd && (kinds[source[offset]] & XmlBytes.Space) != 0)
            {
                offset++;
            }
        }

        int room = _limit - _end;
        int fits = sourceEnd - offset < room ? sourceEnd - offset : room;
        Array.Copy(source, offset, _bytes, _end, fits);
        _end += fits;
        for (offset += fits; offset < sourceEnd && !Overflowed; offset++)
        {
            Overflowed = (kinds[source[offset]] & XmlBytes.Space) == 0;
        }
    }

    /// <summary>Appends the space that a line's end stands for: CRLF, LF and CR are one each.</summary>
    public void AppendLineEnd(bool isReturn)
    {
        if ((isReturn || !_returnBefore) && _end > _start && _end < _limit)
        {
            _bytes[_end++] = (byte)' ';
        }

        _returnBefore = isReturn;
    }

    /// <summary>Appends a byte that is not trimmed: one written as an escape.</summary>
    public void AppendEscaped(byte value)
    {
        _returnBefore = false;
        if (_end == _limit)
        {
            Overflowed = true;
            return;
        }

        _bytes[_end++] = value;
        _protectedEnd = _end;
    }

    /// <summary>Cuts trailing white space.</summary>
    public void Trim()
    {
        byte[] kinds = XmlBytes.Kinds;
        while (_end > _protectedEnd && (kinds[_bytes[_end - 1]] & XmlBytes.Space) != 0)
        {
            _end--;
        }
    }

    /// <summary>True when the text is nothing but white space.</summary>
    public bool IsBlank
    {
        get { return _end == _start && !Overflowed; }
    }
}
