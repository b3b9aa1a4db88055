// Asks the network for DHCP options without a lease: DHCPINFORM out, DHCPACK in (RFC 2131 sections 3.4 and 4.4.3).

using System;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// One question at a time; the output is broadcast to <see cref="ServerPort"/>. Asks at 0, 1 and 3 s, gives up at 7 s. Its fault is
/// DhcpTimeout.
/// </summary>
public sealed class DhcpInform : DatagramEngine
{
    /// <summary>Where servers listen, and relays.</summary>
    public const int ServerPort = 67;

    /// <summary>Where clients listen.</summary>
    public const int ClientPort = 68;

    /// <summary>Bytes a receive buffer needs: an Ethernet frame's; a longer answer is cut by the socket and then refused.</summary>
    public const int LongestAnswerBytes = 1472;

    internal const uint Cookie = 0x63825363;

    private const int Tries = 3;
    private const int FirstWaitMs = 1000;
    private const int HardwareBytes = 6;
    private const int MostClassBytes = 64;

    // Servers may drop what is shorter than a BOOTP message (RFC 1542, 2.1).
    private const int ShortestBytes = 300;
    private const int RelayOffset = 24;
    private const int ListBytes = 2 + 5;

    private readonly byte[] _id = new byte[4];
    private readonly byte[] _hardware = new byte[HardwareBytes];
    private int _outputLength;
    private int _sends;
    private uint _own;
    private int _localPort;

    /// <summary>Takes the memory.</summary>
    public DhcpInform()
    {
        Output = new byte[DhcpReply.OptionsOffset + 3 + ListBytes + 2 + MostClassBytes + 4 + 1];
    }

    /// <summary>The last good answer; kept when a later question fails.</summary>
    public DhcpReply Reply { get; } = new DhcpReply();

    /// <summary>The message to broadcast.</summary>
    public byte[] Output { get; }

    /// <summary>Asks.</summary>
    /// <param name="own">The unit's own address, to which the answer comes.</param>
    /// <param name="localPort">The port the answer is awaited on. On 67 the unit also names itself as relay, for servers answer those there.</param>
    /// <param name="hardware">The MAC address, six bytes.</param>
    /// <param name="classText">Option 60, at most 64 bytes.</param>
    /// <param name="id">Four random bytes.</param>
    /// <param name="nowMs">The clock.</param>
    public void Start(uint own, int localPort, byte[] hardware, TextBuffer classText, byte[] id, long nowMs)
    {
        _own = own;
        _localPort = localPort;
        Array.Copy(hardware, 0, _hardware, 0, HardwareBytes);
        Array.Copy(id, 0, _id, 0, 4);
        Begin();
        _sends = 0;
        Write(classText);
        AskOrGiveUp(nowMs);
    }

    /// <summary>Takes one datagram. What is no DHCPACK of a server's port to this question is ignored.</summary>
    public void Receive(int port, byte[] message, int offset, int count)
    {
        if (Status == TransferStatus.Busy && port == ServerPort && Reply.Read(message, offset, count, _id, _hardware))
        {
            End(Fault.None);
        }
    }

    // message = op htype hlen hops xid secs flags ciaddr yiaddr siaddr giaddr chaddr sname file cookie type list class size end
    private void Write(TextBuffer classText)
    {
        byte[] output = Output;
        Array.Clear(output, 0, output.Length);
        output[0] = 1;
        output[1] = 1;
        output[2] = HardwareBytes;
        Array.Copy(_id, 0, output, 4, 4);
        WriteNumber(12, _own);
        Array.Copy(_hardware, 0, output, 28, HardwareBytes);
        WriteNumber(236, Cookie);
        int length = DhcpReply.OptionsOffset;
        output[length++] = 53;
        output[length++] = 1;
        output[length++] = 8;
        output[length++] = 55;
        output[length++] = 5;
        output[length++] = DhcpReply.NameServer;
        output[length++] = DhcpReply.TftpServerName;
        output[length++] = DhcpReply.TftpServerAddresses;
        output[length++] = 159;
        output[length++] = 160;
        int classBytes = classText.Length > MostClassBytes ? MostClassBytes : classText.Length;
        output[length++] = 60;
        output[length++] = (byte)classBytes;
        Array.Copy(classText.Bytes, 0, output, length, classBytes);
        length += classBytes;
        output[length++] = 57;
        output[length++] = 2;
        output[length++] = 1500 >> 8;
        output[length++] = 1500 & 0xFF;
        output[length++] = 255;
        _outputLength = length < ShortestBytes ? ShortestBytes : length;
    }

    // On port 67 every second try names no relay: some servers answer relayed questions only from networks they know.
    private protected override void AskOrGiveUp(long nowMs)
    {
        if (_sends == Tries)
        {
            End(Fault.DhcpTimeout);
            return;
        }

        WriteNumber(RelayOffset, _localPort == ServerPort && (_sends & 1) == 0 ? _own : 0);
        Send(_outputLength, nowMs + (FirstWaitMs << (_sends & 31)));
        _sends++;
    }

    private void WriteNumber(int position, uint value)
    {
        Output[position] = (byte)(value >> 24);
        Output[position + 1] = (byte)(value >> 16);
        Output[position + 2] = (byte)(value >> 8);
        Output[position + 3] = (byte)value;
    }
}
