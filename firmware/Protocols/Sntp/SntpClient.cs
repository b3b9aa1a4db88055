// Asks a time server for the time: a request out, a reply in, milliseconds since 1970 out (RFC 4330, version 4, unicast).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// One question at a time; the output goes to <see cref="ServerPort"/>. Asks at 0, 2 and 6 s, gives up at 14 s. Its faults are SntpTimeout and
/// SntpRefused.
/// </summary>
public sealed class SntpClient : DatagramEngine
{
    /// <summary>Where time servers listen.</summary>
    public const int ServerPort = 123;

    /// <summary>Bytes of a request, and the least of a reply.</summary>
    public const int MessageBytes = 48;

    private const int Tries = 3;
    private const int FirstWaitMs = 2000;
    private const int StratumOffset = 1;
    private const int OriginateOffset = 24;
    private const int ReceiveOffset = 32;
    private const int TransmitOffset = 40;
    private const int LastNonceByte = TransmitOffset + 7;

    // Version 4, client.
    private const byte FirstByte = 0x23;
    private const int ModeServer = 4;
    private const int NotSynchronised = 3;
    private const int HighestStratum = 15;

    // 1900-01-01 to 1970-01-01.
    private const long EpochSeconds = 2208988800;
    private const long EraSeconds = 4294967296;

    private uint _server;
    private int _sends;
    private long _sentAtMs;

    /// <summary>When done: milliseconds since 1970-01-01 UTC at the moment of the reply.</summary>
    public long UtcMs { get; private set; }

    /// <summary>The request to send.</summary>
    public byte[] Output { get; } = new byte[MessageBytes];

    /// <summary>
    /// Asks a server. <paramref name="nonce"/> is 7 random bytes that a reply has to repeat where RFC 4330 has the client's own time: a forger
    /// would have to guess them, and the clock is not known yet.
    /// </summary>
    public void Start(uint server, byte[] nonce, long nowMs)
    {
        _server = server;
        _sends = 0;
        Begin();
        System.Array.Clear(Output, 0, MessageBytes);
        Output[0] = FirstByte;
        System.Array.Copy(nonce, 0, Output, TransmitOffset, 7);
        AskOrGiveUp(nowMs);
    }

    /// <summary>
    /// Takes a datagram. What is no answer of the asked server to the last request is passed over; a server that has no time to give
    /// (stratum 0, not synchronised, RFC 4330 section 8) ends it.
    /// </summary>
    public void Receive(uint address, int port, byte[] message, int offset, int count, long nowMs)
    {
        if (Status != TransferStatus.Busy || address != _server || port != ServerPort || count < MessageBytes
            || (message[offset] & 7) != ModeServer || !RepeatsNonce(message, offset))
        {
            return;
        }

        int stratum = message[offset + StratumOffset];
        if (stratum == 0 || stratum > HighestStratum || message[offset] >> 6 == NotSynchronised || IsZero(message, offset + TransmitOffset))
        {
            End(Fault.SntpRefused);
            return;
        }

        // Half of what the reply took, without the server's own part of it.
        long transmitMs = Milliseconds(message, offset + TransmitOffset);
        long serverMs = transmitMs - Milliseconds(message, offset + ReceiveOffset);
        long roundTripMs = nowMs - _sentAtMs;
        long wayMs = serverMs < 0 || serverMs > roundTripMs ? roundTripMs : roundTripMs - serverMs;
        UtcMs = transmitMs + (wayMs / 2);
        End(Fault.None);
    }

    // The last byte of the nonce counts the requests, so that a late reply is not taken for one to the last request.
    private protected override void AskOrGiveUp(long nowMs)
    {
        if (_sends == Tries)
        {
            End(Fault.SntpTimeout);
            return;
        }

        Output[LastNonceByte] = (byte)(_sends + 1);
        Send(MessageBytes, nowMs + (FirstWaitMs << (_sends & 31)));
        _sentAtMs = nowMs;
        _sends++;
    }

    private bool RepeatsNonce(byte[] message, int offset)
    {
        for (int i = 0; i < 8; i++)
        {
            if (message[offset + OriginateOffset + i] != Output[TransmitOffset + i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsZero(byte[] message, int at)
    {
        for (int i = 0; i < 8; i++)
        {
            if (message[at + i] != 0)
            {
                return false;
            }
        }

        return true;
    }

    // A timestamp: seconds and 2^-32 seconds. From 2036-02-07 on they count anew, with the highest bit clear (RFC 4330 section 3).
    private static long Milliseconds(byte[] message, int at)
    {
        long seconds = Word(message, at);
        long era = (message[at] & 0x80) == 0 ? EraSeconds : 0;
        return ((seconds + era - EpochSeconds) * 1000) + ((Word(message, at + 4) * 1000) >> 32);
    }

    private static long Word(byte[] message, int at)
    {
        return ((long)message[at] << 24) | ((long)message[at + 1] << 16) | ((long)message[at + 2] << 8) | message[at + 3];
    }
}
