// A board's description ("key = value" lines) in, its pins and names out (boards/Esp32/README.md).

using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Hal.Lines;

/// <summary>Read once at start; every question walks over the text. ASCII.</summary>
public sealed class BoardFile
{
    /// <summary>Answers a number that is not given.</summary>
    public const int None = -1;

    /// <summary>Highest number a value may be: pins, kilobytes, lines.</summary>
    public const int MaxNumber = 65535;

    private byte[] _text = new byte[0];
    private int _valueAt;
    private int _valueEnd;

    /// <summary>After a Read that failed: the line that is wrong, from 1.</summary>
    public int ProblemLine { get; private set; }

    /// <summary>
    /// file = *( blank / "#" text / key "=" value ), a line each. False when a line is none of these or repeats a key: the file is then empty.
    /// The bytes are kept, not copied.
    /// </summary>
    public bool Read(byte[] text)
    {
        _text = text;
        int number = 1;
        for (int at = 0; at < text.Length; number++)
        {
            int end = EndOfLine(at);
            if (!IsLineGood(at, end))
            {
                _text = new byte[0];
                ProblemLine = number;
                return false;
            }

            at = end + 1;
        }

        ProblemLine = 0;
        return true;
    }

    /// <summary>The value of a key without the white space around it; null when there is none.</summary>
    public string TextOf(string key)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(key);
        return Find(wanted, 0, wanted.Length, 0) ? Encoding.UTF8.GetString(_text, _valueAt, _valueEnd - _valueAt) : null;
    }

    /// <summary>The value of a key as a number; <see cref="None"/> when there is none, or the value is no number up to <see cref="MaxNumber"/>.</summary>
    public int NumberOf(string key)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(key);
        if (!Find(wanted, 0, wanted.Length, 0) || _valueAt == _valueEnd)
        {
            return None;
        }

        int value = 0;
        for (int at = _valueAt; at < _valueEnd; at++)
        {
            int digit = _text[at] - '0';
            if (digit < 0 || digit > 9 || value > MaxNumber)
            {
                return None;
            }

            value = (value * 10) + digit;
        }

        return value > MaxNumber ? None : value;
    }

    private bool IsLineGood(int at, int end)
    {
        int first = SkipSpace(at, end);
        if (first == end || _text[first] == (byte)'#')
        {
            return true;
        }

        int keyEnd = EndOfKey(first, end);
        int equals = SkipSpace(keyEnd, end);
        return keyEnd > first && equals < end && _text[equals] == (byte)'=' && !Find(_text, first, keyEnd - first, end + 1);
    }

    // Looks from an offset on, which is the start of a line.
    private bool Find(byte[] key, int offset, int count, int from)
    {
        for (int at = from; at < _text.Length;)
        {
            int end = EndOfLine(at);
            int first = SkipSpace(at, end);
            int keyEnd = EndOfKey(first, end);
            int equals = SkipSpace(keyEnd, end);
            if (keyEnd - first == count && equals < end && _text[equals] == (byte)'=' && Matches(key, offset, first, count))
            {
                _valueAt = SkipSpace(equals + 1, end);
                _valueEnd = end;
                while (_valueEnd > _valueAt && ByteText.IsWhiteSpace(_text[_valueEnd - 1]))
                {
                    _valueEnd--;
                }

                return true;
            }

            at = end + 1;
        }

        return false;
    }

    private bool Matches(byte[] key, int offset, int at, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (key[offset + i] != _text[at + i])
            {
                return false;
            }
        }

        return true;
    }

    private int EndOfLine(int at)
    {
        while (at < _text.Length && _text[at] != (byte)'\n')
        {
            at++;
        }

        return at;
    }

    // key = 1*( lower-case letter / digit / "." )
    private int EndOfKey(int at, int end)
    {
        while (at < end && (_text[at] == (byte)'.' || (_text[at] >= (byte)'0' && _text[at] <= (byte)'9') || (_text[at] >= (byte)'a' && _text[at] <= (byte)'z')))
        {
            at++;
        }

        return at;
    }

    private int SkipSpace(int at, int end)
    {
        while (at < end && ByteText.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }
}
