// A text in memory as a file to send.

using System;

namespace NanoSpa.Core;

/// <summary>Gives what a buffer holds; made once, used for any buffer.</summary>
public sealed class TextSource : IBodySource
{
    private TextBuffer _text;
    private int _position;

    /// <summary>A text does not fail: always None.</summary>
    public Fault Fault
    {
        get { return Fault.None; }
    }

    /// <summary>Sets the text, borrowed and unchanged as long as it is read.</summary>
    public void Open(TextBuffer text)
    {
        _text = text;
        _position = 0;
    }

    /// <inheritdoc/>
    public int CountBytes()
    {
        _position = 0;
        return _text.Length;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        int left = _text.Length - _position;
        count = count < left ? count : left;
        Array.Copy(_text.Bytes, _position, buffer, offset, count);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        _position = 0;
    }
}
