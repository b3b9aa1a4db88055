// The bytes of an XML-like profile in, its parameters in order out (guide "Open Format Configuration File", firmware/DESIGN.md "Sink").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Reads a profile of any size in constant memory: one value, 32 names, no tree. A parameter is an element without elements in it,
/// at any depth inside <c>&lt;flat-profile&gt;</c>, which may itself be inside others, or one that the alias map names. What real files have and XML forbids is read with a
/// warning; only a broken structure is a fault, and then what was handed on before must not be applied.
/// </summary>
public sealed class XmlProfileReader : ISink
{
    /// <summary>Longest value, in bytes.</summary>
    public const int MaxValue = ParameterStore.MaxValueBytes;

    /// <summary>What names of open elements and the value being read take of a buffer, in bytes.</summary>
    public const int WorkBytes = ElementStack.NamesBytes + MaxValue;

    /// <summary>Warnings a file; the last one says that there are more.</summary>
    public const int MaxWarnings = XmlWarnings.Max;

    /// <summary>Stands for a ua attribute that says none of na, ro, rw: the access stays as it is.</summary>
    public const Access UnknownAccess = (Access)255;

    // States are named by what is expected next.
    private const int InText = 0;
    private const int AfterLess = 1;
    private const int InTag = 2;
    private const int InMarkup = 3;
    private const int InEscape = 4;
    private const int InCData = 5;
    private const int InTrailer = 6;
    private const int HasFailed = 7;

    private readonly TagReader _tag = new TagReader();
    private readonly MarkupReader _markup = new MarkupReader();
    private readonly CDataReader _section = new CDataReader();
    private readonly XmlWarnings _warnings = new XmlWarnings();
    private readonly EscapeReader _escape = new EscapeReader();
    private readonly ElementReader _elements;
    private readonly ValueText _value;
    private IProfileHandler _handler;
    private AliasMap _aliases;
    private int _firstOffset;
    private int _firstLine = 1;
    private int _state;
    private int _line;
    private int _consumed;
    private int _tokenOffset;
    private int _tokenLine;

    /// <summary>Makes a reader; <see cref="Open"/> comes next.</summary>
    public XmlProfileReader()
        : this(new byte[WorkBytes], 0)
    {
    }

    /// <summary>As the other one, with <see cref="WorkBytes"/> of a buffer that nobody else fills from the first byte of a file to its end.</summary>
    public XmlProfileReader(byte[] work, int workOffset)
    {
        _elements = new ElementReader(_warnings, work, workOffset);
        _value = _elements.Value;
    }

    /// <summary>Why the file was refused.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset of the bad tag's less-than sign, of the one that stands inside a tag, or of the end of the file.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>Line of <see cref="FaultOffset"/>, 1 for the first; 0 without a fault.</summary>
    public int FaultLine { get; private set; }

    /// <summary>The names that a fault is about, for a message, in printable ASCII; empty when there are none.</summary>
    public readonly TextBuffer Detail = new TextBuffer(200);

    /// <summary>
    /// Sets where the parameters go, the map that names elements outside flat-profile (null: none), and offset and line of the first
    /// byte to come, for messages.
    /// </summary>
    public void Open(IProfileHandler profileHandler, AliasMap aliasMap, int offset, int lineNumber)
    {
        _handler = profileHandler;
        _aliases = aliasMap;
        _firstOffset = offset;
        _firstLine = lineNumber;
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _elements.Open(_handler, _aliases);
        _state = InText;
        _line = _firstLine;
        _consumed = _firstOffset;
        _warnings.Open(_handler);
        Fault = Fault.None;
        FaultOffset = 0;
        FaultLine = 0;
        Detail.Clear();
    }

