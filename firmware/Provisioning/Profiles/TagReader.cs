// The bytes between "<" and ">" of one element tag in; its name, its ua attribute and its form out (guide "Open Format Configuration File").

using System;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Reads one tag in chunks of any size. tag = [ "/" ] name *( space attribute ) [ space ] [ "/" ] ">" ;
/// attribute = name [ "=" ( quoted / bare ) ]. Attributes other than ua are passed over. A less-than sign inside the tag, quoted
/// or not, is <see cref="Core.Fault.XmlMarkup"/>: the tag's end is missing.
/// </summary>
public sealed class TagReader
{
    /// <summary>What was odd about an attribute and was taken all the same; <see cref="OddQuotes"/> is one of several.</summary>
    public const int NotOdd = 0;

    /// <summary>An attribute value in single quotes, without quotes, or missing.</summary>
    public const int OddQuotes = 1;

    /// <summary>A ua attribute that says none of na, ro, rw.</summary>
    public const int OddAccess = 2;

    private const int InName = 0;
    private const int InGap = 1;
    private const int InAttributeName = 2;
    private const int AfterAttributeName = 3;
    private const int BeforeValue = 4;
    private const int InQuoted = 5;
    private const int InBare = 6;
    private const int AfterSlash = 7;

    private int _state;
    private byte _quote;
    private int _attributeLength;
    private int _attributeStart;
    private int _valueLength;
    private int _valueStart;

    /// <summary>The name; the first <see cref="NameKept"/> bytes count.</summary>
    public readonly byte[] Name = new byte[ElementStack.MaxName];

    /// <summary>Length of the whole name, in bytes.</summary>
    public int NameLength { get; private set; }

    /// <summary>A sum over the name's bytes beyond <see cref="ElementStack.MaxName"/>; 0 for any shorter name.</summary>
    public uint NameSum { get; private set; }

    /// <summary>True for <c>&lt;/X&gt;</c>.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>True for <c>&lt;X/&gt;</c>.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>True once the tag's greater-than sign was read.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The ua attribute: None without one, <see cref="XmlProfileReader.UnknownAccess"/> for an unknown level.</summary>
    public Access Access { get; private set; }

    /// <summary>The Odd bits of what was odd.</summary>
    public int Odd { get; private set; }

    /// <summary>New lines seen since the tag's start.</summary>
    public int NewLines { get; private set; }

    /// <summary>XmlMarkup when the tag does not end before the next one starts.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Bytes of the name that are kept.</summary>
    public int NameKept
    {
        get { return NameLength < ElementStack.MaxName ? NameLength : ElementStack.MaxName; }
    }

    /// <summary>Starts a tag; <paramref name="closing"/> when its slash was read.</summary>
    public void Open(bool closing)
    {
        _state = InName;
        NameLength = 0;
        NameSum = 0;
        IsClosing = closing;
        IsEmpty = false;
        IsDone = false;
        Access = Access.None;
        Odd = NotOdd;
        NewLines = 0;
        Fault = Fault.None;
    }

    /// <summary>Takes bytes up to the tag's end or the chunk's; answers the position behind what it took.</summary>
    public int Take(byte[] buffer, int position, int end)
    {
        while (position < end && !IsDone && Fault == Fault.None)
        {
            switch (_state)
            {
                case InName:
                    position = TakeName(buffer, position, end);
                    break;
                case InAttributeName:
                    position = TakeAttributeName(buffer, position, end);
                    break;
                case InQuoted:
                    position = TakeQuoted(buffer, position, end);
                    break;
                case InBare:
                    position = TakeBare(buffer, position, end);
                    break;
                default:
                    position = TakeBetween(buffer, position, end);
                    break;
            }
        }

        return position;
    }

    private int TakeName(byte[] buffer, int position, int end)
    {
        int start = position;
        position = XmlBytes.NameEnd(buffer, position, end);
        int count = position - start;
        int kept = NameKept;
        int room = ElementStack.MaxName - kept;
        int copied = count < room ? count : room;
        Array.Copy(buffer, start, Name, kept, copied);
        for (int i = start + copied; i < position; i++)
        {
            NameSum = (NameSum * 31) + buffer[i];
        }

        NameLength += count;
        _state = position < end ? InGap : InName;
        return position;
    }

