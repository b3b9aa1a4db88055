// A file to send in, the same bytes out as long as they are as many as were announced.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>
/// What is sent is announced with its length first (Content-Length, tsize) and may be read again for a second try. A source that then has
/// another length was changed meanwhile: <see cref="Core.Fault.UploadChanged"/>, before a byte too many is given.
/// </summary>
internal sealed class CountedSource : IBodySource
{
    private IBodySource _source;
    private int _bytes;
    private int _passed;

    /// <inheritdoc/>
    public Fault Fault { get; private set; }

    /// <summary>Counts a source; it is borrowed.</summary>
    internal void Open(IBodySource source)
    {
        _source = source;
        _bytes = source.CountBytes();
        Rewind();
    }

    /// <inheritdoc/>
    public int CountBytes()
    {
        Rewind();
        return _bytes;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        int read = _source.Read(buffer, offset, count);
        if (read < 0)
        {
            Fault = _source.Fault;
            return -1;
        }

        _passed += read;
        if (_passed > _bytes || (read == 0 && count > 0 && _passed < _bytes))
        {
            Fault = Fault.UploadChanged;
            return -1;
        }

        return read;
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        _source.Rewind();
        _passed = 0;
        Fault = Fault.None;
    }
}
