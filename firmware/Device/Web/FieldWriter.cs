// One parameter in, the label and the control of it out, a few hundred bytes at a time (HTML 5, 4.10).

using System.Text;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>
/// Choices and Yes/No become lists, long texts text areas, secrets empty password fields, what may only be looked at plain text. After a
/// submission that was refused the field shows what was typed, and what is wrong with it.
/// </summary>
internal sealed class FieldWriter
{
    // A piece of a value grows at most HtmlText.Growth times and still fits a part.
    private const int PieceBytes = 128;
    private const int LongTextBytes = 128;

    private readonly ParameterStore _store;
    private int _index;
    private int _step;
    private int _written;
    private FieldKind _kind;
    private FormValues _typed;
    private int _entry;

    internal FieldWriter(ParameterStore store)
    {
        _store = store;
    }

    private enum FieldKind
    {
        Shown,
        Secret,
        Choice,
        Line,
        Area,
        NotText,
    }

    /// <summary>Starts with a parameter that the account may list; <paramref name="typed"/> is null but after a refused submission.</summary>
    internal void Begin(int index, Account account, FormValues typed)
    {
        _index = index;
        _step = 0;
        _written = 0;
        _typed = typed;
        _entry = typed == null ? -1 : typed.Find(index);
        _kind = KindOf(account);
    }

    /// <summary>Writes the next piece; false when there was none left.</summary>
    internal bool Next(TextBuffer part)
    {
        switch (_step)
        {
            case 0:
                Label(part);
                _step = 1;
                return true;
            case 1:
                Open(part);
                _step = _kind == FieldKind.Secret || _kind == FieldKind.Choice || _kind == FieldKind.NotText ? 3 : 2;
                return true;
            case 2:
                WritePiece(part);
                return true;
            case 3:
                Close(part);
                _step = 4;
                return true;
            default:
                return false;
        }
    }

    private FieldKind KindOf(Account account)
    {
        if (Catalogue.IsSecret(_index))
        {
            return AccessCheck.CanSet(_store, _index, account) ? FieldKind.Secret : FieldKind.NotText;
        }

        int offset;
        int count;
        byte[] value = Value(out offset, out count);
        if (!AccessCheck.CanSet(_store, _index, account))
        {
            return FieldKind.Shown;
        }

        ParameterType type = Catalogue.TypeOf(_index);
        if (type == ParameterType.Bool || type == ParameterType.Choice)
        {
            return FieldKind.Choice;
        }

        if (!ShownText.IsShown(value, offset, count))
        {
            return FieldKind.NotText;
        }

        bool isLong = type == ParameterType.DialPlanScript || type == ParameterType.ToneScript || (type == ParameterType.Str && Catalogue.LimitOf(_index) > LongTextBytes);
        return isLong || ShownText.HasLines(value, offset, count) ? FieldKind.Area : FieldKind.Line;
    }

    private byte[] Value(out int offset, out int count)
    {
        if (_entry < 0)
        {
            return _store.Borrow(_index, out offset, out count);
        }

        offset = _typed.OffsetOf(_entry);
        count = _typed.CountOf(_entry);
        return _typed.Bytes;
    }

    private void Label(TextBuffer part)
    {
        part.Append("<div class=\"f\"><label");
        if (_kind != FieldKind.Shown)
        {
            Attribute(" for=\"", part);
        }

        part.Append(" title=\"");
        HtmlText.Append(Catalogue.HelpOf(_index), part);
        part.Append("\">");
        int start = part.Length;
        Catalogue.AppendLabel(_index, part);
        part.Overflowed |= start == part.Length;
        part.Append("</label>");
    }

