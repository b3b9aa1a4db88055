// A stream of unknown format in; the same stream into the sink for its format (guide "Configuration File Compression").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// One place of a <see cref="ProfileReader"/> where the format has to be found out: the file itself, what was decrypted, what was
/// unpacked. Bounds how much decoded text passes. A fault of the sink behind it becomes its own.
/// </summary>
internal sealed class FormatStage : ISink
{
    private readonly ProfileReader _reader;
    private readonly int _level;
    private readonly int _limitBytes;
    private readonly FormatSniffer _sniffer;
    private ProfileFormat _format;
    private ISink _next;
    private int _total;

    /// <summary>
    /// Makes the stage of a level: 0 the file, 1 decrypted, 2 unpacked; at most <paramref name="limitBytes"/> of text pass. The stages share one
    /// sniffer: none begins before the one in front of it has decided, which leaves the sniffer reset.
    /// </summary>
    public FormatStage(ProfileReader reader, int level, int limitBytes, FormatSniffer sniffer)
    {
        _sniffer = sniffer;
        _reader = reader;
        _level = level;
        _limitBytes = limitBytes;
    }

    // Text counts. What is still encrypted or packed may be a little longer than the text in it, and is no longer than what was fetched.
    private bool IsBounded
    {
        get { return _format == ProfileFormat.Undecided || _format == ProfileFormat.Xml; }
    }

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <inheritdoc/>
    public int FaultOffset { get; private set; }

    /// <inheritdoc/>
    public void Reset()
    {
        _sniffer.Reset();
        _format = ProfileFormat.Undecided;
        _next = null;
        _total = 0;
        Fault = Fault.None;
        FaultOffset = 0;
    }

    /// <inheritdoc/>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        int room = _limitBytes - _total;
        int taken = IsBounded && count > room ? room : count;
        _total += IsBounded ? taken : 0;
        DecodeStatus status = Pass(buffer, offset, offset + taken);
        if (status != DecodeStatus.More || taken == count)
        {
            return status;
        }

        return IsBounded ? Fail(Fault.DecodedTooLarge, _limitBytes) : Pass(buffer, offset + taken, offset + count);
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (Fault != Fault.None)
        {
            return DecodeStatus.Failed;
        }

        if (_next == null)
        {
            _sniffer.Finish();
            return Fail(_sniffer.Fault, _sniffer.FaultOffset);
        }

        return Answer(_next.Finish());
    }

    private DecodeStatus Pass(byte[] buffer, int position, int end)
    {
        if (Fault != Fault.None)
        {
            return DecodeStatus.Failed;
        }

        if (_next == null)
        {
            position = _sniffer.Take(buffer, position, end);
            _format = _sniffer.Format;
            if (_format == ProfileFormat.Refused)
            {
                return Fail(_sniffer.Fault, _sniffer.FaultOffset);
            }

            if (_format == ProfileFormat.Undecided)
            {
                return DecodeStatus.More;
            }

            if (Connect() == DecodeStatus.Failed)
            {
                return DecodeStatus.Failed;
            }
        }

        return position < end ? Answer(_next.Write(buffer, position, end - position)) : DecodeStatus.More;
    }

    // The magic number that the sniffer took is given again.
    private DecodeStatus Connect()
    {
        if (_format == ProfileFormat.Gzip && _reader.RefusesGzip)
        {
            return Fail(Fault.GzipRefused, 0);
        }

        _next = _reader.SinkFor(_level, _sniffer);
        _sniffer.Reset();
        if (_next == null)
        {
            return Fail(Fault.FormatNesting, 0);
        }

        byte[] magic = _format == ProfileFormat.Openssl ? FormatSniffer.OpensslMagic : FormatSniffer.GzipMagic;
        return _format == ProfileFormat.Xml ? DecodeStatus.More : Answer(_next.Write(magic, 0, magic.Length));
    }

    private DecodeStatus Answer(DecodeStatus status)
    {
        return status == DecodeStatus.Failed ? Fail(_next.Fault, _next.FaultOffset) : status;
    }

    private DecodeStatus Fail(Fault fault, int offset)
    {
        Fault = fault;
        FaultOffset = offset;
        return DecodeStatus.Failed;
    }
}
