// The socket under a TLS session, remembering whether the wire itself came to its end. Host.

using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace NanoSpa.Hal.Net;

/// <summary>SslStream answers 0 both for close_notify and for a wire that ends between two records: this tells them apart.</summary>
internal sealed class TlsWire : NetworkStream
{
    private volatile bool _ended;

    internal TlsWire(Socket socket)
        : base(socket, ownsSocket: false)
    {
    }

    /// <summary>True once the peer's end of the wire has been read.</summary>
    internal bool Ended => _ended;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Note(base.Read(buffer, offset, count), count);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Note(base.Read(buffer), buffer.Length);

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Note(await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    private int Note(int length, int wanted)
    {
        _ended |= length == 0 && wanted > 0;
        return length;
    }
}