    /// <summary>
    /// profile = *( header / comment / declaration / text ) element *( comment / text ) ; element = open *( element / comment / text ) close
    /// </summary>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        int end = offset + count;
        int origin = _consumed - offset;
        int position = offset;
        while (position < end && _state != HasFailed)
        {
            switch (_state)
            {
                case InText:
                    position = _elements.IsGathering ? TakeValue(buffer, position, end, origin) : TakeOther(buffer, position, end, origin);
                    break;
                case AfterLess:
                    position = TakeAfterLess(buffer, position);
                    break;
                case InTag:
                    position = _tag.Take(buffer, position, end);
                    AfterTagPiece(origin + position);
                    break;
                case InMarkup:
                    position = _markup.Take(buffer, position, end);
                    AfterMarkupPiece();
                    break;
                case InEscape:
                    position = _escape.Take(buffer, position, end);
                    AfterEscapePiece();
                    break;
                case InCData:
                    position = _section.Take(buffer, position, end);
                    AfterSectionPiece();
                    break;
                default:
                    position = end;
                    break;
            }
        }

        _consumed = origin + position;
        return _state == HasFailed ? DecodeStatus.Failed : DecodeStatus.More;
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (_state == InTrailer || (_state == InText && _elements.IsOutside))
        {
            if (_elements.ProfileSeen)
            {
                return DecodeStatus.Done;
            }

            Fail(Fault.XmlNoProfile, _consumed, _line);
        }
        else if (_state != HasFailed)
        {
            _elements.DescribeMissing(Detail);
            Fail(Fault.XmlTruncated, _consumed, _line + PendingNewLines());
        }

