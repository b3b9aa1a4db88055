// A reply's bytes up to the empty line, to status and the headers that say how the body is framed (RFC 9112 sections 2 to 6).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// Reads status line and headers, LF or CRLF, folded lines joined, interim 1xx replies skipped. Of each line the first
/// <see cref="KeptLineBytes"/> are kept, the whole head may have <see cref="MaxHeadBytes"/>.
/// </summary>
internal sealed class HttpHeadReader
{
    /// <summary>Bytes kept of one line, folded parts included.</summary>
    internal const int KeptLineBytes = 1024;

    /// <summary>Longest head, interim replies included.</summary>
    internal const int MaxHeadBytes = 8192;

    private const byte CarriageReturn = 13;
    private const byte LineFeed = 10;
    private const byte Space = 32;
    private const byte Tab = 9;

    private static readonly byte[] VersionText = { (byte)'H', (byte)'T', (byte)'T', (byte)'P', (byte)'/', (byte)'1', (byte)'.' };

    // Longer validators are not kept: the file is then fetched whole each time.
    private const int MaxValidatorBytes = 128;

    // A line stands in KeptLineBytes of this, from _lineAt on.
    private readonly byte[] _bytes;
    private readonly int _lineAt;
    private readonly TextBuffer _detail;
    private int _lineBytes;
    private bool _isLineCut;
    private int _position;
    private int _lineStart;
    private int _lineCount;
    private bool _atLineStart;
    private bool _sawReturn;

    // Taken with the first redirect.
    private TextBuffer _location = TextBuffer.None;

    // Each taken with the first one.
    private TextBuffer _entityTag = TextBuffer.None;
    private TextBuffer _lastModified = TextBuffer.None;

    // Taken with the first challenge.
    private Authenticator _authenticator;

    /// <summary>Makes a reader that writes code and reason to <paramref name="detail"/>, and keeps lines in the last <see cref="KeptLineBytes"/> of a buffer, free until the head ends.</summary>
    internal HttpHeadReader(TextBuffer detail, byte[] buffer)
    {
        _detail = detail;
        _bytes = buffer;
        _lineAt = buffer.Length - KeptLineBytes;
    }

    /// <summary>Holds the challenge of the last 401 or 407.</summary>
    internal Authenticator Authenticator
    {
        get { return _authenticator ?? (_authenticator = new Authenticator()); }
    }

    /// <summary>The status code, 100 to 999; 0 before the status line was read.</summary>
    internal int StatusCode { get; private set; }

    /// <summary>Content-Length, at most int.MaxValue; -1 when there is none.</summary>
    internal int ContentLength { get; private set; }

    /// <summary>The ETag, printable ASCII; empty when there is none or it is longer than 128 bytes.</summary>
    internal TextBuffer EntityTag
    {
        get { return _entityTag; }
    }

    /// <summary>Last-Modified, likewise.</summary>
    internal TextBuffer LastModified
    {
        get { return _lastModified; }
    }

    /// <summary>Where a redirect goes, as it was sent; empty when it does not say, overflowed when it is longer than a line may be.</summary>
    internal TextBuffer Location
    {
        get { return _location; }
    }

    /// <summary>True when the body is in chunks.</summary>
    internal bool IsChunked { get; private set; }

    /// <summary>True when the body is encoded in a way that was not asked for.</summary>
    internal bool IsEncoded { get; private set; }

    /// <summary>True after the empty line.</summary>
    internal bool Ended { get; private set; }

    /// <summary>What is wrong with the head.</summary>
    internal Fault Fault { get; private set; }

    /// <summary>Offset in the reply of the byte that is wrong, or of the start of the header line that is.</summary>
    internal int FaultOffset { get; private set; }

    internal void Reset()
    {
        _position = 0;
        Fault = Fault.None;
        FaultOffset = 0;
        NextReply();
    }

    /// <summary>Takes bytes up to the end of the head or its first fault. The bytes taken.</summary>
    internal int Take(byte[] buffer, int offset, int count)
    {
        int taken = 0;
        while (taken < count && !Ended && Fault == Fault.None)
        {
            if (_position == MaxHeadBytes)
            {
                Fail(Fault.HttpHeaderTooLong, _position);
                break;
            }

            TakeByte(buffer[offset + taken]);
            _position++;
            taken++;
        }

        return taken;
    }

