// The unit's state in, an XML text of it to send out (Report_Rule's --status).

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>
/// <c>&lt;status&gt;</c> with an element a row of the table. It is written at once, since the state goes on changing while it is sent: 3 KiB
/// that the first report of this kind takes.
/// </summary>
internal sealed class StatusReport
{
    /// <summary>Longest text. A server's own words, the one long value, are at most 192 bytes, each at most six in XML.</summary>
    internal const int MaxBytes = 3072;

    private readonly StatusTable _table;
    private readonly TextSource _source = new TextSource();
    private TextBuffer _text;

    internal StatusReport(StatusTable table)
    {
        _table = table;
    }

    /// <summary>Writes the state of this moment; the source is good until the next one.</summary>
    internal IBodySource Write(long nowMs)
    {
        _text = _text ?? new TextBuffer(MaxBytes);
        _text.Clear();
        _text.Append("<status>\n");
        for (int row = 0; row < _table.Count; row++)
        {
            TextBuffer value = _table.ValueOf(row, nowMs);
            Tag("<", row);
            HtmlText.Append(value.Bytes, 0, value.Length, _text);
            Tag("</", row);
            _text.Append("\n");
        }

        _text.Append("</status>\n");
        _source.Open(_text);
        return _source;
    }

    private void Tag(string start, int row)
    {
        _text.Append(start);
        _table.AppendName(row, _text);
        _text.Append(">");
    }
}
