// The bytes of a plain-text profile source in, its parameters in order out (guide "Proprietary Plain-Text Configuration File", "Source Text Syntax").

using System;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Reads <c>Name ! "value" ;</c> line after line in constant memory. The mark gives the user account's access: <c>!</c> rw, <c>?</c> ro,
/// none na. <c>Name ;</c> leaves the value unchanged, <c>Name "" ;</c> empties it. What a source says before a fault must not be applied.
/// </summary>
public sealed class PlainTextReader : ISink
{
    /// <summary>Longest name of a parameter, in bytes.</summary>
    public const int MaxName = ElementStack.MaxName;

    /// <summary>Longest name of an imported file, in bytes.</summary>
    public const int MaxImport = 255;

    private const int MaxValue = ParameterStore.MaxValueBytes;

    // States are named by where the next byte stands.
    private const int AtStart = 0;
    private const int BetweenEntries = 1;
    private const int InComment = 2;
    private const int InName = 3;
    private const int AfterName = 4;
    private const int AfterMark = 5;
    private const int InValue = 6;
    private const int AfterValue = 7;
    private const int InImport = 8;
    private const int HasFailed = 9;

    private static readonly byte[] ByteOrderMark = { 0xEF, 0xBB, 0xBF };

    private readonly XmlWarnings _warnings = new XmlWarnings();
    private readonly byte[] _name = new byte[MaxImport];
    private readonly byte[] _value = new byte[MaxValue];
    private IProfileHandler _handler;
    private IPlainTextImport _import;
    private Access _access;
    private int _state;
    private int _behindComment;
    private int _nameLength;
    private int _valueLength;
    private int _nameLine;
    private int _consumed;
    private int _line;
    private int _matched;
    private bool _isFirstOfLine;
    private bool _nameIsFirst;
    private bool _hasValue;
    private bool _overflowed;
    private bool _returnBefore;

    /// <summary>Why the source was refused.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset of the byte that fits nowhere, or of the end of the source.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>Line of <see cref="FaultOffset"/>, 1 for the first; 0 without a fault.</summary>
    public int FaultLine { get; private set; }

    /// <summary>What was expected where, or the entry that does not end; printable ASCII.</summary>
    public TextBuffer Detail { get; } = new TextBuffer(MaxImport + 64);

    /// <summary>Sets where the parameters go and who splices other files in; null: nobody, an import line is a fault.</summary>
    public void Open(IProfileHandler profileHandler, IPlainTextImport fileImport)
    {
        _handler = profileHandler;
        _import = fileImport;
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _warnings.Open(_handler);
        _state = AtStart;
        _matched = 0;
        _consumed = 0;
        _line = 1;
        _isFirstOfLine = true;
        _returnBefore = false;
        Fault = Fault.None;
        FaultOffset = 0;
        FaultLine = 0;
        Detail.Clear();
    }

    /// <summary>
    /// source = [ byte order mark ] *( space / comment / import / entry ) ; entry = name [ "?" / "!" ] [ DQUOTE *value DQUOTE ] ";"
    /// with space and comments between its parts ; import = at a line's start "import" 1*blank file-name line-end
    /// </summary>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        int end = offset + count;
        int origin = _consumed - offset;
        int position = offset;
        while (position < end && _state != HasFailed)
        {
            _consumed = origin + position;
            switch (_state)
            {
                case AtStart:
                    position += TakeByteOrderMark(buffer[position]);
                    break;
                case InComment:
                    position = TakeComment(buffer, position, end);
                    break;
                case InName:
                    position = TakeName(buffer, position, end, origin);
                    break;
                case InValue:
                    position = TakeValue(buffer, position, end);
                    break;
                case InImport:
                    position = TakeImport(buffer, position, end, origin);
                    break;
                default:
                    TakeBetween(buffer[position++]);
                    break;
            }
        }

        _consumed = _state == HasFailed ? _consumed : origin + position;
        return _state == HasFailed ? DecodeStatus.Failed : DecodeStatus.More;
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (_state == InImport)
        {
            TakeImportEnd();
        }

