// A registrar on the simulated network: challenges, keeps contacts for as long as it says, may fall silent.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NanoSpa.Boards.Virtual;

namespace NanoSpa.Acceptance.Unit.Sip;

/// <summary>Answers any credentials; whether they are right is the real registrar's matter.</summary>
internal sealed class SimulatedRegistrar
{
    public const int Port = 5060;
    private readonly LoopbackNetwork _network;
    private readonly uint _address;
    private readonly Dictionary<string, long> _endsMs = [];
    private int _sequence;

    public SimulatedRegistrar(LoopbackNetwork network, uint address)
    {
        _network = network;
        _address = address;
        network.Serve(address, Port, Take);
    }

    /// <summary>Says nothing at all while set.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What came while it was silent.</summary>
    public int Missed { get; private set; }

    public int ExpiresSeconds { get; set; } = 600;

    /// <summary>Every request and response that came.</summary>
    public List<string> Received { get; } = [];

    /// <summary>Sends a NOTIFY to line 1 of the unit at <paramref name="unit"/>.</summary>
    public void Notify(uint unit, string package, uint from = 0)
    {
        string text = $"NOTIFY sip:1001@x SIP/2.0\r\nVia: SIP/2.0/UDP registrar.test:{Port};branch=z9hG4bKn{++_sequence}\r\nFrom: <sip:p@x>;tag=1\r\nTo: <sip:1001@x>\r\n"
            + $"Call-ID: n\r\nCSeq: {_sequence} NOTIFY\r\nEvent: {package}\r\nContent-Length: 0\r\n\r\n";
        _network.Send(from == 0 ? _address : from, Port, unit, 5060, Encoding.ASCII.GetBytes(text));
    }

    /// <summary>True while a contact of this user is kept.</summary>
    public bool Holds(string user) => _endsMs.TryGetValue(user, out long endMs) && endMs > _network.Clock.NowMs;

    private static string Header(string request, string name) => Regex.Match(request, $"^{name}: (.*)\r$", RegexOptions.Multiline).Groups[1].Value;

    private void Take(uint from, int port, byte[] datagram)
    {
        string request = Encoding.UTF8.GetString(datagram);
        if (IsSilent)
        {
            Missed++;
            return;
        }

        Received.Add(request);
        if (!request.StartsWith("REGISTER ", StringComparison.Ordinal))
        {
            return;
        }

        bool hasCredentials = Header(request, "Authorization").Length > 0;
        string headers = hasCredentials
            ? $"Contact: {Header(request, "Contact").Split(';')[0]};expires={ExpiresSeconds.ToString(CultureInfo.InvariantCulture)}\r\n"
            : $"WWW-Authenticate: Digest realm=\"x\", nonce=\"n{_network.Clock.NowMs}\", qop=\"auth\"\r\n";
        if (hasCredentials)
        {
            _endsMs[Regex.Match(Header(request, "To"), "sip:(.*)@").Groups[1].Value] = _network.Clock.NowMs + (ExpiresSeconds * 1000L);
        }

        string copied = string.Concat(new[] { "Via", "From", "To", "Call-ID", "CSeq" }.Select(n => $"{n}: {Header(request, n)}\r\n"));
        string response = $"SIP/2.0 {(hasCredentials ? "200 OK" : "401 Unauthorized")}\r\n{copied}{headers}Content-Length: 0\r\n\r\n";
        _network.Send(_address, Port, from, port, Encoding.UTF8.GetBytes(response));
    }
}