    private void NextReply()
    {
        StatusCode = 0;
        ContentLength = -1;
        IsChunked = false;
        EntityTag.Clear();
        LastModified.Clear();
        _location.Clear();
        IsEncoded = false;
        Ended = false;
        _detail.Clear();
        ClearLine();
        _lineCount = 0;
        _lineStart = 0;
        _atLineStart = false;
        _sawReturn = false;
    }

    // A line is looked at when the first byte of the next one shows that it is not folded.
    private void TakeByte(byte value)
    {
        if (value == LineFeed)
        {
            bool isEmpty = _atLineStart || _lineBytes == 0;
            _atLineStart = true;
            _sawReturn = false;
            if (isEmpty)
            {
                EndHead();
            }

            return;
        }

        if (_sawReturn || value == 0)
        {
            Fail(Fault.HttpSyntax, _position);
            return;
        }

        if (value == CarriageReturn)
        {
            _sawReturn = true;
            return;
        }

        if (_atLineStart)
        {
            _atLineStart = false;
            if (value != Space && value != Tab)
            {
                TakeLine();
                _lineStart = _position;
            }
            else if (_lineCount == 0)
            {
                Fail(Fault.HttpSyntax, _position);
            }
        }

        if (_lineCount == 0 && _lineBytes < VersionText.Length && value != VersionText[_lineBytes])
        {
            Fail(Fault.HttpSyntax, _position);
        }

        if (_lineBytes == KeptLineBytes)
        {
            _isLineCut = true;
            return;
        }

        _bytes[_lineAt + _lineBytes] = value == Tab ? Space : value;
        _lineBytes++;
    }

    private void EndHead()
    {
        TakeLine();
        if (Fault != Fault.None)
        {
            return;
        }

        if (StatusCode < 200)
        {
            NextReply();
            _lineStart = _position + 1;
            return;
        }

        Ended = true;
    }

    private void TakeLine()
    {
        if (_lineCount == 0)
        {
            TakeStatusLine();
        }
        else
        {
            TakeHeader();
        }

        _lineCount++;
        ClearLine();
    }

    private void ClearLine()
    {
        _lineBytes = 0;
        _isLineCut = false;
    }

    // status-line = "HTTP/1." DIGIT SP 3DIGIT [ SP [ reason ] ]; the start of it was checked byte by byte.
    private void TakeStatusLine()
    {
        byte[] line = _bytes;
        int length = _lineBytes;
        int column = VersionText.Length;
        if (length < column + 1 || !IsDigit(line[_lineAt + column]))
        {
            Fail(Fault.HttpSyntax, _lineStart + (length < column ? length : column));
            return;
        }

        column++;
        int code = 0;
        for (int i = 0; i < 5; i++)
        {
            int at = column + i;
            byte value = at < length ? line[_lineAt + at] : i == 4 ? Space : (byte)0;
            bool fits = i == 0 || i == 4 ? value == Space : IsDigit(value);
            if (!fits)
            {
                Fail(Fault.HttpSyntax, _lineStart + at);
                return;
            }

            code = i == 0 || i == 4 ? code : (code * 10) + value - (byte)'0';
        }

        if (code < 100)
        {
            Fail(Fault.HttpSyntax, _lineStart + column + 1);
            return;
        }

        StatusCode = code;
        if (code == 401 || code == 407)
        {
            Authenticator.Challenge.Reset();
        }

        PlainText.Append(line, _lineAt + column + 1, length - column - 1, _detail);
    }

