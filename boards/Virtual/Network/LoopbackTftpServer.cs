// A TFTP server of the simulated network (RFC 1350, 2347-2349), retransmitting under the stepped clock.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NanoSpa.Boards.Virtual;

/// <summary>Serves byte arrays by name, a port a transfer; takes those that it is sent.</summary>
public sealed class LoopbackTftpServer
{
    private const int ResendMs = 1000;
    private const int Sends = 6;

    private readonly LoopbackNetwork _network;
    private readonly uint _address;

    public LoopbackTftpServer(LoopbackNetwork network, uint address, int port = 69)
    {
        _network = network;
        _address = address;
        network.Serve(address, port, Accept);
    }

    /// <summary>The files, by the name that stands in the request.</summary>
    public Dictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>();

    /// <summary>False: options are passed over.</summary>
    public bool KnowsOptions { get; set; } = true;

    /// <summary>What was sent to it whole, by name.</summary>
    public Dictionary<string, byte[]> Received { get; } = new Dictionary<string, byte[]>();

    /// <summary>Requests received.</summary>
    public int Requests { get; private set; }

    /// <summary>Takes a request; what the constructor put on the port.</summary>
    public void Accept(uint client, int clientPort, byte[] packet)
    {
        if (packet.Length < 4 || packet[1] is not (1 or 2))
        {
            return;
        }

        Requests++;
        string[] words = Encoding.Latin1.GetString(packet, 2, packet.Length - 2).Split('\0');
        int port = _network.NewPort();
        if (packet[1] == 2)
        {
            Take(client, clientPort, port, words);
            return;
        }

        if (!Files.TryGetValue(words[0], out byte[] file))
        {
            _network.Send(_address, port, client, clientPort, Packet(5, 1, Encoding.ASCII.GetBytes("File not found\0")));
            return;
        }

        Transfer transfer = new Transfer(file, datagram => _network.Send(_address, port, client, clientPort, datagram));
        _network.Serve(_address, port, (address, fromPort, answer) =>
        {
            if (address == client && fromPort == clientPort && transfer.Take(answer))
            {
                SendNext(transfer, port);
            }
        });
        transfer.Begin(KnowsOptions ? BlockBytes(words) : 0);
        SendNext(transfer, port);
    }

    // RFC 2348: 8 to 65464; 0 without the option, and when a bad link has changed it.
    private static int BlockBytes(string[] words) =>
        words.Length > 3 && words[2] == "blksize" && int.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out int bytes) && bytes is >= 8 and <= 65464 ? bytes : 0;

    // A copy of the request begins a transfer of its own, as real servers do.
    private void Take(uint client, int clientPort, int port, string[] words)
    {
        int blockBytes = KnowsOptions && words.Length > 5 ? BlockBytes(words) : 0;
        byte[] answer = blockBytes == 0 ? Packet(4, 0, Array.Empty<byte>())
            : Encoding.ASCII.GetBytes("\0\u0006blksize\0" + blockBytes + "\0tsize\0" + words[5] + "\0");
        blockBytes = blockBytes == 0 ? 512 : blockBytes;
        var file = new List<byte>();
        int block = 0;
        int round = 0;
        bool ended = false;
        void Answer(int sends, int ofRound)
        {
            if (ofRound != round || sends == Sends || (ended && sends > 0))
            {
                return;
            }

            _network.Send(_address, port, client, clientPort, answer);
            _network.After(ResendMs, () => Answer(sends + 1, ofRound));
        }

        _network.Serve(_address, port, (address, fromPort, data) =>
        {
            if (address != client || fromPort != clientPort || data.Length < 4)
            {
                return;
            }

            if (data[1] == 5)
            {
                round++;
            }
            else if (((data[2] << 8) | data[3]) == ((block + 1) & 0xFFFF) && !ended)
            {
                block = (block + 1) & 0xFFFF;
                file.AddRange(data[4..]);
                ended = data.Length - 4 < blockBytes;
                if (ended)
                {
                    Received[words[0]] = file.ToArray();
                }
            }

            if (data[1] == 3 && ((data[2] << 8) | data[3]) == block)
            {
                answer = Packet(4, block, Array.Empty<byte>());
                Answer(0, ++round);
            }
        });
        Answer(0, round);
    }

    private void SendNext(Transfer transfer, int port)
    {
        if (transfer.Ended)
        {
            _network.Serve(_address, port, null);
            return;
        }

        Resend(transfer, transfer.Block, 0);
    }

    private void Resend(Transfer transfer, int block, int sends)
    {
        if (transfer.Ended || transfer.Block != block || sends == Sends)
        {
            return;
        }

        transfer.Send();
        _network.After(ResendMs, () => Resend(transfer, block, sends + 1));
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

    /// <summary>One file on its way.</summary>
    private sealed class Transfer
    {
        private readonly byte[] _file;
        private readonly Action<byte[]> _send;
        private int _blockBytes = 512;
        private byte[] _packet;

        internal Transfer(byte[] file, Action<byte[]> send)
        {
            _file = file;
            _send = send;
        }

        internal int Block { get; private set; }

        internal bool Ended { get; private set; }

        internal void Begin(int askedBlockBytes)
        {
            if (askedBlockBytes == 0)
            {
                Block = 1;
                Build();
                return;
            }

            _blockBytes = askedBlockBytes;
            byte[] options = Encoding.ASCII.GetBytes("blksize\0" + askedBlockBytes + "\0tsize\0" + _file.Length + "\0");
            _packet = new byte[2 + options.Length];
            _packet[1] = 6;
            options.CopyTo(_packet, 2);
        }

        internal void Send() => _send(_packet);

        // True when there is something new to send, or the transfer has ended.
        internal bool Take(byte[] answer)
        {
            if (answer.Length < 4 || Ended)
            {
                return false;
            }

            if (answer[1] == 5)
            {
                Ended = true;
                return true;
            }

            if (answer[1] != 4 || ((answer[2] << 8) | answer[3]) != (Block & 0xFFFF))
            {
                return false;
            }

            Ended = Block > 0 && _packet.Length - 4 < _blockBytes;
            Block++;
            Build();
            return true;
        }

        private void Build()
        {
            int offset = Math.Min((Block - 1) * _blockBytes, _file.Length);
            _packet = Packet(3, Block, _file.AsSpan(offset, Math.Min(_blockBytes, _file.Length - offset)).ToArray());
        }
    }
}
