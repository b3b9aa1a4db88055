// What starts with "<!" or "<?" in; passed over, and told apart: header, comment, declaration, CDATA (guide "Open Format Configuration File").

using System;

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

    private int _state;
    private int _matched;
    private int _depth;
    private bool _questionBefore;

    /// <summary>True once its last byte was read.</summary>
    public bool IsDone
    {
        get { return _state == Ended; }
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
        _state = header ? InHeader : AfterBang;
        _matched = 0;
        _depth = 0;
        _questionBefore = false;
        IsCData = false;
        IsHtml = false;
        NewLines = 0;
    }

    /// <summary>Takes bytes up to its end or the chunk's; answers the position behind what it took.</summary>
    public int Take(byte[] buffer, int position, int end)
    {
        while (position < end && _state != Ended)
        {
            switch (_state)
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
                    position = TakeOpening(buffer, position, end);
                    break;
            }
        }

        return position;
    }

    // opening = "--" / "[CDATA[" ; anything else is a declaration
    private int TakeOpening(byte[] buffer, int position, int end)
    {
        byte next = buffer[position];
        if (_state == AfterBang && next == (byte)'-' && position + 1 < end && buffer[position + 1] == (byte)'-')
        {
            _state = InComment;
            return position + 2;
        }

        if (_state == InCDataName && next == CDataName[_matched])
        {
            _matched++;
            IsCData = _matched == CDataName.Length;
            _state = IsCData ? Ended : InCDataName;
            return position + 1;
        }

        if (_state != InCDataName && next == (byte)'-')
        {
            _state = _state == AfterBang ? AfterDash : InComment;
            return position + 1;
        }

        if (_state == AfterBang && next == (byte)'[')
        {
            _state = InCDataName;
            return position + 1;
        }

        _depth = _state == InCDataName ? 1 : 0;
        _matched = 0;
        _state = InDeclaration;
        return position;
    }

    private int TakeHeader(byte[] buffer, int position, int end)
    {
        bool question = _questionBefore;
        while (position < end)
        {
            byte next = buffer[position++];
            if (next == (byte)'>' && question)
            {
                _state = Ended;
                break;
            }

            question = next == (byte)'?';
            NewLines += next == (byte)'\n' ? 1 : 0;
        }

        _questionBefore = question;
        return position;
    }

    private int TakeComment(byte[] buffer, int position, int end)
    {
        while (position < end)
        {
            int found = Array.IndexOf(buffer, XmlBytes.GreaterThan, position, end - position);
            int stop = found < 0 ? end : found;
            int dashes = DashesBefore(buffer, position, stop);
            NewLines += XmlBytes.CountNewLines(buffer, position, stop);
            if (found < 0)
            {
                _matched = dashes;
                return end;
            }

            _matched = 0;
            position = found + 1;
            if (dashes == 2)
            {
                _state = Ended;
                break;
            }
        }

        return position;
    }

    // Two at most, with those in front of the run that were not followed by anything else.
    private int DashesBefore(byte[] buffer, int start, int stop)
    {
        if (stop - start >= 2 && buffer[stop - 1] == (byte)'-' && buffer[stop - 2] == (byte)'-')
        {
            return 2;
        }

        int first = stop;
        while (first > start && stop - first < 2 && buffer[first - 1] == (byte)'-')
        {
            first--;
        }

        int dashes = first == start ? stop - first + _matched : stop - first;
        return dashes < 2 ? dashes : 2;
    }

    private int TakeDeclaration(byte[] buffer, int position, int end)
    {
        while (position < end)
        {
            byte next = buffer[position++];
            MatchHtml(next);
            if (next == (byte)'>' && _depth <= 0)
            {
                _state = Ended;
                break;
            }

            NewLines += next == (byte)'\n' ? 1 : 0;
            _depth += next == (byte)'[' ? 1 : next == (byte)']' ? -1 : 0;
        }

        return position;
    }

    // Any white space, and any more of it, is one space in the pattern.
    private void MatchHtml(byte next)
    {
        byte[] pattern = HtmlDoctype;
        if (_matched < 0 || IsHtml)
        {
            return;
        }

        bool space = (XmlBytes.Kinds[next] & XmlBytes.Space) != 0;
        if (space && _matched > 0 && pattern[_matched - 1] == (byte)' ')
        {
            return;
        }

        _matched = (space ? ' ' : next | 32) == pattern[_matched] ? _matched + 1 : -1;
        IsHtml = _matched == pattern.Length;
    }
}
