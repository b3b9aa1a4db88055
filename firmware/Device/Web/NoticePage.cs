// One message on a page: what a command will do, or why it will not.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>A short page; the quoted text is escaped. It may go on to another page by itself.</summary>
public sealed class NoticePage : IPage
{
    private const int PieceBytes = 128;

    private readonly WebTarget _target;
    private readonly TextBuffer _quote = new TextBuffer(512);
    private string _message = "";
    private WebPlace _next;
    private int _seconds;
    private int _written;
    private int _part;

    /// <summary>Links lead to pages of the target's account and view.</summary>
    public NoticePage(WebTarget target)
    {
        _target = target;
    }

    /// <summary>Sets what to say; <paramref name="quote"/> is shown behind it, cut at 512 bytes, and may be null.</summary>
    public void Set(string message, TextBuffer quote)
    {
        _message = message;
        _seconds = 0;
        _next = WebPlace.Info;
        _quote.Clear();
        if (quote != null)
        {
            _quote.Append(quote);
        }
    }

    /// <summary>Goes on to another page after so many seconds; 0: by its link only.</summary>
    public void GoOn(WebPlace next, int seconds)
    {
        _next = next;
        _seconds = seconds;
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
                PageFrame.Head("nanoSpa", _seconds, _next, _target, part);
                part.Append("<h1>nanoSpa</h1><p>");
                _part = 1;
                return true;
            case 1:
                part.Append(_message);
                _part = 2;
                return true;
            case 2:
                int left = _quote.Length - _written;
                int piece = left < PieceBytes ? left : PieceBytes;
                HtmlText.Append(_quote.Bytes, _written, piece, part);
                _written += piece;
                if (_written == _quote.Length)
                {
                    Close(part);
                    _part = 3;
                }

                return true;
            default:
                return false;
        }
    }

    private void Close(TextBuffer part)
    {
        part.Append("</p><p><a href=\"");
        _target.AppendLink(_next, part);
        part.Append("\">");
        part.Append(WebTarget.TitleOf(_next));
        part.Append("</a></p>");
        PageFrame.Foot(part);
    }
}
