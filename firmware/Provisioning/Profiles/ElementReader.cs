// The tags of an XML-like profile in, in order; its parameters out (guide "Open Format Configuration File").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Knows which elements are open and which of them may be a parameter: one inside flat-profile, as long as no other element is in it.
/// Its text goes to <see cref="Value"/> while <see cref="IsGathering"/>.
/// </summary>
public sealed class ElementReader
{
    private readonly ElementStack stack = new ElementStack();
    private readonly ValueText value = new ValueText(XmlProfileReader.MaxValue);
    private readonly XmlWarnings warnings;
    private IProfileHandler handler;
    private Access access;

    /// <summary>Makes a reader that warns by way of <paramref name="warnings"/>.</summary>
    public ElementReader(XmlWarnings warnings)
    {
        this.warnings = warnings;
    }

    /// <summary>True when the text that follows is a parameter's, unless an element opens in it.</summary>
    public bool IsGathering { get; private set; }

    /// <summary>True once an element was opened.</summary>
    public bool RootSeen { get; private set; }

    /// <summary>The text of the parameter that is open.</summary>
    public ValueText Value
    {
        get { return value; }
    }

    /// <summary>True inside flat-profile.</summary>
    public bool InProfile
    {
        get { return stack.InProfile; }
    }

    /// <summary>True once a flat-profile element was opened.</summary>
    public bool ProfileSeen
    {
        get { return stack.ProfileSeen; }
    }

    /// <summary>True when no element is open.</summary>
    public bool IsOutside
    {
        get { return stack.Depth == 0; }
    }

    /// <summary>Starts a file whose parameters go to <paramref name="profileHandler"/>.</summary>
    public void Open(IProfileHandler profileHandler)
    {
        handler = profileHandler;
        stack.Clear();
        value.Clear();
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
            value.Trim();
            if (!value.IsBlank)
            {
                warnings.AddStray(line);
            }
        }

        RootSeen = true;
        if (!stack.Push(tag, tagLine))
        {
            return Fault.XmlTooDeep;
        }

        value.Clear();
        access = tag.Access;
        IsGathering = stack.IsParameter && !tag.IsEmpty;
        if (tag.IsEmpty)
        {
            if (stack.IsParameter)
            {
                Report(-1);
            }

            stack.Pop();
        }

        return Fault.None;
    }

    /// <summary>Takes a closing tag. XmlTagMismatch when it is not that of the innermost element.</summary>
    public Fault CloseElement(TagReader tag)
    {
        if (!stack.Matches(tag))
        {
            return Fault.XmlTagMismatch;
        }

        if (IsGathering)
        {
            value.Trim();
            if (value.Overflowed)
            {
                warnings.Add("a value is longer than 2048 bytes; the parameter is left as it is", stack.Line);
            }
            else
            {
                Report(value.Length);
            }
        }

        IsGathering = false;
        stack.Pop();
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
        stack.AppendName(output);
        output.Append(">, opened in line ");
        output.AppendNumber(stack.Line);
    }

    /// <summary>Appends which closing tag is missing at the end of the file, if any.</summary>
    public void DescribeMissing(TextBuffer output)
    {
        if (!IsOutside)
        {
            output.Append("</");
            stack.AppendName(output);
            output.Append("> is missing, opened in line ");
            output.AppendNumber(stack.Line);
        }
    }

    private void Report(int valueCount)
    {
        if (access == XmlProfileReader.UnknownAccess)
        {
            warnings.Add("a ua attribute is none of na, ro, rw; the access is left as it is", stack.Line);
        }

        handler.OnParameter(stack.Names, stack.NameOffset, stack.NameCount, value.Bytes, 0, valueCount, access, stack.Line);
    }
}
