// TFTP read requests in, files out (RFC 1350): the built-in server's TFTP half.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace NanoSpa.Tool.Server;

/// <summary>Serves a few small files from memory, in octet mode with blocks of 512 bytes; options are passed over, as RFC 2347 allows.</summary>
internal sealed class TftpFiles : IDisposable
{
    private const int BlockBytes = 512;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1);
    private readonly UdpClient _requests = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyDictionary<string, Func<byte[]>> _files;

    public TftpFiles(IReadOnlyDictionary<string, Func<byte[]>> files)
    {
        _files = files;
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_requests.Client.LocalEndPoint).Port;

    public void Dispose()
    {
        _stop.Cancel();
        _requests.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            UdpReceiveResult request;
            try
            {
                request = await _requests.ReceiveAsync(_stop.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }

            _ = SendAsync(request.Buffer, request.RemoteEndPoint);
        }
    }

    private async Task SendAsync(byte[] request, IPEndPoint client)
    {
        using var transfer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        if (request.Length < 4 || request[0] != 0 || request[1] != 1)
        {
            await transfer.SendAsync(Error(4, "only read requests are served"), client);
            return;
        }

        int end = Array.IndexOf(request, (byte)0, 2);
        string name = "/" + Encoding.ASCII.GetString(request, 2, Math.Max(0, end - 2)).TrimStart('/');
        if (!_files.TryGetValue(name, out Func<byte[]> content))
        {
            await transfer.SendAsync(Error(1, "no such file: " + name), client);
            return;
        }

        byte[] file = content();
        for (int block = 1; (block - 1) * BlockBytes <= file.Length; block++)
        {
            int start = (block - 1) * BlockBytes;
            if (!await SendBlockAsync(transfer, client, block, file.AsMemory(start, Math.Min(BlockBytes, file.Length - start))))
            {
                return;
            }
        }
    }

    private async Task<bool> SendBlockAsync(UdpClient transfer, IPEndPoint client, int block, ReadOnlyMemory<byte> data)
    {
        var packet = new byte[4 + data.Length];
        BinaryPrimitives.WriteUInt16BigEndian(packet, 3);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)block);
        data.CopyTo(packet.AsMemory(4));
        for (int attempt = 0; attempt < 5; attempt++)
        {
            await transfer.SendAsync(packet, client);
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            wait.CancelAfter(AnswerTime);
            try
            {
                UdpReceiveResult answer = await transfer.ReceiveAsync(wait.Token);
                if (answer.Buffer is [0, 4, var high, var low] && ((high << 8) | low) == (block & 0xffff))
                {
                    return true;
                }
            }
            catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
            {
                continue;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return false;
    }

    private static byte[] Error(byte code, string text) => [0, 5, 0, code, .. Encoding.ASCII.GetBytes(text), 0];
}
