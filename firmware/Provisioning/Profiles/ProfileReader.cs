// The bytes of a profile as fetched in, its parameters out: encrypt(compress(text)), each layer optional (guide chapter 2).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Sniffs, decrypts, sniffs, unpacks, sniffs, reads. What the handler got counts only after <see cref="Finish"/> has answered Done.
/// Memory: about 2 KiB and the 4 KiB of work; openssl's 1.6 KiB from the first encrypted file on, the gzip decoder's 40 KiB from the first compressed one on.
/// </summary>
public sealed class ProfileReader : ISink
{
    /// <summary>Bytes of the buffer that is needed while a file is read, and only then.</summary>
    public const int WorkBytes = XmlProfileReader.WorkBytes;

    private const int OpensslLayer = 1;
    private const int GzipLayer = 2;
    private const int XmlLayer = 3;

    private readonly FormatStage _file;
    private readonly FormatStage _decrypted;
    private readonly FormatStage _unpacked;
    private readonly FormatProbe _probe = new FormatProbe();
    private readonly XmlProfileReader _xml;
    private readonly byte[] _layers = new byte[3];
    private OpensslDecoder _openssl;
    private GzipDecoder _gzip;
    private byte[] _key;
    private int _keyOffset;
    private IProfileHandler _handler;
    private AliasMap _aliases;
    private int _keyCount;

    /// <summary>Makes a reader of profiles whose text, decrypted and unpacked, has at most <paramref name="maxDecodedBytes"/> bytes.</summary>
    public ProfileReader(int maxDecodedBytes)
        : this(maxDecodedBytes, new byte[WorkBytes], 0)
    {
    }

    /// <summary>
    /// As the other one, with <see cref="WorkBytes"/> of a buffer from an offset on. Others may fill them before the first byte of a file is written
    /// and after the file's end.
    /// </summary>
    public ProfileReader(int maxDecodedBytes, byte[] work, int workOffset)
    {
        _xml = new XmlProfileReader(work, workOffset);
        FormatSniffer sniffer = new FormatSniffer();
        _file = new FormatStage(this, 0, maxDecodedBytes, sniffer);
        _decrypted = new FormatStage(this, 1, maxDecodedBytes, sniffer);
        _unpacked = new FormatStage(this, 2, maxDecodedBytes, sniffer);
    }

    /// <summary>True on a board that has not the memory to unpack: compressed files fail with GzipRefused.</summary>
    public bool RefusesGzip { get; set; }

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
        get { return _xml.FaultLine; }
    }

    /// <summary>The names that a fault in the XML layer is about; empty when there are none.</summary>
    public TextBuffer Detail
    {
        get { return _xml.Detail; }
    }

    /// <summary>openssl-aes-256-cbc/md5, openssl-aes-256-cbc/sha256, openssl-aes-256-cbc (digest not known yet), gzip or xml.</summary>
    public string LayerNameOf(int layer)
    {
        switch (_layers[layer])
        {
            case OpensslLayer:
                return _openssl.Digest == OpensslDigest.Md5 ? "openssl-aes-256-cbc/md5"
                    : _openssl.Digest == OpensslDigest.Sha256 ? "openssl-aes-256-cbc/sha256" : "openssl-aes-256-cbc";
            case GzipLayer:
                return "gzip";
            default:
                return "xml";
        }
    }

    /// <summary>The kind of a layer.</summary>
    public ProfileFormat LayerOf(int layer)
    {
        return _layers[layer] == OpensslLayer ? ProfileFormat.Openssl : _layers[layer] == GzipLayer ? ProfileFormat.Gzip : ProfileFormat.Xml;
    }

    /// <summary>As the other one, without aliases.</summary>
    public void Open(byte[] keyBytes, int keyOffset, int keyLength, IProfileHandler profileHandler)
    {
        Open(keyBytes, keyOffset, keyLength, null, profileHandler);
    }

    /// <summary>
    /// Sets the passphrase, borrowed (count 0: none, encrypted files then fail with KeyMissing; more than
    /// <see cref="ProfileRule.MaxKey"/> bytes: they fail with KeyTooLong), the alias map, borrowed (null: none), and where the
    /// parameters go; resets.
    /// </summary>
    public void Open(byte[] keyBytes, int keyOffset, int keyLength, AliasMap aliasMap, IProfileHandler profileHandler)
    {
        _aliases = aliasMap;
        _key = keyBytes;
        _keyOffset = keyOffset;
        _keyCount = keyLength;
        _handler = profileHandler;
        Reset();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _file.Reset();
        _decrypted.Reset();
        _unpacked.Reset();
        _xml.Reset();
        LayerCount = 0;
    }

    /// <summary>file = [ encrypted ] [ compressed ] text.</summary>
    public DecodeStatus Write(byte[] buffer, int offset, int count)
    {
        return _file.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public DecodeStatus Finish()
    {
        return _file.Finish();
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

                _layers[LayerCount++] = OpensslLayer;
                _openssl = _openssl ?? new OpensslDecoder();
                _openssl.Open(_key, _keyOffset, _keyCount, _probe, _decrypted);
                return _openssl;

            case ProfileFormat.Gzip:
                if (level > 1)
                {
                    return null;
                }

                _layers[LayerCount++] = GzipLayer;
                _gzip = _gzip ?? new GzipDecoder();
                _gzip.Open(_unpacked);
                return _gzip;

            default:
                _layers[LayerCount++] = XmlLayer;
                _xml.Open(_handler, _aliases, sniffer.Taken, sniffer.Line);
                return _xml;
        }
    }

    // Every sink takes over the fault of the one behind it, so the innermost that has one is where it arose. A decoder that this file
    // did not need may still have the fault of an earlier one.
    private ISink FailedSink()
    {
        if (_xml.Fault != Fault.None)
        {
            return _xml;
        }

        if (_unpacked.Fault != Fault.None)
        {
            return _unpacked;
        }

        if (HasLayer(GzipLayer) && _gzip.Fault != Fault.None)
        {
            return _gzip;
        }

        if (_decrypted.Fault != Fault.None)
        {
            return _decrypted;
        }

        return HasLayer(OpensslLayer) && _openssl.Fault != Fault.None ? _openssl : (ISink)_file;
    }

    private string NameOf(ISink sink)
    {
        return sink == _xml ? "xml" : sink == _unpacked ? "unpacked file" : sink == _decrypted ? "decrypted file" : sink == _file ? "file"
            : sink == _openssl ? LayerNameOf(0) : "gzip";
    }

    private bool HasLayer(int layer)
    {
        for (int i = 0; i < LayerCount; i++)
        {
            if (_layers[i] == layer)
            {
                return true;
            }
        }

        return false;
    }
}
