// The bytes of an XML-like profile in, its parameters in order out (guide "Open Format Configuration File", firmware/DESIGN.md "Sink").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Reads a profile of any size in constant memory: one value, 32 names, no tree. A parameter is an element without elements in it,
/// at any depth inside <c>&lt;flat-profile&gt;</c>, which may itself be inside others. What real files have and XML forbids is read with a
/// warning; only a broken structure is a fault, and then what was handed on before must not be applied.
/// </summary>
public sealed class XmlProfileReader : ISink
{
    /// <summary>Longest value, in bytes.</summary>
    public const int MaxValue = ParameterStore.MaxValueBytes;

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

    private readonly TagReader tag = new TagReader();
    private readonly MarkupReader markup = new MarkupReader();
    private readonly CDataReader section = new CDataReader();
    private readonly XmlWarnings warnings = new XmlWarnings();
    private readonly EscapeReader escape = new EscapeReader();
    private readonly ElementReader elements;
    private readonly ValueText value;
    private IProfileHandler handler;
    private int firstOffset;
    private int firstLine = 1;
    private int state;
    private int line;
    private int consumed;
    private int tokenOffset;
    private int tokenLine;

    /// <summary>Makes a reader; <see cref="Open"/> comes next.</summary>
    public XmlProfileReader()
    {
        elements = new ElementReader(warnings);
        value = elements.Value;
    }

    /// <summary>Why the file was refused.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset of the bad tag's less-than sign, of the one that stands inside a tag, or of the end of the file.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>Line of <see cref="FaultOffset"/>, 1 for the first; 0 without a fault.</summary>
    public int FaultLine { get; private set; }

    /// <summary>The names that a fault is about, for a message, in printable ASCII; empty when there are none.</summary>
    public readonly TextBuffer Detail = new TextBuffer(200);

    /// <summary>Sets where the parameters go, and offset and line of the first byte to come, for messages.</summary>
    public void Open(IProfileHandler profileHandler, int offset, int lineNumber)
    {
        handler = profileHandler;
        firstOffset = offset;
        firstLine = lineNumber;
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        elements.Open(handler);
        state = InText;
        line = firstLine;
        consumed = firstOffset;
        warnings.Open(handler);
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
        int origin = consumed - offset;
        int position = offset;
        while (position < end && state != HasFailed)
        {
            switch (state)
            {
                case InText:
                    position = elements.IsGathering ? TakeValue(buffer, position, end, origin) : TakeOther(buffer, position, end, origin);
                    break;
                case AfterLess:
                    position = TakeAfterLess(buffer, position);
                    break;
                case InTag:
                    position = tag.Take(buffer, position, end);
                    AfterTagPiece(origin + position);
                    break;
                case InMarkup:
                    position = markup.Take(buffer, position, end);
                    AfterMarkupPiece();
                    break;
                case InEscape:
                    position = escape.Take(buffer, position, end);
                    AfterEscapePiece();
                    break;
                case InCData:
                    position = section.Take(buffer, position, end);
                    AfterSectionPiece();
                    break;
                default:
                    position = end;
                    break;
            }
        }

        consumed = origin + position;
        return state == HasFailed ? DecodeStatus.Failed : DecodeStatus.More;
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (state == InTrailer || (state == InText && elements.IsOutside))
        {
            if (elements.ProfileSeen)
            {
                return DecodeStatus.Done;
            }

            Fail(Fault.XmlNoProfile, consumed, line);
        }
        else if (state != HasFailed)
        {
            elements.DescribeMissing(Detail);
            Fail(Fault.XmlTruncated, consumed, line + PendingNewLines());
        }

        return DecodeStatus.Failed;
    }

    // Those of the piece that is being read; they count in line when it has ended.
    private int PendingNewLines()
    {
        switch (state)
        {
            case InTag:
                return tag.NewLines;
            case InMarkup:
                return markup.NewLines;
            case InCData:
                return section.NewLines;
            default:
                return 0;
        }
    }

    // text of a parameter = *( run / new line / "&" escape ) ; "<" ends it
    private int TakeValue(byte[] buffer, int position, int end, int origin)
    {
        byte[] kinds = XmlBytes.Kinds;
        while (position < end)
        {
            int start = position;
            while (position < end && (kinds[buffer[position]] & XmlBytes.EndsText) == 0)
            {
                position++;
            }

            if (position > start)
            {
                value.Append(buffer, start, position - start);
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
                value.Interrupt();
                state = InEscape;
                escape.Open();
                return position;
            }

            line += next == (byte)'\n' ? 1 : 0;
            value.AppendLineEnd(next == (byte)'\r');
        }

        return position;
    }

