// One message on a page: what a command will do, or why it will not.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>A short page; the quoted text is escaped.</summary>
public sealed class NoticePage : IPage
{
    private const int PieceBytes = 128;

    private readonly TextBuffer _quote = new TextBuffer(512);
    private string _message = "";
    private int _written;
    private int _part;

    /// <summary>Sets what to say; <paramref name="quote"/> is shown behind it, cut at 512 bytes, and may be null.</summary>
    public void Set(string message, TextBuffer quote)
    {
        _message = message;
        _quote.Clear();
        if (quote != null)
        {
            _quote.Append(quote);
        }
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _part = 0;
        _written = 0;
    }

    /// <inheritdoc/>
    public bool Next(TextBuffer part)
    {
        switch (_part)
        {
            case 0:
                PageFrame.Head("nanoSpa", part);
                part.Append("<p>");
                part.Append(_message);
                _part = 1;
                return true;
            case 1:
                int left = _quote.Length - _written;
                int piece = left < PieceBytes ? left : PieceBytes;
                HtmlText.Append(_quote.Bytes, _written, piece, part);
                _written += piece;
                if (_written == _quote.Length)
                {
                    part.Append("</p>");
                    PageFrame.Foot(part);
                    _part = 2;
                }

                return true;
            default:
                return false;
        }
    }
}
