// A stream of unknown format in; the same stream into the sink for its format (guide "Configuration File Compression").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// One place of a <see cref="ProfileReader"/> where the format has to be found out: the file itself, what was decrypted, what was
/// unpacked. Bounds how much decoded text passes. A fault of the sink behind it becomes its own.
/// </summary>
internal sealed class FormatStage : ISink
{
    private readonly ProfileReader reader;
    private readonly int level;
    private readonly int limitBytes;
    private readonly FormatSniffer sniffer = new FormatSniffer();
    private ISink next;
    private int total;

    /// <summary>Makes the stage of a level: 0 the file, 1 decrypted, 2 unpacked; at most <paramref name="limitBytes"/> pass.</summary>
    public FormatStage(ProfileReader reader, int level, int limitBytes)
    {
        this.reader = reader;
        this.level = level;
        this.limitBytes = limitBytes;
    }

    // An encrypted or packed file as it was fetched may be longer than what comes out of it.
    private bool IsBounded
    {
        get { return level > 0 || sniffer.Format == ProfileFormat.Undecided || sniffer.Format == ProfileFormat.Xml; }
    }

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <inheritdoc/>
    public int FaultOffset { get; private set; }

    /// <inheritdoc/>
    public void Reset()
    {
        sniffer.Reset();
        next = null;
        total = 0;
        Fault = Fault.None;
        FaultOffset = 0;
    }

    /// <inheritdoc/>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        int room = limitBytes - total;
        int taken = IsBounded && count > room ? room : count;
        total += IsBounded ? taken : 0;
        DecodeStatus status = Pass(buffer, offset, offset + taken);
        if (status != DecodeStatus.More || taken == count)
        {
            return status;
        }

        return IsBounded ? Fail(Fault.DecodedTooLarge, limitBytes) : Pass(buffer, offset + taken, offset + count);
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        if (Fault != Fault.None)
        {
            return DecodeStatus.Failed;
        }

        if (next == null)
        {
            sniffer.Finish();
            return Fail(sniffer.Fault, sniffer.FaultOffset);
        }

        return Answer(next.Finish());
    }

    private DecodeStatus Pass(byte[] buffer, int position, int end)
    {
        if (Fault != Fault.None)
        {
            return DecodeStatus.Failed;
        }

        if (next == null)
        {
            position = sniffer.Take(buffer, position, end);
            if (sniffer.Format == ProfileFormat.Refused)
            {
                return Fail(sniffer.Fault, sniffer.FaultOffset);
            }

            if (sniffer.Format == ProfileFormat.Undecided)
            {
                return DecodeStatus.More;
            }

            if (Connect() == DecodeStatus.Failed)
            {
                return DecodeStatus.Failed;
            }
        }

        return position < end ? Answer(next.Write(buffer, position, end - position)) : DecodeStatus.More;
    }

    // The magic number that the sniffer took is given again.
    private DecodeStatus Connect()
    {
        next = reader.SinkFor(level, sniffer);
        if (next == null)
        {
            return Fail(Fault.FormatNesting, 0);
        }

        byte[] magic = sniffer.Format == ProfileFormat.Openssl ? FormatSniffer.OpensslMagic : FormatSniffer.GzipMagic;
        return sniffer.Format == ProfileFormat.Xml ? DecodeStatus.More : Answer(next.Write(magic, 0, magic.Length));
    }

    private DecodeStatus Answer(DecodeStatus status)
    {
        return status == DecodeStatus.Failed ? Fail(next.Fault, next.FaultOffset) : status;
    }

    private DecodeStatus Fail(Fault fault, int offset)
    {
        Fault = fault;
        FaultOffset = offset;
        return DecodeStatus.Failed;
    }
}
