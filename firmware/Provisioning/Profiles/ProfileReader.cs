// The bytes of a profile as fetched in, its parameters out: encrypt(compress(text)), each layer optional (guide chapter 2).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Sniffs, decrypts, sniffs, unpacks, sniffs, reads. What the handler got counts only after <see cref="Finish"/> has answered Done.
/// Memory: about 9 KiB, and the gzip decoder's 38 KiB from the first compressed file on.
/// </summary>
public sealed class ProfileReader : ISink
{
    private const int OpensslLayer = 1;
    private const int GzipLayer = 2;
    private const int XmlLayer = 3;

    private readonly FormatStage file;
    private readonly FormatStage decrypted;
    private readonly FormatStage unpacked;
    private readonly FormatProbe probe = new FormatProbe();
    private readonly OpensslDecoder openssl = new OpensslDecoder();
    private readonly XmlProfileReader xml = new XmlProfileReader();
    private readonly int[] layers = new int[3];
    private readonly byte[] key = new byte[ProfileRule.MaxKey + 1];
    private GzipDecoder gzip;
    private IProfileHandler handler;
    private int keyCount;

    /// <summary>Makes a reader that lets at most <paramref name="maxDecodedBytes"/> come out of each layer; a file of plain text is bounded alike.</summary>
    public ProfileReader(int maxDecodedBytes)
    {
        file = new FormatStage(this, 0, maxDecodedBytes);
        decrypted = new FormatStage(this, 1, maxDecodedBytes);
        unpacked = new FormatStage(this, 2, maxDecodedBytes);
    }

    /// <summary>How many layers were found so far, the outermost first.</summary>
    public int LayerCount { get; private set; }

    /// <inheritdoc/>
    public Fault Fault
    {
        get { return FailedSink().Fault; }
    }

    /// <summary>Offset in the layer that failed, see <see cref="FaultLayer"/>.</summary>
    public int FaultOffset
    {
        get { return FailedSink().FaultOffset; }
    }

    /// <summary>
    /// Where the fault was seen: a layer's name, or "file", "decrypted file", "unpacked file" when what is there has no known format.
    /// Empty without a fault.
    /// </summary>
    public string FaultLayer
    {
        get { return Fault == Fault.None ? "" : NameOf(FailedSink()); }
    }

    /// <summary>Line of a fault in the XML layer, 1 for the first; 0 for any other.</summary>
    public int FaultLine
    {
        get { return xml.FaultLine; }
    }

    /// <summary>The names that a fault in the XML layer is about; empty when there are none.</summary>
    public TextBuffer Detail
    {
        get { return xml.Detail; }
    }

    /// <summary>openssl-aes-256-cbc/md5, openssl-aes-256-cbc/sha256, openssl-aes-256-cbc (digest not known yet), gzip or xml.</summary>
    public string LayerNameOf(int layer)
    {
        switch (layers[layer])
        {
            case OpensslLayer:
                return openssl.Digest == OpensslDigest.Md5 ? "openssl-aes-256-cbc/md5"
                    : openssl.Digest == OpensslDigest.Sha256 ? "openssl-aes-256-cbc/sha256" : "openssl-aes-256-cbc";
            case GzipLayer:
                return "gzip";
            default:
                return "xml";
        }
    }

    /// <summary>
    /// Sets the passphrase, copied (count 0: none, encrypted files then fail with KeyMissing; more than
    /// <see cref="ProfileRule.MaxKey"/> bytes: they fail with KeyTooLong), and where the parameters go; resets.
    /// </summary>
    public void Open(byte[] keyBytes, int keyOffset, int keyLength, IProfileHandler profileHandler)
    {
        System.Array.Clear(key, 0, key.Length);
        keyCount = keyLength < key.Length ? keyLength : key.Length;
        System.Array.Copy(keyBytes, keyOffset, key, 0, keyCount);
        handler = profileHandler;
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        file.Reset();
        decrypted.Reset();
        unpacked.Reset();
        xml.Reset();
        LayerCount = 0;
    }

    /// <summary>file = [ encrypted ] [ compressed ] text.</summary>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        return file.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        return file.Finish();
    }

    /// <summary>The sink for what a stage found, ready; null when this format must not stand in that place.</summary>
    internal ISink SinkFor(int level, FormatSniffer sniffer)
    {
        switch (sniffer.Format)
        {
            case ProfileFormat.Openssl:
                if (level > 0)
                {
                    return null;
                }

                layers[LayerCount++] = OpensslLayer;
                openssl.Open(key, 0, keyCount, probe, decrypted);
                return openssl;

            case ProfileFormat.Gzip:
                if (level > 1)
                {
                    return null;
                }

                layers[LayerCount++] = GzipLayer;
                gzip = gzip ?? new GzipDecoder();
                gzip.Open(unpacked);
                return gzip;

            default:
                layers[LayerCount++] = XmlLayer;
                xml.Open(handler, sniffer.Taken, sniffer.Line);
                return xml;
        }
    }

    // Every sink takes over the fault of the one behind it, so the innermost that has one is where it arose. A decoder that this file
    // did not need may still have the fault of an earlier one.
    private ISink FailedSink()
    {
        if (xml.Fault != Fault.None)
        {
            return xml;
        }

        if (unpacked.Fault != Fault.None)
        {
            return unpacked;
        }

        if (HasLayer(GzipLayer) && gzip.Fault != Fault.None)
        {
            return gzip;
        }

        if (decrypted.Fault != Fault.None)
        {
            return decrypted;
        }

        return HasLayer(OpensslLayer) && openssl.Fault != Fault.None ? openssl : (ISink)file;
    }

    private string NameOf(ISink sink)
    {
        return sink == xml ? "xml" : sink == unpacked ? "unpacked file" : sink == decrypted ? "decrypted file" : sink == file ? "file"
            : sink == openssl ? LayerNameOf(0) : "gzip";
    }

    private bool HasLayer(int layer)
    {
        for (int i = 0; i < LayerCount; i++)
        {
            if (layers[i] == layer)
            {
                return true;
            }
        }

        return false;
    }
}
