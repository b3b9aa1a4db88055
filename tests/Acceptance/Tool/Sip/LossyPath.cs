// Datagrams of a unit in, most of them out to a proxy, and back: every eighth of each direction is lost.

using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace NanoSpa.Tool.Tests.Sip;

/// <summary>One unit and one proxy on loopback. Which datagrams are lost does not depend on chance: 12.5 of 100.</summary>
internal sealed class LossyPath : IDisposable
{
    private const int LoseEvery = 8;
    private readonly UdpClient _near = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly UdpClient _far = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _end = new();
    private readonly Task _out;
    private readonly Task _back;
    private IPEndPoint _unit;
    private int _lost;

    public LossyPath(int proxyPort)
    {
        var proxy = new IPEndPoint(IPAddress.Loopback, proxyPort);
        _out = Carry(_near, _far, from =>
        {
            _unit = from;
            return proxy;
        });
        _back = Carry(_far, _near, _ => _unit);
    }

    /// <summary>Where the unit finds its proxy.</summary>
    public int Port => ((IPEndPoint)_near.Client.LocalEndPoint).Port;

    public int Lost => _lost;

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        Task.WaitAll(_out, _back);
        _near.Dispose();
        _far.Dispose();
        _end.Dispose();
    }

    private async Task Carry(UdpClient from, UdpClient to, Func<IPEndPoint, IPEndPoint> target)
    {
        int count = 0;
        while (!_end.IsCancellationRequested)
        {
            try
            {
                UdpReceiveResult came = await from.ReceiveAsync(_end.Token);
                IPEndPoint next = target(came.RemoteEndPoint);
                if (++count % LoseEvery == 0)
                {
                    Interlocked.Increment(ref _lost);
                }
                else
                {
                    await to.SendAsync(came.Buffer, next, _end.Token);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
