// A registrar on the simulated network: challenges, keeps contacts for as long as it says, may fall silent.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NanoSpa.Boards.Virtual;

namespace NanoSpa.Acceptance.Unit.Sip;

/// <summary>Answers any credentials; whether they are right is the real registrar's matter.</summary>
internal sealed class SimulatedRegistrar
{
    public const int Port = 5060;
    private const string NotifyUri = "sip:1001@x";
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
    public void Notify(uint unit, string package, uint from = 0, string credentials = "")
    {
        string text = $"NOTIFY {NotifyUri} SIP/2.0\r\nVia: SIP/2.0/UDP registrar.test:{Port};branch=z9hG4bKn{++_sequence}\r\nFrom: <sip:p@x>;tag=1\r\nTo: <sip:1001@x>\r\n"
            + $"Call-ID: n\r\nCSeq: {_sequence} NOTIFY\r\n{credentials}Event: {package}\r\nContent-Length: 0\r\n\r\n";
        _network.Send(from == 0 ? _address : from, Port, unit, 5060, Encoding.ASCII.GetBytes(text));
    }

    /// <summary>The Authorization header that answers the unit's last challenge, in the form without qop.</summary>
    public string Credentials(string user, string password)
    {
        Match challenge = Regex.Match(Header(Received[^1], "WWW-Authenticate"), "^Digest realm=\"(.*?)\", nonce=\"(.*?)\"");
        (string realm, string nonce) = (challenge.Groups[1].Value, challenge.Groups[2].Value);
        string response = Md5($"{Md5($"{user}:{realm}:{password}")}:{nonce}:{Md5($"NOTIFY:{NotifyUri}")}");
        return $"Authorization: Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{NotifyUri}\", response=\"{response}\"\r\n";
    }

    /// <summary>True while a contact of this user is kept.</summary>
    public bool Holds(string user) => _endsMs.TryGetValue(user, out long endMs) && endMs > _network.Clock.NowMs;

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(text)));

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
