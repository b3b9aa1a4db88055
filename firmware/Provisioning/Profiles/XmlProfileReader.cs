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
    public const int MaxWarnings = 32;

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

    private readonly ElementStack stack = new ElementStack();
    private readonly TagReader tag = new TagReader();
    private readonly MarkupReader markup = new MarkupReader();
    private readonly EscapeReader escape = new EscapeReader();
    private readonly ValueText value = new ValueText(MaxValue);
    private IProfileHandler handler;
    private int firstOffset;
    private int firstLine = 1;
    private int state;
    private int line;
    private int consumed;
    private int tokenOffset;
    private int tokenLine;
    private int brackets;
    private bool returnBefore;
    private bool rootSeen;
    private bool gathering;
    private Access access;
    private int warnings;
    private int strayLine;

    /// <summary>Why the file was refused.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset of the bad tag's less-than sign, of the one that stands inside a tag, or of the end of the file.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>Line of <see cref="FaultOffset"/>, 1 for the first; 0 without a fault.</summary>
    public int FaultLine { get; private set; }

    /// <summary>The names that a fault is about, for a message; empty when there are none.</summary>
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
        stack.Clear();
        value.Clear();
        state = InText;
        line = firstLine;
        consumed = firstOffset;
        brackets = 0;
        returnBefore = false;
        rootSeen = false;
        gathering = false;
        warnings = 0;
        strayLine = 0;
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
                    position = gathering ? TakeValue(buffer, position, end, origin) : TakeOther(buffer, position, end, origin);
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
                    position = TakeCData(buffer, position, end);
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
        if (state == InTrailer || (state == InText && stack.Depth == 0))
        {
            if (stack.ProfileSeen)
            {
                return DecodeStatus.Done;
            }

            Fail(Fault.XmlNoProfile, consumed, line);
        }
        else if (state != HasFailed)
        {
            if (stack.Depth > 0)
            {
                Detail.Append("</");
                stack.AppendName(Detail);
                Detail.Append("> is missing, opened in line ");
                Detail.AppendNumber(stack.Line);
            }

            Fail(Fault.XmlTruncated, consumed, line);
        }

        return DecodeStatus.Failed;
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
                returnBefore = false;
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
                returnBefore = false;
                state = InEscape;
                escape.Open();
                return position;
            }

            TakeLineEnd(next);
        }

        return position;
    }

    // CRLF, LF and CR are one space each.
    private void TakeLineEnd(byte next)
    {
        bool isReturn = next == (byte)'\r';
        if (isReturn || !returnBefore)
        {
            value.AppendSpace();
        }

        line += isReturn ? 0 : 1;
        returnBefore = isReturn;
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
        if (stack.Depth == 0 && rootSeen)
        {
            state = InTrailer;
            Warn("what follows the root element is ignored", line);
        }
        else if (strayLine != line && (stack.InProfile || stack.Depth == 0))
        {
            strayLine = line;
            Warn("text between elements is ignored", line);
        }
    }

    private void OpenToken(int offset)
    {
        tokenOffset = offset;
        tokenLine = line;
        state = AfterLess;
        returnBefore = false;
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
                if (rootSeen && stack.Depth == 0)
                {
                    NoteStray();
                }

                return position;
        }
    }

    private void TakeLoneLess()
    {
        state = InText;
        if (gathering)
        {
            value.AppendEscaped((byte)'<');
            Warn("a less-than sign in a value is taken as text; write &lt;", line);
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
            Detail.Append(tag.Name, 0, tag.NameKept);
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
            Warn("an attribute's value is not in double quotes", tokenLine);
        }

        if (tag.IsClosing)
        {
            CloseElement();
        }
        else
        {
            OpenElement();
        }
    }

    private void OpenElement()
    {
        if (!rootSeen && ByteText.EqualsIgnoreCase(tag.Name, 0, tag.NameLength, "html"))
        {
            Fail(Fault.FormatHtml, tokenOffset, tokenLine);
            return;
        }

        if (gathering)
        {
            value.Trim();
            if (!value.IsBlank)
            {
                NoteStray();
            }
        }

        rootSeen = true;
        if (!stack.Push(tag, tokenLine))
        {
            Fail(Fault.XmlTooDeep, tokenOffset, tokenLine);
            return;
        }

        value.Clear();
        access = tag.Access;
        if (tag.IsEmpty)
        {
            gathering = false;
            if (stack.IsParameter)
            {
                Report(-1);
            }

            stack.Pop();
            return;
        }

        gathering = stack.IsParameter;
    }

    private void CloseElement()
    {
        if (!stack.Matches(tag))
        {
            DescribeMismatch();
            Fail(Fault.XmlTagMismatch, tokenOffset, tokenLine);
            return;
        }

        if (gathering)
        {
            value.Trim();
            if (value.Overflowed)
            {
                Warn("a value is longer than 2048 bytes; the parameter is left as it is", stack.Line);
            }
            else
            {
                Report(value.Length);
            }
        }

        gathering = false;
        stack.Pop();
    }

    private void Report(int valueCount)
    {
        if (access == UnknownAccess)
        {
            Warn("a ua attribute is none of na, ro, rw; the access is left as it is", stack.Line);
        }

        handler.OnParameter(stack.Names, stack.NameOffset, stack.NameCount, value.Bytes, 0, valueCount, access, stack.Line);
    }

    private void DescribeMismatch()
    {
        Detail.Append("found </");
        Detail.Append(tag.Name, 0, tag.NameKept);
        if (stack.Depth == 0)
        {
            Detail.Append(">, but nothing is open");
            return;
        }

        Detail.Append(">, expected </");
        stack.AppendName(Detail);
        Detail.Append(">, opened in line ");
        Detail.AppendNumber(stack.Line);
    }

    private void AfterMarkupPiece()
    {
        if (markup.IsHtml && !rootSeen)
        {
            Fail(Fault.FormatHtml, tokenOffset, tokenLine);
        }
        else if (markup.IsDone)
        {
            line += markup.NewLines;
            brackets = 0;
            state = markup.IsCData ? InCData : InText;
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
        Warn("an ampersand that starts no known escape is taken as text; write &amp;", line);
    }

    // section = *( any byte ) "]]>"
    private int TakeCData(byte[] buffer, int position, int end)
    {
        byte next = buffer[position];
        if (next == (byte)']')
        {
            brackets++;
            return position + 1;
        }

        if (next == (byte)'>' && brackets >= 2)
        {
            AppendBrackets(brackets - 2);
            state = InText;
            return position + 1;
        }

        AppendBrackets(brackets);
        if (next == (byte)'\n' || next == (byte)'\r')
        {
            TakeLineEnd(next);
            return position + 1;
        }

        int start = position;
        while (position < end && buffer[position] != (byte)']' && buffer[position] != (byte)'\n' && buffer[position] != (byte)'\r')
        {
            position++;
        }

        returnBefore = false;
        AppendCData(buffer, start, position - start);
        return position;
    }

    private void AppendBrackets(int count)
    {
        brackets = 0;
        for (int i = 0; i < count && !value.Overflowed && gathering; i++)
        {
            value.AppendEscaped((byte)']');
        }

        returnBefore = returnBefore && count == 0;
    }

    private void AppendCData(byte[] buffer, int start, int count)
    {
        if (gathering)
        {
            value.Append(buffer, start, count);
        }
    }

    private void Warn(string text, int lineNumber)
    {
        warnings++;
        if (warnings < MaxWarnings)
        {
            handler.OnWarning(text, lineNumber);
        }
        else if (warnings == MaxWarnings)
        {
            handler.OnWarning("more warnings are left out", lineNumber);
        }
    }

    private void Fail(Fault fault, int offset, int lineNumber)
    {
        state = HasFailed;
        Fault = fault;
        FaultOffset = offset;
        FaultLine = lineNumber;
    }
}