    private void Open(TextBuffer part)
    {
        switch (_kind)
        {
            case FieldKind.Shown:
                part.Append("<output>");
                break;
            case FieldKind.Secret:
                part.Append("<span><input type=\"password\" autocomplete=\"new-password\" placeholder=\"unchanged while empty\"");
                Identity(part);
                part.Append("><label class=\"c\"><input type=\"checkbox\"");
                Attribute(" name=\"" + WebForm.ClearPrefix, part);
                part.Append("> clear</label></span>");
                break;
            case FieldKind.NotText:
                part.Append(Catalogue.IsSecret(_index) ? "<output class=\"n\">not shown" : "<input placeholder=\"holds no plain text; unchanged while empty\"");
                break;
            case FieldKind.Choice:
                part.Append("<select");
                Identity(part);
                part.Append(">");
                Options(part);
                break;
            case FieldKind.Area:
                part.Append("<textarea rows=\"2\" spellcheck=\"false\"");
                Identity(part);
                part.Append(">\n");
                break;
            default:
                part.Append("<input");
                Identity(part);
                part.Append(" value=\"");
                break;
        }
    }

    private void WritePiece(TextBuffer part)
    {
        int offset;
        int count;
        byte[] value = Value(out offset, out count);

        // What a profile changes meanwhile may be shorter than what was written of it.
        int left = count > _written ? count - _written : 0;
        int piece = left < PieceBytes ? left : PieceBytes;
        if (_kind == FieldKind.Area)
        {
            HtmlText.AppendLines(value, offset + _written, piece, part);
        }
        else
        {
            HtmlText.Append(value, offset + _written, piece, part);
        }

        _written += piece;
        if (piece == left)
        {
            _step = 3;
        }
    }

    private void Close(TextBuffer part)
    {
        switch (_kind)
        {
            case FieldKind.Shown:
                part.Append("</output>");
                break;
            case FieldKind.Choice:
                part.Append("</select>");
                break;
            case FieldKind.Area:
                part.Append("</textarea>");
                break;
            case FieldKind.Line:
                part.Append("\">");
                break;
            case FieldKind.NotText:
                if (Catalogue.IsSecret(_index))
                {
                    part.Append("</output>");
                }
                else
                {
                    Identity(part);
                    part.Append(">");
                }

                break;
        }

        if (_entry >= 0 && _typed.FaultOf(_entry) != Fault.None)
        {
            Wrong(part);
        }

        part.Append("</div>\n");
    }

    private void Wrong(TextBuffer part)
    {
        Attribute("<strong id=\"e.", part);
        part.Append("\">");
        part.Append(FaultText.Of(_typed.FaultOf(_entry)));
        if (_typed.PositionOf(_entry) > 0)
        {
            part.Append(" Character ");
            part.AppendNumber(_typed.PositionOf(_entry) + 1);
            part.Append(".");
        }

        if (_kind == FieldKind.Secret)
        {
            part.Append(" Type it again.");
        }

        part.Append("</strong>");
    }

    // id and name, and where the message is when there is one.
    private void Identity(TextBuffer part)
    {
        Attribute(" id=\"", part);
        Attribute(" name=\"", part);
        if (_entry >= 0 && _typed.FaultOf(_entry) != Fault.None)
        {
            Attribute(" aria-invalid=\"true\" aria-describedby=\"e.", part);
        }
    }

    // Names are letters, digits and underscores.
    private void Attribute(string opening, TextBuffer part)
    {
        part.Append(opening);
        part.Append(Catalogue.NameOf(_index));
        part.Append(opening[0] == '<' ? "" : "\"");
    }

    private void Options(TextBuffer part)
    {
        byte[] choices = Encoding.UTF8.GetBytes(Catalogue.TypeOf(_index) == ParameterType.Bool ? "Yes/No" : Catalogue.ChoicesOf(_index));
        int offset;
        int count;
        byte[] value = Value(out offset, out count);
        bool isAmong = false;
        int start = 0;
        for (int i = 0; i <= choices.Length; i++)
        {
            if (i < choices.Length && choices[i] != (byte)'/')
            {
                continue;
            }

            bool isValue = ByteText.Equals(choices, start, i - start, value, offset, count);
            isAmong |= isValue;
            Option(choices, start, i - start, isValue, part);
            start = i + 1;
        }

        if (!isAmong)
        {
            Option(value, offset, count < PieceBytes ? count : PieceBytes, true, part);
        }
    }

    private static void Option(byte[] text, int offset, int count, bool isSelected, TextBuffer part)
    {
        part.Append(isSelected ? "<option selected>" : "<option>");
        HtmlText.Append(text, offset, count, part);
    }
}
