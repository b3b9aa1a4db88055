// What starts with "<!" or "<?" in; passed over, and told apart: header, comment, declaration, CDATA (guide "Open Format Configuration File").

namespace NanoSpa.Provisioning;

/// <summary>
/// Passes over one piece of markup in chunks of any size. header = "&lt;?" … "?>" ; comment = "&lt;!--" … "--&gt;", with any
/// dashes inside ; declaration = "&lt;!" … "&gt;", with a bracketed part that may hold more of them. Of <c>&lt;![CDATA[</c> it takes the opening
/// only: what follows is text.
/// </summary>
public sealed class MarkupReader
{
    private const int InHeader = 0;
    private const int AfterBang = 1;
    private const int AfterDash = 2;
    private const int InComment = 3;
    private const int InDeclaration = 4;
    private const int InCDataName = 5;
    private const int Ended = 6;

    private static readonly byte[] CDataName = { (byte)'C', (byte)'D', (byte)'A', (byte)'T', (byte)'A', (byte)'[' };

    private static readonly byte[] HtmlDoctype =
    {
        (byte)'d', (byte)'o', (byte)'c', (byte)'t', (byte)'y', (byte)'p', (byte)'e', (byte)' ', (byte)'h', (byte)'t', (byte)'m', (byte)'l',
    };

    private int state;
    private int matched;
    private int depth;
    private bool questionBefore;

    /// <summary>True once its last byte was read.</summary>
    public bool IsDone
    {
        get { return state == Ended; }
    }

    /// <summary>True when it was the opening of a CDATA section.</summary>
    public bool IsCData { get; private set; }

    /// <summary>True when it was <c>&lt;!DOCTYPE html …&gt;</c>, in any case: the file is a web page.</summary>
    public bool IsHtml { get; private set; }

    /// <summary>New lines seen in it.</summary>
    public int NewLines { get; private set; }

    /// <summary>Starts behind <c>&lt;?</c> (<paramref name="header"/>) or <c>&lt;!</c>.</summary>
    public void Open(bool header)
    {
        state = header ? InHeader : AfterBang;
        matched = 0;
        depth = 0;
        questionBefore = false;
        IsCData = false;
        IsHtml = false;
        NewLines = 0;
    }

    /// <summary>Takes bytes up to its end or the chunk's; answers the position behind what it took.</summary>
    public int Take(byte[] buffer, int position, int end)
    {
        while (position < end && state != Ended)
        {
            switch (state)
            {
                case InHeader:
                    position = TakeHeader(buffer, position, end);
                    break;
                case InComment:
                    position = TakeComment(buffer, position, end);
                    break;
                case InDeclaration:
                    position = TakeDeclaration(buffer, position, end);
                    break;
                default:
                    position = TakeOpening(buffer, position);
                    break;
            }
        }

        return position;
    }

    // opening = "--" / "[CDATA[" ; anything else is a declaration
    private int TakeOpening(byte[] buffer, int position)
    {
        byte next = buffer[position];
        if (state == InCDataName && next == CDataName[matched])
        {
            matched++;
            IsCData = matched == CDataName.Length;
            state = IsCData ? Ended : InCDataName;
            return position + 1;
        }

        if (state != InCDataName && next == (byte)'-')
        {
            state = state == AfterBang ? AfterDash : InComment;
            return position + 1;
        }

        if (state == AfterBang && next == (byte)'[')
        {
            state = InCDataName;
            return position + 1;
        }

        depth = state == InCDataName ? 1 : 0;
        matched = 0;
        state = InDeclaration;
        return position;
    }

    private int TakeHeader(byte[] buffer, int position, int end)
    {
        bool question = questionBefore;
        while (position < end)
        {
            byte next = buffer[position++];
            if (next == (byte)'>' && question)
            {
                state = Ended;
                break;
            }

            question = next == (byte)'?';
            NewLines += next == (byte)'\n' ? 1 : 0;
        }

        questionBefore = question;
        return position;
    }

    private int TakeComment(byte[] buffer, int position, int end)
    {
        byte[] kinds = XmlBytes.Kinds;
        int dashes = matched;
        while (position < end)
        {
            int start = position;
            while (position < end && (kinds[buffer[position]] & XmlBytes.EndsComment) == 0)
            {
                position++;
            }

            dashes = position == start ? dashes : 0;
            if (position == end)
            {
                break;
            }

            byte next = buffer[position++];
            if (next == (byte)'>' && dashes >= 2)
            {
                state = Ended;
                break;
            }

            dashes = next == (byte)'-' ? dashes < 2 ? dashes + 1 : 2 : 0;
            NewLines += next == (byte)'\n' ? 1 : 0;
        }

        matched = dashes;
        return position;
    }

    private int TakeDeclaration(byte[] buffer, int position, int end)
    {
        while (position < end)
        {
            byte next = buffer[position++];
            MatchHtml(next);
            if (next == (byte)'>' && depth <= 0)
            {
                state = Ended;
                break;
            }

            NewLines += next == (byte)'\n' ? 1 : 0;
            depth += next == (byte)'[' ? 1 : next == (byte)']' ? -1 : 0;
        }

        return position;
    }

    // Any white space, and any more of it, is one space in the pattern.
    private void MatchHtml(byte next)
    {
        byte[] pattern = HtmlDoctype;
        if (matched < 0 || IsHtml)
        {
            return;
        }

        bool space = (XmlBytes.Kinds[next] & XmlBytes.Space) != 0;
        if (space && matched > 0 && pattern[matched - 1] == (byte)' ')
        {
            return;
        }

        matched = (space ? ' ' : next | 32) == pattern[matched] ? matched + 1 : -1;
        IsHtml = matched == pattern.Length;
    }
}
