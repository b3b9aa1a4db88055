// A TFTP server on the loopback that serves files well (RFC 1350, 2347-2349), a transfer port a request, retransmitting.

using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace NanoSpa.Harness.Servers;

/// <summary>Serves byte arrays by name. <see cref="Lose"/> drops chosen datagrams of the server.</summary>
public sealed class TftpFileServer : IDisposable
{
    private readonly ScriptedUdpServer _requests;
    private readonly bool _knowsOptions;
    private volatile bool _stopped;

    public TftpFileServer(bool knowsOptions = true)
        : this(IPAddress.Loopback, 0, knowsOptions)
    {
    }

    public TftpFileServer(IPAddress address, int port, bool knowsOptions = true)
    {
        _knowsOptions = knowsOptions;
        _requests = new ScriptedUdpServer(address, port, (_, client, packet) => Accept(address, client, packet));
    }

    /// <summary>The files, by the name that stands in the request.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new ConcurrentDictionary<string, byte[]>();

    /// <summary>Names asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new ConcurrentQueue<string>();

    /// <summary>Says of each datagram sent, counted from 0 over all transfers, whether it is lost.</summary>
    public Func<int, bool> Lose { get; set; } = _ => false;

    /// <summary>Wait before a datagram is sent again.</summary>
    public int RetransmitMs { get; set; } = 300;

    /// <summary>The port for requests.</summary>
    public int Port => _requests.Port;

    private int _sent;

    public void Dispose()
    {
        _stopped = true;
        _requests.Dispose();
    }

    private void Accept(IPAddress address, IPEndPoint client, byte[] packet)
    {
        if (packet.Length < 4 || packet[1] != 1)
        {
            return;
        }

        string[] words = Encoding.Latin1.GetString(packet, 2, packet.Length - 2).Split('\0');
        Asked.Enqueue(words[0]);
        new Thread(() => Transfer(address, client, words)) { IsBackground = true }.Start();
    }

    private void Transfer(IPAddress address, IPEndPoint client, string[] words)
    {
        using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        socket.ReceiveTimeout = RetransmitMs;
        if (!Files.TryGetValue(words[0], out byte[] file))
        {
            Send(socket, client, Packet(5, 1, Encoding.ASCII.GetBytes("File not found\0")));
            return;
        }

        int blockBytes = 512;
        if (_knowsOptions && words.Length > 3)
        {
            StringBuilder granted = new StringBuilder();
            for (int i = 2; i + 1 < words.Length; i += 2)
            {
                if (words[i] == "blksize")
                {
                    blockBytes = int.Parse(words[i + 1]);
                    granted.Append("blksize\0").Append(blockBytes).Append('\0');
                }
                else if (words[i] == "tsize")
                {
                    granted.Append("tsize\0").Append(file.Length).Append('\0');
                }
            }

            byte[] options = Encoding.ASCII.GetBytes(granted.ToString());
            byte[] packet = new byte[2 + options.Length];
            packet[1] = 6;
            options.CopyTo(packet, 2);
            if (!Exchange(socket, client, packet, 0))
            {
                return;
            }
        }

        for (int block = 1; ; block++)
        {
            int offset = (block - 1) * blockBytes;
            byte[] data = file.AsSpan(offset, Math.Min(blockBytes, file.Length - offset)).ToArray();
            if (!Exchange(socket, client, Packet(3, block, data), block & 0xFFFF) || data.Length < blockBytes)
            {
                return;
            }
        }
    }

    private bool Exchange(Socket socket, IPEndPoint client, byte[] packet, int block)
    {
        byte[] buffer = new byte[2048];
        for (int i = 0; i < 10 && !_stopped; i++)
        {
            Send(socket, client, packet);
            while (true)
            {
                try
                {
                    EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                    int count = socket.ReceiveFrom(buffer, ref from);
                    if (count >= 4 && buffer[1] == 5)
                    {
                        return false;
                    }

                    if (count >= 4 && buffer[1] == 4 && ((buffer[2] << 8) | buffer[3]) == block)
                    {
                        return true;
                    }
                }
                catch (SocketException)
                {
                    break;
                }
            }
        }

        return false;
    }

    private void Send(Socket socket, IPEndPoint client, byte[] packet)
    {
        if (!Lose(Interlocked.Increment(ref _sent) - 1))
        {
            socket.SendTo(packet, client);
        }
    }

    private static byte[] Packet(int opcode, int number, byte[] rest)
    {
        byte[] packet = new byte[4 + rest.Length];
        packet[1] = (byte)opcode;
        packet[2] = (byte)(number >> 8);
        packet[3] = (byte)number;
        rest.CopyTo(packet, 4);
        return packet;
    }
}
