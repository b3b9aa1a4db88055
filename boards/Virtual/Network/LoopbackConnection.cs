// A TCP connection of the simulated network.

using System;
using System.Collections.Generic;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Opens after the link's delay when there is a server, is refused when there is none; TLS is as the network plays it.</summary>
internal sealed class LoopbackConnection : IConnection
{
    private readonly LoopbackNetwork _network;
    private readonly Queue<byte[]> _received = new Queue<byte[]>();
    private readonly StringBuilder _request = new StringBuilder();
    private Func<string, StreamReply> _service;
    private int _usedBytes;
    private int _generation;
    private StreamEnding _ending;
    private bool _answered;

    internal LoopbackConnection(LoopbackNetwork network)
    {
        _network = network;
    }

    public ConnectionState State { get; private set; }

    public Fault Fault { get; private set; }

    public string PeerName { get; private set; }

    public void Connect(uint address, int port, bool tls, string serverName)
    {
        Close();
        _network.LastServerName = serverName;
        if (tls && _network.Tls == null)
        {
            Fail(Fault.TlsNoAuthority);
            return;
        }

        State = ConnectionState.Connecting;
        _service = _network.FindStream(address, port);
        _ending = StreamEnding.Silence;
        _answered = false;
        if (_network.Faults.Connects != ConnectFate.Silence)
        {
            Later(_network.DelayMs(), () => Opened(tls));
        }
    }

    public int Send(byte[] buffer, int offset, int count)
    {
        _network.Run();
        if (State != ConnectionState.Open)
        {
            return State == ConnectionState.Connecting ? 0 : -1;
        }

        if (_network.Faults.Connects == ConnectFate.ResetByRequest)
        {
            Fail(Fault.ConnectionLost);
            return -1;
        }

        _request.Append(Encoding.Latin1.GetString(buffer, offset, count));
        string request = _request.ToString();
        if (!_answered && IsWhole(request))
        {
            _answered = true;
            StreamReply reply = _service(request);
            Later(_network.DelayMs() + reply.DelayMs, () => SendPiece(reply, 0));
        }

        return count;
    }

    public int Receive(byte[] buffer, int offset, int count, int waitMs)
    {
        ConnectionState before = State;
        _network.Wait(waitMs, () => _received.Count > 0 || State != before || _ending != StreamEnding.Silence);
        if (before == ConnectionState.Connecting)
        {
            return 0;
        }

        if (_received.Count == 0)
        {
            if (_ending == StreamEnding.Reset)
            {
                Fail(Fault.ConnectionLost);
            }

            return State != ConnectionState.Open ? -2 : _ending == StreamEnding.Close ? -1 : 0;
        }

        byte[] piece = _received.Peek();
        int length = Math.Min(count, piece.Length - _usedBytes);
        Array.Copy(piece, _usedBytes, buffer, offset, length);
        _usedBytes += length;
        if (_usedBytes == piece.Length)
        {
            _received.Dequeue();
            _usedBytes = 0;
        }

        return length;
    }

    public void Close()
    {
        _generation++;
        _received.Clear();
        _request.Clear();
        _usedBytes = 0;
        State = ConnectionState.Closed;
        PeerName = null;
        Fault = Fault.None;
    }

    private void Opened(bool tls)
    {
        if (_service == null)
        {
            Fail(Fault.ConnectRefused);
            return;
        }

        if (tls && _network.Tls.Fault != Fault.None)
        {
            Fail(_network.Tls.Fault);
            return;
        }

        if (tls && _network.Tls.Stalls)
        {
            return;
        }

        PeerName = tls ? _network.Tls.PeerName : null;
        State = ConnectionState.Open;
        if (_network.Faults.Connects == ConnectFate.ResetWhenOpen)
        {
            Later(_network.DelayMs(), () => Fail(Fault.ConnectionLost));
        }
    }

    // The head, and as much behind it as its Content-Length says.
    private static bool IsWhole(string request)
    {
        const string Length = "\r\nContent-Length: ";
        int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        int length = request.IndexOf(Length, StringComparison.Ordinal);
        if (end < 0 || length < 0 || length > end)
        {
            return end >= 0;
        }

        length += Length.Length;
        string digits = request.Substring(length, request.IndexOf("\r\n", length, StringComparison.Ordinal) - length);
        return request.Length - end - 4 >= int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    private void SendPiece(StreamReply reply, int sentBytes)
    {
        int end = Math.Min(reply.Bytes.Length, reply.CutAt);
        if (sentBytes >= end)
        {
            _ending = reply.Ending;
            return;
        }

        int count = Math.Min(reply.PieceBytes, end - sentBytes);
        _received.Enqueue(reply.Bytes.AsSpan(sentBytes, count).ToArray());
        Later(reply.PieceGapMs, () => SendPiece(reply, sentBytes + count));
    }

    // What was begun before the last Close happens no more.
    private void Later(long delayMs, Action action)
    {
        int generation = _generation;
        _network.After(delayMs, () =>
        {
            if (generation == _generation)
            {
                action();
            }
        });
    }

    private void Fail(Fault fault)
    {
        Close();
        Fault = fault;
        State = ConnectionState.Failed;
    }
}