    // field-line = name ":" OWS value OWS; white space before the colon is forgiven.
    private void TakeHeader()
    {
        byte[] line = _bytes;
        int start = _lineAt;
        int end = start + _lineBytes;
        int colon = start;
        while (colon < end && line[colon] != (byte)':')
        {
            colon++;
        }

        int nameBytes = TrimEnd(line, start, colon) - start;
        if (colon == end || nameBytes == 0)
        {
            Fail(Fault.HttpSyntax, _lineStart);
            return;
        }

        int value = colon + 1;
        while (value < end && line[value] == Space)
        {
            value++;
        }

        int valueBytes = TrimEnd(line, value, end) - value;
        if (ByteText.EqualsIgnoreCase(line, start, nameBytes, HttpWords.ContentLength))
        {
            TakeContentLength(line, value, valueBytes);
        }
        else if (ByteText.EqualsIgnoreCase(line, start, nameBytes, HttpWords.TransferEncoding))
        {
            IsChunked |= ByteText.EqualsIgnoreCase(line, value, valueBytes, HttpWords.Chunked);
            IsEncoded |= !IsChunked && !ByteText.EqualsIgnoreCase(line, value, valueBytes, HttpWords.Identity);
        }
        else if (ByteText.EqualsIgnoreCase(line, start, nameBytes, HttpWords.ContentEncoding))
        {
            // gzip is let through: servers label a stored .gz file so, and a profile's own first bytes say what it is.
            IsEncoded |= valueBytes > 0 && !ByteText.EqualsIgnoreCase(line, value, valueBytes, HttpWords.Identity)
                && !ByteText.EqualsIgnoreCase(line, value, valueBytes, HttpWords.Gzip) && !ByteText.EqualsIgnoreCase(line, value, valueBytes, HttpWords.XGzip);
        }
        else if (ByteText.EqualsIgnoreCase(line, start, nameBytes, HttpWords.EntityTag))
        {
            TakeValidator(line, value, valueBytes, ref _entityTag);
        }
        else if (ByteText.EqualsIgnoreCase(line, start, nameBytes, HttpWords.LastModified))
        {
            TakeValidator(line, value, valueBytes, ref _lastModified);
        }
        else if (ByteText.EqualsIgnoreCase(line, start, nameBytes, HttpWords.Location))
        {
            TakeLocation(line, value, valueBytes);
        }
        else if (IsChallenge(line, start, nameBytes) && !_isLineCut)
        {
            Authenticator.Challenge.Take(line, value, valueBytes);
        }
    }

    // Of a redirect alone: another reply's says nothing of where to go on.
    private void TakeLocation(byte[] line, int offset, int count)
    {
        if (!IsRedirect(StatusCode))
        {
            return;
        }

        _location = _location == TextBuffer.None ? new TextBuffer(KeptLineBytes) : _location;
        _location.Clear();
        _location.Append(line, offset, count);
        _location.Overflowed |= _isLineCut;
    }

    private bool IsChallenge(byte[] line, int start, int nameBytes)
    {
        return StatusCode == 401 ? ByteText.EqualsIgnoreCase(line, start, nameBytes, HttpWords.Challenge)
            : StatusCode == 407 && ByteText.EqualsIgnoreCase(line, start, nameBytes, HttpWords.ProxyChallenge);
    }

    // Kept whole or not at all: it will be sent back.
    private static void TakeValidator(byte[] line, int offset, int count, ref TextBuffer into)
    {
        into = into == TextBuffer.None ? new TextBuffer(MaxValidatorBytes) : into;
        into.Clear();
        into.Append(line, offset, count);
        bool isPlain = !into.Overflowed;
        for (int i = offset; i < offset + count; i++)
        {
            isPlain &= line[i] >= Space && line[i] < 0x7F;
        }

        if (!isPlain)
        {
            into.Clear();
        }
    }

    // Content-Length = 1*DIGIT; a second one must say the same (RFC 9112, 6.3).
    private void TakeContentLength(byte[] line, int offset, int count)
    {
        long length = 0;
        for (int i = 0; i < count; i++)
        {
            if (!IsDigit(line[offset + i]))
            {
                Fail(Fault.HttpSyntax, _lineStart);
                return;
            }

            length = (length * 10) + line[offset + i] - (byte)'0';
            length = length > int.MaxValue ? int.MaxValue : length;
        }

        if (count == 0 || _isLineCut || (ContentLength >= 0 && ContentLength != (int)length))
        {
            Fail(Fault.HttpSyntax, _lineStart);
            return;
        }

        ContentLength = (int)length;
    }

    private void Fail(Fault fault, int offset)
    {
        if (Fault == Fault.None)
        {
            Fault = fault;
            FaultOffset = offset;
        }
    }

    /// <summary>True for a status that sends the client elsewhere.</summary>
    internal static bool IsRedirect(int status)
    {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static int TrimEnd(byte[] line, int from, int end)
    {
        while (end > from && line[end - 1] == Space)
        {
            end--;
        }

        return end;
    }

    private static bool IsDigit(byte value)
    {
        return value >= (byte)'0' && value <= (byte)'9';
    }
}
