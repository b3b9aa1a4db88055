// The page that helps with provisioning: what each rule would do now, and what the last resyncs did.

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>Changed parameters are named, their values are not shown.</summary>
internal sealed class ResyncsPage : IPage
{
    private const int Rules = 4;
    private const int PieceBytes = 128;

    private readonly WebState _state;
    private readonly WebTarget _target;
    private RuleView _view;
    private Step _step;
    private int _item;
    private int _written;
    private bool _inLine;

    internal ResyncsPage(WebState state, WebTarget target)
    {
        _state = state;
        _target = target;
    }

    private enum Step
    {
        Head,
        Tabs,
        Rule,
        Lines,
        Table,
        Resync,
        Names,
        Foot,
        Done,
    }

    /// <summary>Sets who explains the rules; null while another page has it.</summary>
    internal void Set(RuleView view)
    {
        _view = view;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _step = Step.Head;
        _inLine = false;
        _item = 0;
    }

    /// <inheritdoc/>
    public bool Next(TextBuffer part)
    {
        switch (_step)
        {
            case Step.Head:
                PageFrame.Head("Resyncs", part);
                _step = Step.Tabs;
                return true;
            case Step.Tabs:
                PageFrame.Tabs("Resyncs", _target, _state.Store, part);
                _step = _view == null ? Step.Table : Step.Rule;
                return true;
            case Step.Rule:
                OpenRule(part);
                return true;
            case Step.Lines:
                WriteLine(part);
                return true;
            case Step.Table:
                OpenTable(part);
                return true;
            case Step.Resync:
                Resync(part);
                return true;
            case Step.Names:
                Names(part);
                return true;
            case Step.Foot:
                part.Append(_state.Resync.History.Count == 0 ? "<p>None since the start.</p>" : "");
                PageFrame.Foot(part);
                _step = Step.Done;
                return true;
            default:
                return false;
        }
    }

    private void OpenRule(TextBuffer part)
    {
        if (_item == 0)
        {
            part.Append("<p>What each rule would do if a resync began now, and why.</p>");
            _state.Resync.RefreshMacros(_state.Clock.NowMs);
        }

        part.Append("<h2>");
        part.Append(ResyncText.RuleOf(_item));
        part.Append("</h2><pre>");
        _view.Begin(_item);
        _step = Step.Lines;
    }

    private void WriteLine(TextBuffer part)
    {
        if (!_inLine)
        {
            _inLine = _view.Next();
            _written = 0;
            if (!_inLine)
            {
                part.Append("</pre>\n");
                _item++;
                _step = _item < Rules ? Step.Rule : Step.Table;
            }

            return;
        }

        TextBuffer line = _view.Line;
        int left = line.Length - _written;
        int piece = left < PieceBytes ? left : PieceBytes;
        HtmlText.Append(line.Bytes, _written, piece, part);
        _written += piece;
        if (_written == line.Length)
        {
            _inLine = false;
            part.Append("\n");
        }
    }

    private void OpenTable(TextBuffer part)
    {
        part.Append(_view == null ? "<p>The rules are being explained to somebody else: reload the page.</p>" : "");
        part.Append("<h2>Last resyncs</h2>");
        _item = 0;
        _step = _state.Resync.History.Count > 0 ? Step.Resync : Step.Foot;
    }

    private void Resync(TextBuffer part)
    {
        ResyncHistory history = _state.Resync.History;
        bool isRunning = _item == 0 && history.IsRunning;
        part.Append("<p><b>");
        Duration.Append(_state.Clock.NowMs - history.StartMs(_item), part);
        part.Append(" ago</b>, ");
        part.Append(ResyncText.ReasonOf(history.ReasonOf(_item)));
        part.Append(": ");
        part.Append(isRunning ? "under way." : history.FaultOf(_item) == Fault.None ? "successful after " : FaultText.Of(history.FaultOf(_item)));
        if (!isRunning && history.FaultOf(_item) == Fault.None)
        {
            part.AppendNumber(history.EndMs(_item) - history.StartMs(_item));
            part.Append(" ms.");
        }

        for (int file = 0; file < history.FileCount(_item); file++)
        {
            File(history, file, part);
        }

        _step = Step.Names;
    }

    private void File(ResyncHistory history, int file, TextBuffer part)
    {
        part.Append("<br>");
        part.Append(ResyncText.RuleOf(history.RuleOf(_item, file)));
        part.Append(": ");
        part.AppendNumber(history.BytesOf(_item, file));
        part.Append(" bytes");
        if (history.IsUnchanged(_item, file))
        {
            part.Append(", unchanged");
        }

        for (int layer = 0; history.LayerOf(_item, file, layer) != ProfileFormat.Undecided; layer++)
        {
            part.Append(layer == 0 ? ", " : " &gt; ");
            part.Append(ResyncText.LayerOf(history.LayerOf(_item, file, layer)));
        }
    }

    private void Names(TextBuffer part)
    {
        ResyncHistory history = _state.Resync.History;
        int changed = history.ChangedCount(_item);
        int named = changed < ResyncHistory.MostNames ? changed : ResyncHistory.MostNames;
        part.Append(changed > 0 ? "<br>Changed: " : "");
        for (int i = 0; i < named; i++)
        {
            part.Append(i > 0 ? ", " : "");
            part.Append(Catalogue.NameOf(history.NameOf(_item, i)));
        }

        if (changed > named)
        {
            part.Append(", and ");
            part.AppendNumber(changed - named);
            part.Append(" more");
        }

        part.Append("</p>\n");
        _item++;
        _step = _item < history.Count ? Step.Resync : Step.Foot;
    }
}