    // One byte that is neither name nor value: white space, "=", a quote, a slash, the end.
    private int TakeBetween(byte[] buffer, int position, int end)
    {
        byte next = buffer[position];
        if ((XmlBytes.Kinds[next] & XmlBytes.Space) != 0)
        {
            NewLines += next == (byte)'\n' ? 1 : 0;
            return position + 1;
        }

        switch (next)
        {
            case (byte)'>':
                CloseAttribute();
                IsEmpty = _state == AfterSlash && !IsClosing;
                IsDone = true;
                return position + 1;
            case (byte)'<':
                Fault = Fault.XmlMarkup;
                return position;
            case (byte)'/':
                CloseAttribute();
                _state = AfterSlash;
                return position + 1;
            case (byte)'=':
                _state = _state == AfterAttributeName ? BeforeValue : _state;
                return position + 1;
            case (byte)'"':
            case (byte)'\'':
                return OpenQuoted(next, position);
            default:
                return OpenWord(position);
        }
    }

    private int OpenQuoted(byte mark, int position)
    {
        Odd |= mark == (byte)'\'' || _state != BeforeValue ? OddQuotes : NotOdd;
        _attributeLength = _state == BeforeValue ? _attributeLength : 0;
        _quote = mark;
        _valueLength = 0;
        _valueStart = 0;
        _state = InQuoted;
        return position + 1;
    }

    // A word after "=" is a value without quotes, any other word an attribute's name.
    private int OpenWord(int position)
    {
        if (_state == BeforeValue)
        {
            Odd |= OddQuotes;
            _valueLength = 0;
            _valueStart = 0;
            _state = InBare;
            return position;
        }

        CloseAttribute();
        _attributeLength = 0;
        _attributeStart = 0;
        _state = InAttributeName;
        return position;
    }

    // Called where a value can no longer come: a name alone is odd.
    private void CloseAttribute()
    {
        if (_state == AfterAttributeName || _state == BeforeValue)
        {
            Odd |= OddQuotes;
        }
    }

    // At least one byte is taken, whatever it is, so that an ampersand can not stop the tag.
    private int TakeAttributeName(byte[] buffer, int position, int end)
    {
        byte[] kinds = XmlBytes.Kinds;
        int taken = _attributeLength;
        int first = _attributeStart;
        while (position < end && (taken == 0 || (kinds[buffer[position]] & XmlBytes.EndsName) == 0))
        {
            first = taken < 2 ? (first << 8) | buffer[position] : first;
            taken++;
            position++;
        }

        _attributeLength = taken;
        _attributeStart = first;
        _state = position < end ? AfterAttributeName : InAttributeName;
        return SkipAmpersand(buffer, position, end);
    }

    private int SkipAmpersand(byte[] buffer, int position, int end)
    {
        if (position < end && buffer[position] == (byte)'&')
        {
            _state = InAttributeName;
            _attributeLength += 3;
            return position + 1;
        }

        return position;
    }

    private int TakeQuoted(byte[] buffer, int position, int end)
    {
        byte[] kinds = XmlBytes.Kinds;
        byte mark = _quote;
        while (position < end)
        {
            int start = position;
            while (position < end && (kinds[buffer[position]] & XmlBytes.EndsQuoted) == 0)
            {
                position++;
            }

            KeepValue(buffer, start, position - start);
            if (position == end)
            {
                break;
            }

            byte next = buffer[position];
            if (next == (byte)'<')
            {
                Fault = Fault.XmlMarkup;
                break;
            }

            position++;
            if (next == mark)
            {
                CloseValue();
                break;
            }

            NewLines += next == (byte)'\n' ? 1 : 0;
            _valueLength++;
        }

        return position;
    }

    private int TakeBare(byte[] buffer, int position, int end)
    {
        byte[] kinds = XmlBytes.Kinds;
        int start = position;
        while (position < end && (kinds[buffer[position]] & XmlBytes.Space) == 0 && buffer[position] != (byte)'>' && buffer[position] != (byte)'<'
            && buffer[position] != (byte)'/')
        {
            position++;
        }

        KeepValue(buffer, start, position - start);
        if (position < end)
        {
            CloseValue();
        }

        return position;
    }

    // The first two bytes and the length of a value tell na, ro and rw from all others.
    private void KeepValue(byte[] buffer, int start, int count)
    {
        for (int i = 0; i < count && _valueLength + i < 2; i++)
        {
            _valueStart = (_valueStart << 8) | buffer[start + i];
        }

        _valueLength += count;
    }

    private void CloseValue()
    {
        _state = InGap;
        if (_attributeLength != 2 || _attributeStart != (('u' << 8) | 'a'))
        {
            return;
        }

        int level = _valueLength == 2 ? _valueStart : 0;
        switch (level)
        {
            case ('n' << 8) | 'a':
                Access = Access.NotAccessible;
                break;
            case ('r' << 8) | 'o':
                Access = Access.ReadOnly;
                break;
            case ('r' << 8) | 'w':
                Access = Access.ReadWrite;
                break;
            default:
                Access = XmlProfileReader.UnknownAccess;
                Odd |= OddAccess;
                break;
        }
    }
}