        return DecodeStatus.Failed;
    }

    // Those of the piece that is being read; they count in line when it has ended.
    private int PendingNewLines()
    {
        switch (_state)
        {
            case InTag:
                return _tag.NewLines;
            case InMarkup:
                return _markup.NewLines;
            case InCData:
                return _section.NewLines;
            default:
                return 0;
        }
    }

    // text of a parameter = *( run / new line / "&" escape ) ; "<" ends it
    private int TakeValue(byte[] buffer, int position, int end, int origin)
    {
        while (position < end)
        {
            int start = position;
            position = XmlBytes.TextEnd(buffer, position, end);
            if (position > start)
            {
                _value.Append(buffer, start, position - start);
            }

            if (position == end)
            {
                return position;
            }

            byte next = buffer[position++];
            if (next == (byte)'<')
            {
                OpenToken(origin + position - 1);
                return position;
            }

            if (next == (byte)'&')
            {
                _value.Interrupt();
                _state = InEscape;
                _escape.Open();
                return position;
            }

            _line += next == (byte)'\n' ? 1 : 0;
            _value.AppendLineEnd(next == (byte)'\r');
        }

        return position;
    }

    // Text that belongs to no parameter: passed over, with the elements and comments in it that are whole and plain. White space, most of it, is looked at
    // first; control bytes count as such. No tag is taken in here, so whether whole elements may be taken does not change.
    private int TakeOther(byte[] buffer, int position, int end, int origin)
    {
        bool takesPlain = _elements.TakesPlain;
        IProfileHandler handler = _handler;
        bool stray = false;
        bool takes = takesPlain;
        int last = end - 1;
        int lastIndented = end - 3;
        int line = _line;
        while (position < end)
        {
            byte next = buffer[position];
            if (next == (byte)'<')
            {
                int behind = takes ? PlainElement.Take(buffer, position, end, handler, line) : PlainElement.None;
                if (behind < 0)
                {
                    behind = PlainComment.Take(buffer, position, end);
                    if (behind < 0)
                    {
                        _line = line;
                        OpenToken(origin + position);
                        return position + 1;
                    }

                    line += XmlBytes.CountNewLines(buffer, position, behind);
                    stray = false;
                    takes = takesPlain;
                }

                // Most that follows is a new line and an indentation of two.
                position = behind;
                if (position <= lastIndented && buffer[position] == (byte)'\n' && buffer[position + 1] == (byte)' ' && buffer[position + 2] == (byte)' ')
                {
                    line++;
                    position += 3;
                }
            }
            else if (next == (byte)'\n')
            {
                line++;
                stray = false;
                takes = takesPlain;
                position++;
                while (position < last && buffer[position] == (byte)' ' && buffer[position + 1] == (byte)' ')
                {
                    position += 2;
                }
            }
            else if (next <= (byte)' ')
            {
                position++;
            }
            else
            {
                if (!stray)
                {
                    stray = true;
                    takes = false;
                    _line = line;
                    NoteStray();
                    if (_state == InTrailer)
                    {
                        return position;
                    }
                }

                position++;
            }
        }

        _line = line;
        return position;
    }

    // Inside flat-profile and before the root element text has no meaning; inside other elements it is someone else's. Behind the root
    // element it ends the reading.
    private void NoteStray()
    {
        if (_elements.IsOutside && _elements.RootSeen)
        {
            _state = InTrailer;
            _warnings.Add("what follows the root element is ignored", _line);
        }
        else if (_elements.InProfile || _elements.IsOutside)
        {
            _warnings.AddStray(_line);
        }
    }

    private void OpenToken(int offset)
    {
        _tokenOffset = offset;
        _tokenLine = _line;
        _state = AfterLess;
        _value.Interrupt();
    }

    // after "<" = "/" / "!" / "?" / first byte of a name ; anything else: the "<" was text
    private int TakeAfterLess(byte[] buffer, int position)
    {
        byte next = buffer[position];
        switch (next)
        {
            case (byte)'/':
                _tag.Open(true);
                _state = InTag;
                return position + 1;
            case (byte)'!':
            case (byte)'?':
                _markup.Open(next == (byte)'?');
                _state = InMarkup;
                return position + 1;
            default:
                if ((XmlBytes.Kinds[next] & XmlBytes.StartsName) == 0)
                {
                    TakeLoneLess();
                    return position;
                }

                _tag.Open(false);
                _state = InTag;
                if (_elements.RootSeen && _elements.IsOutside)
                {
                    NoteStray();
                }

                return position;
        }
    }

    private void TakeLoneLess()
    {
        _state = InText;
        if (_elements.IsGathering)
        {
            _value.AppendEscaped((byte)'<');
            _warnings.Add("a less-than sign in a value is taken as text; write &lt;", _line);
        }
        else
        {
            NoteStray();
        }
    }

    private void AfterTagPiece(int offset)
    {
        if (_tag.Fault != Fault.None)
        {
            Detail.Append("the tag <");
            XmlBytes.AppendPrintable(_tag.Name, 0, _tag.NameKept, Detail);
            Detail.Append(" of line ");
            Detail.AppendNumber(_tokenLine);
            Detail.Append(" does not end");
            Fail(_tag.Fault, offset, _tokenLine + _tag.NewLines);
            return;
        }

        if (!_tag.IsDone)
        {
            return;
        }

        _line += _tag.NewLines;
        _state = InText;
        if ((_tag.Odd & TagReader.OddQuotes) != 0)
        {
            _warnings.Add("an attribute's value is not in double quotes", _tokenLine);
        }

        Fault broken = _tag.IsClosing ? _elements.CloseElement(_tag) : _elements.OpenElement(_tag, _tokenLine, _line);
        if (broken == Fault.XmlTagMismatch)
        {
            _elements.DescribeMismatch(_tag, Detail);
        }

        if (broken != Fault.None)
        {
            Fail(broken, _tokenOffset, _tokenLine);
        }
    }

    private void AfterMarkupPiece()
    {
        if (_markup.IsHtml && !_elements.RootSeen)
        {
            Fail(Fault.FormatHtml, _tokenOffset, _tokenLine);
        }
        else if (_markup.IsDone)
        {
            _line += _markup.NewLines;
            _state = InText;
            if (_markup.IsCData)
            {
                _state = InCData;
                _section.Open(_value);
            }
        }
    }

    // Outside of a parameter the value is cleared before it counts.
    private void AfterSectionPiece()
    {
        if (_section.IsDone)
        {
            _line += _section.NewLines;
            _state = InText;
        }
    }

    private void AfterEscapePiece()
    {
        if (!_escape.IsDone)
        {
            return;
        }

        _state = InText;
        if (_escape.Value >= 0)
        {
            _value.AppendEscaped((byte)_escape.Value);
            return;
        }

        _value.Append(_escape.Text, 0, _escape.TextLength);
        _warnings.Add("an ampersand that starts no known escape is taken as text; write &amp;", _line);
    }

    private void Fail(Fault fault, int offset, int lineNumber)
    {
        _state = HasFailed;
        Fault = fault;
        FaultOffset = offset;
        FaultLine = lineNumber;
    }
}
