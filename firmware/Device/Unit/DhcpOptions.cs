// A wish for DHCP options in, the network's own answer out: the unit's DHCPINFORM on a port, asked when needed and remembered.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Protocols;

namespace NanoSpa.Device;

/// <summary>
/// Asks at most once an hour while there is an answer, and at most once a minute while there is none; never waits. The port: 68, where
/// clients listen; when it is taken (a board's own DHCP client has it) 67, as a relay for itself; else any, which dnsmasq answers.
/// </summary>
public sealed class DhcpOptions
{
    /// <summary>How long an answer is used without asking again.</summary>
    public const int AnswerAgeMs = 3600 * 1000;

    /// <summary>How long nobody is asked after nobody answered.</summary>
    public const int RetryMs = 60 * 1000;

    private readonly INetwork _network;
    private readonly IRandom _random;
    private readonly UnitLog _log;
    private readonly IDatagramPort _port;
    private readonly byte[] _received;
    private readonly TextBuffer _line;
    private byte[] _hardware;
    private string _product;

    // Taken with the first question: a unit whose rules name their server never asks.
    private DhcpInform _inform;
    private byte[] _id;
    private TextBuffer _class;
    private long _askAtMs;

    /// <summary>Wires the parts; nothing is asked yet. Of <paramref name="scratch"/> the input and the line are used.</summary>
    public DhcpOptions(INetwork network, IRandom random, UnitLog log, UnitScratch scratch)
    {
        _received = scratch.Input.Bytes;
        _line = scratch.Line;
        _network = network;
        _random = random;
        _log = log;
        _port = network.CreateDatagramPort();
    }

    /// <summary>True while a question waits for its answer.</summary>
    public bool IsAsking
    {
        get { return _inform != null && _inform.Status == TransferStatus.Busy; }
    }

    /// <summary>When <see cref="Step"/> has something to do; long.MaxValue when nothing.</summary>
    public long NextDeadlineMs
    {
        get { return _inform == null ? long.MaxValue : _inform.NextDeadlineMs; }
    }

    /// <summary>The options of the last answer; empty while there was none, null while nobody was asked.</summary>
    public DhcpReply Reply
    {
        get { return _inform == null ? null : _inform.Reply; }
    }

    /// <summary>Says who asks: option 60 is <c>LINKSYS </c> and the product.</summary>
    public void SetIdentity(IIdentity identity)
    {
        _hardware = identity.MacAddress;
        _product = identity.Product;
    }

    /// <summary>Asks the network unless what is known is fresh. True when an answer is to be waited for.</summary>
    public bool Ask(long nowMs)
    {
        uint own = _network.LocalAddress;
        if (IsAsking || nowMs < _askAtMs || own == 0 || own >> 24 == Ipv4.Loopback >> 24)
        {
            return IsAsking;
        }

        _askAtMs = nowMs + RetryMs;
        if (!_port.Open(DhcpInform.ClientPort) && !_port.Open(DhcpInform.ServerPort) && !_port.Open(0))
        {
            Tell("no port to ask from");
            return false;
        }

        TakeMemory();
        _random.Fill(_id, 0, _id.Length);
        _inform.Start(own, _port.LocalPort, _hardware, _class, _id, nowMs);
        Send();
        return IsAsking;
    }

    /// <summary>Sends again what was lost and takes the answer. True when something came.</summary>
    public bool Step(long nowMs)
    {
        if (!IsAsking)
        {
            return false;
        }

        int length = _port.Receive(_received, 0, DhcpInform.LongestAnswerBytes, 0);
        if (length >= 0)
        {
            _inform.Receive(_port.RemotePort, _received, 0, length);
        }

        _inform.Step(nowMs);
        Send();

        if (_inform.Status == TransferStatus.Done)
        {
            _askAtMs = nowMs + AnswerAgeMs;
            Tell("answer from the network");
        }
        else if (_inform.Status == TransferStatus.Failed)
        {
            _askAtMs = nowMs + RetryMs;
            Tell("no answer to DHCPINFORM");
        }

        if (!IsAsking)
        {
            _inform.Cancel();
            _port.Close();
        }

        return length >= 0;
    }

    /// <summary>Stops asking and closes the port.</summary>
    public void Close()
    {
        if (_inform != null)
        {
            _inform.Cancel();
        }

        _port.Close();
    }

    private void TakeMemory()
    {
        if (_inform == null)
        {
            _inform = new DhcpInform();
            _id = new byte[4];
            _class = new TextBuffer(64);
            _class.Append("LINKSYS ");
            _class.Append(_product);
        }
    }

    // A refused broadcast (no route, no permission) is not worth the wait for an answer.
    private void Send()
    {
        if (_inform.OutputBytes == 0)
        {
            return;
        }

        bool sent = _port.Send(Ipv4.Broadcast, DhcpInform.ServerPort, _inform.Output, 0, _inform.OutputBytes);
        _inform.OutputSent();
        if (!sent)
        {
            Tell("the network refuses broadcasts");
            Close();
        }
    }

    private void Tell(string what)
    {
        _line.Clear();
        _line.Append("DHCP options: ");
        _line.Append(what);
        _log.Debug(1, _line);
    }
}
