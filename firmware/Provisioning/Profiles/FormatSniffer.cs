// The first bytes of a file in, its format out (guide "Configuration File Compression": the header decides, the name does not).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Looks at a stream until its format is known. file = "Salted__" … / 1F 8B … / [ EF BB BF ] *space "&lt;" … ; a plain-text profile
/// source (<c># comment</c>, <c>Name "value" ;</c>) is told from what is no profile at all, so that the message can say it.
/// The bytes it takes before it decides are known from the answer: <see cref="OpensslMagic"/>, <see cref="GzipMagic"/>, or white space.
/// </summary>
public sealed class FormatSniffer
{
    /// <summary>The first bytes of an openssl file.</summary>
    public static readonly byte[] OpensslMagic = { (byte)'S', (byte)'a', (byte)'l', (byte)'t', (byte)'e', (byte)'d', (byte)'_', (byte)'_' };

    /// <summary>The first bytes of a gzip file (RFC 1952, 2.3.1).</summary>
    public static readonly byte[] GzipMagic = { 0x1F, 0x8B };

    private static readonly byte[] Import = { (byte)'i', (byte)'m', (byte)'p', (byte)'o', (byte)'r', (byte)'t' };

    private const int AtStart = 0;
    private const int InOpensslMagic = 1;
    private const int InGzipMagic = 2;
    private const int InByteOrderMark = 3;
    private const int InWhiteSpace = 4;
    private const int InName = 5;
    private const int AfterName = 6;
    private const int AfterAccess = 7;

    private int _state;
    private int _matched;
    private int _taken;
    private int _textOffset;
    private int _importMatched;

    /// <summary>The answer.</summary>
    public ProfileFormat Format { get; private set; }

    /// <summary>Why the file is refused: FormatEmpty, FormatPlainText or FormatUnknown.</summary>
    public Fault Fault { get; private set; }

    /// <summary>Offset of the byte that no profile starts with, or of the plain-text source's first word.</summary>
    public int FaultOffset { get; private set; }

    /// <summary>Bytes taken, those of the magic number included, a less-than sign not.</summary>
    public int Taken
    {
        get { return _taken; }
    }

    /// <summary>Line of the next byte, 1 for the first.</summary>
    public int Line { get; private set; }

    /// <summary>Starts over.</summary>
    public void Reset()
    {
        _state = AtStart;
        _matched = 0;
        _taken = 0;
        _textOffset = 0;
        _importMatched = 0;
        Format = ProfileFormat.Undecided;
        Fault = Fault.None;
        FaultOffset = 0;
        Line = 1;
    }

    /// <summary>Takes bytes until the format is known or the chunk ends; answers the position behind what it took.</summary>
    public int Take(byte[] buffer, int position, int end)
    {
        while (position < end && Format == ProfileFormat.Undecided)
        {
            if (TakeByte(buffer[position]))
            {
                position++;
                _taken++;
            }
        }

        return position;
    }

    /// <summary>Says that there are no more bytes: what is still undecided is no profile.</summary>
    public void Finish()
    {
        if (Format == ProfileFormat.Undecided)
        {
            bool empty = _state == AtStart || _state == InWhiteSpace;
            Refuse(empty ? Fault.FormatEmpty : Fault.FormatUnknown, _taken);
        }
    }

    // False when the byte is not taken: another state, or the next sink, looks at it.
    private bool TakeByte(byte next)
    {
        switch (_state)
        {
            case AtStart:
                return TakeFirst(next);
            case InOpensslMagic:
                return TakeOpenssl(next);
            case InGzipMagic:
                return next == GzipMagic[1] ? Decide(ProfileFormat.Gzip) : Refuse(Fault.FormatUnknown, _taken);
            case InByteOrderMark:
                return TakeByteOrderMark(next);
            case InWhiteSpace:
                return TakeWhiteSpace(next);
            default:
                return TakePlainText(next);
        }
    }

    private bool TakeFirst(byte next)
    {
        switch (next)
        {
            case (byte)'S':
                _state = InOpensslMagic;
                _matched = 1;
                return true;
            case 0x1F:
                _state = InGzipMagic;
                return true;
            case 0xEF:
                _state = InByteOrderMark;
                _matched = 1;
                return true;
            default:
                _state = InWhiteSpace;
                return false;
        }
    }

    // What starts like "Salted__" and goes on otherwise is a plain-text name so far.
    private bool TakeOpenssl(byte next)
    {
        if (next != OpensslMagic[_matched])
        {
            _state = InName;
            return false;
        }

        _matched++;
        return _matched < OpensslMagic.Length || Decide(ProfileFormat.Openssl);
    }

    private bool TakeByteOrderMark(byte next)
    {
        if (next != (_matched == 1 ? 0xBB : 0xBF))
        {
            return Refuse(Fault.FormatUnknown, _taken);
        }

        _matched++;
        _state = _matched == 3 ? InWhiteSpace : InByteOrderMark;
        return true;
    }

    private bool TakeWhiteSpace(byte next)
    {
        if ((XmlBytes.Kinds[next] & XmlBytes.Space) != 0)
        {
            Line += next == (byte)'\n' ? 1 : 0;
            return true;
        }

        if (next == (byte)'<')
        {
            Format = ProfileFormat.Xml;
            return false;
        }

        if (next == (byte)'#')
        {
            return Refuse(Fault.FormatPlainText, _taken);
        }

        if (!PlainTextReader.IsNameByte(next))
        {
            return Refuse(Fault.FormatUnknown, _taken);
        }

        _textOffset = _taken;
        _importMatched = next == Import[0] ? 1 : 0;
        _state = InName;
        return true;
    }

    // source = "import" blank / name *space [ ( "?" / "!" ) *space ] ( DQUOTE / ";" )
    private bool TakePlainText(byte next)
    {
        bool space = (XmlBytes.Kinds[next] & XmlBytes.Space) != 0;
        int nameLength = _taken - _textOffset;
        if (_state == InName && _importMatched == nameLength && nameLength < Import.Length && next == Import[nameLength])
        {
            _importMatched++;
            return true;
        }

        if (_state == InName && PlainTextReader.IsNameByte(next) && nameLength < ElementStack.MaxName)
        {
            return true;
        }

        bool isImport = _state == InName && nameLength == Import.Length && _importMatched == nameLength && (next == (byte)' ' || next == (byte)'\t');
        if (next == (byte)'"' || next == (byte)';' || isImport)
        {
            return Refuse(Fault.FormatPlainText, _textOffset);
        }

        if (_state != AfterAccess && (next == (byte)'?' || next == (byte)'!'))
        {
            _state = AfterAccess;
            return true;
        }

        if (!space)
        {
            return Refuse(Fault.FormatUnknown, _textOffset);
        }

        _state = _state == InName ? AfterName : _state;
        return true;
    }

    private bool Decide(ProfileFormat format)
    {
        Format = format;
        return true;
    }

    private bool Refuse(Fault fault, int offset)
    {
        Format = ProfileFormat.Refused;
        Fault = fault;
        FaultOffset = offset;
        return false;
    }
}