    // Text that belongs to no parameter: passed over. White space, most of it, is looked at first; control bytes count as such.
    private int TakeOther(byte[] buffer, int position, int end, int origin)
    {
        bool stray = false;
        while (position < end)
        {
            byte next = buffer[position];
            if (next <= (byte)' ')
            {
                if (next == (byte)'\n')
                {
                    line++;
                    stray = false;
                }
            }
            else if (next == (byte)'<')
            {
                OpenToken(origin + position);
                return position + 1;
            }
            else if (!stray)
            {
                stray = true;
                NoteStray();
                if (state == InTrailer)
                {
                    return position;
                }
            }

            position++;
        }

        return position;
    }

    // Inside flat-profile and before the root element text has no meaning; inside other elements it is someone else's. Behind the root
    // element it ends the reading.
    private void NoteStray()
    {
        if (elements.IsOutside && elements.RootSeen)
        {
            state = InTrailer;
            warnings.Add("what follows the root element is ignored", line);
        }
        else if (elements.InProfile || elements.IsOutside)
        {
            warnings.AddStray(line);
        }
    }

    private void OpenToken(int offset)
    {
        tokenOffset = offset;
        tokenLine = line;
        state = AfterLess;
        value.Interrupt();
    }

    // after "<" = "/" / "!" / "?" / first byte of a name ; anything else: the "<" was text
    private int TakeAfterLess(byte[] buffer, int position)
    {
        byte next = buffer[position];
        switch (next)
        {
            case (byte)'/':
                tag.Open(true);
                state = InTag;
                return position + 1;
            case (byte)'!':
            case (byte)'?':
                markup.Open(next == (byte)'?');
                state = InMarkup;
                return position + 1;
            default:
                if ((XmlBytes.Kinds[next] & XmlBytes.StartsName) == 0)
                {
                    TakeLoneLess();
                    return position;
                }

                tag.Open(false);
                state = InTag;
                if (elements.RootSeen && elements.IsOutside)
                {
                    NoteStray();
                }

                return position;
        }
    }

    private void TakeLoneLess()
    {
        state = InText;
        if (elements.IsGathering)
        {
            value.AppendEscaped((byte)'<');
            warnings.Add("a less-than sign in a value is taken as text; write &lt;", line);
        }
        else
        {
            NoteStray();
        }
    }

    private void AfterTagPiece(int offset)
    {
        if (tag.Fault != Fault.None)
        {
            Detail.Append("the tag <");
            XmlBytes.AppendPrintable(tag.Name, 0, tag.NameKept, Detail);
            Detail.Append(" of line ");
            Detail.AppendNumber(tokenLine);
            Detail.Append(" does not end");
            Fail(tag.Fault, offset, tokenLine + tag.NewLines);
            return;
        }

        if (!tag.IsDone)
        {
            return;
        }

        line += tag.NewLines;
        state = InText;
        if ((tag.Odd & TagReader.OddQuotes) != 0)
        {
            warnings.Add("an attribute's value is not in double quotes", tokenLine);
        }

        Fault broken = tag.IsClosing ? elements.CloseElement(tag) : elements.OpenElement(tag, tokenLine, line);
        if (broken == Fault.XmlTagMismatch)
        {
            elements.DescribeMismatch(tag, Detail);
        }

        if (broken != Fault.None)
        {
            Fail(broken, tokenOffset, tokenLine);
        }
    }

    private void AfterMarkupPiece()
    {
        if (markup.IsHtml && !elements.RootSeen)
        {
            Fail(Fault.FormatHtml, tokenOffset, tokenLine);
        }
        else if (markup.IsDone)
        {
            line += markup.NewLines;
            state = markup.IsCData ? InCData : InText;
            section.Open(value);
        }
    }

    // Outside of a parameter the value is cleared before it counts.
    private void AfterSectionPiece()
    {
        if (section.IsDone)
        {
            line += section.NewLines;
            state = InText;
        }
    }

    private void AfterEscapePiece()
    {
        if (!escape.IsDone)
        {
            return;
        }

        state = InText;
        if (escape.Value >= 0)
        {
            value.AppendEscaped((byte)escape.Value);
            return;
        }

        value.Append(escape.Text, 0, escape.TextLength);
        warnings.Add("an ampersand that starts no known escape is taken as text; write &amp;", line);
    }

    private void Fail(Fault fault, int offset, int lineNumber)
    {
        state = HasFailed;
        Fault = fault;
        FaultOffset = offset;
        FaultLine = lineNumber;
    }
}
