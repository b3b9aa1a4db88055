// The store in, a page of it as a form out, as an account sees it; secrets are never shown.

using System.Text;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>
/// The parameters of one tab, section by section. After a submission that was refused it shows what was typed and every fault beside its field.
/// </summary>
public sealed class FieldPage : IPage
{
    private readonly ParameterStore _store;
    private readonly WebTarget _target;
    private readonly FieldWriter _field;
    private TextBuffer _token;
    private FormValues _typed;
    private string _message;
    private int _step;
    private int _index;
    private int _section;
    private bool _inField;

    /// <summary>Shows what a target names out of a store.</summary>
    public FieldPage(ParameterStore store, WebTarget target)
    {
        _store = store;
        _target = target;
        _field = new FieldWriter(store);
    }

    /// <summary>Sets the token of the form; message and typed values are null but after a refused submission. The message is our own text.</summary>
    public void Set(TextBuffer token, string message, FormValues typed)
    {
        _token = token;
        _message = message;
        _typed = typed;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _step = 0;
        _section = -1;
        _inField = false;
    }

    /// <inheritdoc/>
    public bool Next(TextBuffer part)
    {
        switch (_step)
        {
            case 0:
                PageFrame.Head(WebTarget.TitleOf(_target.Place), part);
                _step = 1;
                return true;
            case 1:
                PageFrame.Tabs(WebTarget.TitleOf(_target.Place), _target, _store, part);
                _step = 2;
                return true;
            case 2:
                OpenForm(part);
                _index = FieldList.Next(FieldList.None, _target, _store);
                _step = 3;
                return true;
            case 3:
                NextField(part);
                return true;
            case 4:
                part.Append(_section < 0 ? "<p>Nothing here for this account.</p>" : "</fieldset><p class=\"b\"><button>Submit All Changes</button> <button type=\"reset\">Undo</button></p>");
                part.Append("</form>");
                PageFrame.Foot(part);
                _step = 5;
                return true;
            default:
                return false;
        }
    }

    private void OpenForm(TextBuffer part)
    {
        if (_message != null)
        {
            part.Append("<p class=\"m\" role=\"alert\">");
            part.Append(_message);
            part.Append("</p>");
        }

        part.Append("<form method=\"post\" autocomplete=\"off\" action=\"");
        _target.AppendLink(_target.Place, part);
        part.Append("\"><input type=\"hidden\" name=\"" + WebForm.TokenField + "\" value=\"");
        part.Append(_token);
        part.Append("\">\n");
    }

    private void NextField(TextBuffer part)
    {
        if (_inField && _field.Next(part))
        {
            return;
        }

        if (_inField)
        {
            _inField = false;
            _index = FieldList.Next(_index, _target, _store);
        }

        if (_index == FieldList.None)
        {
            _step = 4;
            return;
        }

        if (_section != Catalogue.SectionOf(_index))
        {
            OpenSection(part);
        }

        _inField = true;
        _field.Begin(_index, _target.Account, _typed);
    }

    // name = tab "/" section
    private void OpenSection(TextBuffer part)
    {
        part.Append(_section < 0 ? "<fieldset><legend>" : "</fieldset><fieldset><legend>");
        _section = Catalogue.SectionOf(_index);
        byte[] name = Encoding.UTF8.GetBytes(Catalogue.SectionNameOf(_section));
        int slash = ByteText.IndexOf(name, 0, name.Length, (byte)'/');
        part.Append(name, slash + 1, name.Length - slash - 1);
        part.Append("</legend>\n");
    }
}