        int state = _state == InComment ? _behindComment : _state;
        if (state == BetweenEntries || (state == AtStart && _matched == 0))
        {
            return DecodeStatus.Done;
        }

        if (state == AtStart)
        {
            Fail(Fault.PlainTextSyntax);
        }
        else if (state != HasFailed)
        {
            Detail.Append(state == InValue ? "the quote of " : "the entry ");
            XmlBytes.AppendPrintable(_name, 0, _nameLength, Detail);
            Detail.Append(" in line ");
            Detail.AppendNumber(_nameLine);
            Detail.Append(state == InValue ? " is not closed" : " has no semicolon");
            Fail(Fault.PlainTextTruncated);
        }

        return DecodeStatus.Failed;
    }

    // The bytes to go on by: one of the mark, or none when there is no mark.
    private int TakeByteOrderMark(byte next)
    {
        if (next == ByteOrderMark[_matched])
        {
            _matched++;
            _state = _matched == ByteOrderMark.Length ? BetweenEntries : AtStart;
            return 1;
        }

        if (_matched > 0)
        {
            FailAt("the rest of the byte order mark", next);
        }
        else
        {
            _state = BetweenEntries;
        }

        return 0;
    }

    private int TakeComment(byte[] buffer, int position, int end)
    {
        while (position < end && buffer[position] != (byte)'\n' && buffer[position] != (byte)'\r')
        {
            position++;
        }

        if (position < end)
        {
            _state = _behindComment;
        }

        return position;
    }

    private int TakeName(byte[] buffer, int position, int end, int origin)
    {
        int start = position;
        while (position < end && IsNameByte(buffer[position]))
        {
            position++;
        }

        int count = position - start;
        if (count > MaxName - _nameLength)
        {
            _consumed = origin + start + MaxName - _nameLength;
            Fail(Fault.PlainTextNameTooLong);
            return position;
        }

        Array.Copy(buffer, start, _name, _nameLength, count);
        _nameLength += count;
        if (position < end)
        {
            bool isBlank = buffer[position] == (byte)' ' || buffer[position] == (byte)'\t';
            bool isImport = isBlank && _nameIsFirst && ByteText.Equals(_name, 0, _nameLength, "import");
            _state = isImport ? InImport : AfterName;
            _nameLength = isImport ? 0 : _nameLength;
        }

        return position;
    }

    // A quote ends it; a line's end, CRLF being one, stands for a space as in XML.
    private int TakeValue(byte[] buffer, int position, int end)
    {
        int start = position;
        while (position < end && buffer[position] != (byte)'"' && buffer[position] != (byte)'\n' && buffer[position] != (byte)'\r')
        {
            position++;
        }

        if (position > start)
        {
            AppendValue(buffer, start, position - start);
            _returnBefore = false;
        }

        if (position == end)
        {
            return position;
        }

        byte next = buffer[position];
        if (next == (byte)'"')
        {
            _state = AfterValue;
        }
        else if (next == (byte)'\r' || !_returnBefore)
        {
            NoteLineInValue();
            AppendValue(XmlBytes.OneSpace, 0, 1);
        }

        _line += next == (byte)'\n' ? 1 : 0;
        _returnBefore = next == (byte)'\r';
        return position + 1;
    }

    private void NoteLineInValue()
    {
        _warnings.Add("a value goes on in the next line; the line's end is taken as a space", _line);
    }

    private void AppendValue(byte[] source, int offset, int count)
    {
        _overflowed |= count > MaxValue - _valueLength;
        count = _overflowed ? 0 : count;
        Array.Copy(source, offset, _value, _valueLength, count);
        _valueLength += count;
    }

    private int TakeImport(byte[] buffer, int position, int end, int origin)
    {
        for (; position < end; position++)
        {
            byte next = buffer[position];
            _consumed = origin + position;
            if (next == (byte)'\n' || next == (byte)'\r' || next == (byte)'#')
            {
                TakeImportEnd();
                return position;
            }

            bool isLeading = _nameLength == 0 && (next == (byte)' ' || next == (byte)'\t');
            if (isLeading)
            {
                continue;
            }

            if (_nameLength == MaxImport)
            {
                Fail(Fault.PlainTextNameTooLong);
                return position;
            }

            _name[_nameLength++] = next;
        }

        return position;
    }

    private void TakeImportEnd()
    {
        while (_nameLength > 0 && (_name[_nameLength - 1] == (byte)' ' || _name[_nameLength - 1] == (byte)'\t'))
        {
            _nameLength--;
        }

        if (_nameLength > 0 && _import != null && _import.Import(_name, 0, _nameLength, _line))
        {
            _state = BetweenEntries;
            return;
        }

        XmlBytes.AppendPrintable(_name, 0, _nameLength, Detail);
        Fail(Fault.PlainTextImport);
    }

    // What stands between the parts of an entry, and between entries.
    private void TakeBetween(byte next)
    {
        switch (next)
        {
            case (byte)' ':
            case (byte)'\t':
            case (byte)'\r':
                return;
            case (byte)'\n':
                _line++;
                _isFirstOfLine = true;
                return;
            case (byte)'#':
                _behindComment = _state;
                _state = InComment;
                return;
            case (byte)';' when _state >= AfterName:
                TakeEntryEnd();
                return;
            case (byte)'"' when _state == AfterName || _state == AfterMark:
                _hasValue = true;
                _returnBefore = false;
                _state = InValue;
                return;
            case (byte)'?' when _state == AfterName:
            case (byte)'!' when _state == AfterName:
                _access = next == (byte)'!' ? Access.ReadWrite : Access.ReadOnly;
                _state = AfterMark;
                return;
        }

        if (_state == BetweenEntries && IsNameByte(next))
        {
            OpenEntry(next);
            return;
        }

        FailAt(_state == BetweenEntries ? "a parameter's name" : _state == AfterName ? "a mark, a quote or a semicolon"
            : _state == AfterMark ? "a quote or a semicolon" : "a semicolon", next);
    }

    private void OpenEntry(byte first)
    {
        _name[0] = first;
        _nameLength = 1;
        _nameLine = _line;
        _nameIsFirst = _isFirstOfLine;
        _isFirstOfLine = false;
        _access = Access.NotAccessible;
        _valueLength = 0;
        _hasValue = false;
        _overflowed = false;
        _state = InName;
    }

    private void TakeEntryEnd()
    {
        _state = BetweenEntries;
        _isFirstOfLine = false;
        if (_overflowed)
        {
            _warnings.Add("a value is longer than 2048 bytes; the parameter is left as it is", _nameLine);
            return;
        }

        _handler.OnParameter(_name, 0, _nameLength, _value, 0, _hasValue ? _valueLength : -1, _access, _nameLine);
    }

    // Letters, digits and _ [ ] ( ) / - : what the names of Appendix C are made of.
    internal static bool IsNameByte(byte value)
    {
        int letter = value | 32;
        return (letter >= 'a' && letter <= 'z') || (value >= (byte)'0' && value <= (byte)'9') || value == (byte)'_' || value == (byte)'[' || value == (byte)']'
            || value == (byte)'/' || value == (byte)'-' || value == (byte)'(' || value == (byte)')';
    }

    private void FailAt(string expected, byte found)
    {
        Detail.Append("expected ");
        Detail.Append(expected);
        if (_state > BetweenEntries)
        {
            Detail.Append(" behind ");
            XmlBytes.AppendPrintable(_name, 0, _nameLength, Detail);
        }

        if (found >= 0x80)
        {
            Detail.Append(", found a byte that is not ASCII; quotes must be plain ones");
        }

        Fail(Fault.PlainTextSyntax);
    }

    private void Fail(Fault fault)
    {
        _state = HasFailed;
        Fault = fault;
        FaultOffset = _consumed;
        FaultLine = _line;
    }
}
