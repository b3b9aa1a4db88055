// The tags of an XML-like profile in, in order; its parameters out (guide "Open Format Configuration File").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Knows which elements are open and which of them may be a parameter: one inside flat-profile, or anywhere when an alias names it, as
/// long as no other element is in it. Its text goes to <see cref="Value"/> while <see cref="IsGathering"/>.
/// </summary>
public sealed class ElementReader
{
    private readonly ElementStack _stack;
    private readonly ValueText _value;
    private readonly XmlWarnings _warnings;
    private IProfileHandler _handler;
    private Access _access;
    private AliasMap _aliases;
    private int _alias;
    private bool _aliasSeen;

    /// <summary>Makes a reader that warns by way of <paramref name="warnings"/>, with <see cref="XmlProfileReader.WorkBytes"/> of a buffer from an offset on.</summary>
    public ElementReader(XmlWarnings warnings, byte[] work, int workOffset)
    {
        _stack = new ElementStack(work, workOffset);
        _value = new ValueText(work, workOffset + ElementStack.NamesBytes, XmlProfileReader.MaxValue);
        _warnings = warnings;
    }

    /// <summary>True when the text that follows is a parameter's, unless an element opens in it.</summary>
    public bool IsGathering { get; private set; }

    /// <summary>True once an element was opened.</summary>
    public bool RootSeen { get; private set; }

    /// <summary>The text of the parameter that is open.</summary>
    public ValueText Value
    {
        get { return _value; }
    }

    /// <summary>True inside flat-profile.</summary>
    public bool InProfile
    {
        get { return _stack.InProfile; }
    }

    /// <summary>True once a flat-profile element was opened, or one that an alias names.</summary>
    public bool ProfileSeen
    {
        get { return _stack.ProfileSeen || _aliasSeen; }
    }

    /// <summary>True when no element is open.</summary>
    public bool IsOutside
    {
        get { return _stack.Depth == 0; }
    }

    /// <summary>Starts a file whose parameters go to <paramref name="profileHandler"/>; <paramref name="aliasMap"/> may be null.</summary>
    public void Open(IProfileHandler profileHandler, AliasMap aliasMap)
    {
        _aliases = aliasMap;
        _aliasSeen = false;
        _handler = profileHandler;
        _stack.Clear();
        _value.Clear();
        IsGathering = false;
        RootSeen = false;
    }

    /// <summary>
    /// Takes an opening or an empty tag that began in <paramref name="tagLine"/> and ended in <paramref name="line"/>.
    /// Faults: FormatHtml for a root element html, XmlTooDeep.
    /// </summary>
    public Fault OpenElement(TagReader tag, int tagLine, int line)
    {
        if (!RootSeen && ByteText.EqualsIgnoreCase(tag.Name, 0, tag.NameLength, "html"))
        {
            return Fault.FormatHtml;
        }

        if (IsGathering)
        {
            _value.Trim();
            if (!_value.IsBlank)
            {
                _warnings.AddStray(line);
            }
        }

        RootSeen = true;
        if (!_stack.Push(tag, tagLine))
        {
            return Fault.XmlTooDeep;
        }

        _value.Clear();
        _access = tag.Access;
        _alias = _aliases == null ? -1 : _aliases.Find(_stack);
        _aliasSeen |= _alias >= 0;
        bool isParameter = _alias >= 0 || _stack.IsParameter;
        IsGathering = isParameter && !tag.IsEmpty;
        if (tag.IsEmpty)
        {
            if (isParameter)
            {
                Report(-1);
            }

            _stack.Pop();
        }

        return Fault.None;
    }

    /// <summary>
    /// True where a whole element found in one piece can be only a parameter's: inside flat-profile, outside of a parameter, without aliases.
    /// </summary>
    public bool TakesPlain
    {
        get { return _stack.InProfile && !IsGathering && _aliases == null && _stack.Depth < ElementStack.MaxDepth; }
    }

    /// <summary>Takes a closing tag. XmlTagMismatch when it is not that of the innermost element.</summary>
    public Fault CloseElement(TagReader tag)
    {
        if (!_stack.Matches(tag))
        {
            return Fault.XmlTagMismatch;
        }

        if (IsGathering)
        {
            _value.Trim();
            if (_value.Overflowed)
            {
                _warnings.Add("a value is longer than 2048 bytes; the parameter is left as it is", _stack.Line);
            }
            else
            {
                Report(_value.Length);
            }
        }

        IsGathering = false;
        _stack.Pop();
        return Fault.None;
    }

    /// <summary>Appends what was found in the place of which closing tag.</summary>
    public void DescribeMismatch(TagReader tag, TextBuffer output)
    {
        output.Append("found </");
        XmlBytes.AppendPrintable(tag.Name, 0, tag.NameKept, output);
        if (IsOutside)
        {
            output.Append(">, but nothing is open");
            return;
        }

        output.Append(">, expected </");
        _stack.AppendName(output);
        output.Append(">, opened in line ");
        output.AppendNumber(_stack.Line);
    }

    /// <summary>Appends which closing tag is missing at the end of the file, if any.</summary>
    public void DescribeMissing(TextBuffer output)
    {
        if (!IsOutside)
        {
            output.Append("</");
            _stack.AppendName(output);
            output.Append("> is missing, opened in line ");
            output.AppendNumber(_stack.Line);
        }
    }

    private void Report(int valueCount)
    {
        if (_access == XmlProfileReader.UnknownAccess)
        {
            _warnings.Add("a ua attribute is none of na, ro, rw; the access is left as it is", _stack.Line);
        }

        if (_alias >= 0)
        {
            _aliases.CountHit(_alias);
            _handler.OnParameter(_aliases.Text, _aliases.NameOffset(_alias), _aliases.NameCount(_alias), _value.Bytes, _value.Offset, valueCount, _access, _stack.Line);
            return;
        }

        _handler.OnParameter(_stack.Names, _stack.NameOffset, _stack.NameCount, _value.Bytes, _value.Offset, valueCount, _access, _stack.Line);
    }
}
