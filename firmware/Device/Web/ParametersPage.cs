// The store in, a read-only page of the parameters an account may see out; secrets are never shown.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>One table row a parameter; a long value is written in pieces.</summary>
public sealed class ParametersPage : IPage
{
    // A piece of a value grows at most HtmlText.Growth times and still fits a part beside the row's own marks.
    private const int PieceBytes = 128;

    private readonly ParameterStore _store;
    private readonly Account _account;
    private readonly TextBuffer _value = new TextBuffer(ParameterStore.MaxValueBytes);
    private int _parameter;
    private int _written;
    private bool _inRow;

    /// <summary>Shows a store as an account sees it.</summary>
    public ParametersPage(ParameterStore store, Account account)
    {
        _store = store;
        _account = account;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _parameter = -1;
        _inRow = false;
    }

    /// <inheritdoc/>
    public bool Next(TextBuffer part)
    {
        if (_parameter < 0)
        {
            PageFrame.Head("Parameters", part);
            part.Append("<table><tr><th>Parameter</th><th>Value</th><th>User access</th></tr>\n");
            _parameter = Listed(0);
            return true;
        }

        if (_parameter > Catalogue.Count)
        {
            return false;
        }

        if (_parameter == Catalogue.Count)
        {
            part.Append("</table>");
            PageFrame.Foot(part);
            _parameter++;
            return true;
        }

        WritePiece(part);
        return true;
    }

    private void WritePiece(TextBuffer part)
    {
        if (!_inRow)
        {
            _inRow = true;
            _written = 0;
            _value.Clear();
            PageFrame.RowStart(Catalogue.NameOf(_parameter), part);
            if (AccessCheck.CanShow(_store, _parameter, _account))
            {
                _store.AppendTo(_parameter, _value);
            }
            else
            {
                part.Append("<i>not shown</i>");
            }
        }

        int piece = _value.Length - _written;
        if (piece > PieceBytes)
        {
            piece = PieceBytes;
        }

        HtmlText.Append(_value.Bytes, _written, piece, part);
        _written += piece;
        if (_written == _value.Length)
        {
            part.Append("</td><td>");
            part.Append(AccessText.Of(_store.AccessOf(_parameter)));
            PageFrame.RowEnd(part);
            _inRow = false;
            _parameter = Listed(_parameter + 1);
        }
    }

    // The next parameter the account may know of; Catalogue.Count behind the last one.
    private int Listed(int index)
    {
        while (index < Catalogue.Count && !AccessCheck.CanList(_store, index, _account))
        {
            index++;
        }

        return index;
    }
}
