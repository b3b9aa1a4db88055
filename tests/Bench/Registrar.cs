// A unit's REGISTERs in, challenges and contacts out; it also asks the unit something that is challenged. For figures of memory.

using System;
using System.Linq;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Parameters;

namespace NanoSpa.Bench;

/// <summary>A proxy with a name server at one address; takes any credentials.</summary>
internal sealed class Registrar
{
    private const uint Own = 0xC0A80164;
    private const uint Address = 0xC0A80101;
    private const int Port = 5060;
    private readonly LoopbackNetwork _network;

    public Registrar(LoopbackNetwork network)
    {
        _network = network;
        network.Serve(Address, Port, Take);
        network.Serve(Address, 53, (from, port, query) =>
        {
            byte[] answer = query.Concat(new byte[] { 0xC0, 12, 0, 1, 0, 1, 0, 0, 14, 16, 0, 4, 192, 168, 1, 1 }).ToArray();
            (answer[2], answer[3], answer[7]) = (0x81, 0x80, 1);
            network.Send(Address, 53, from, port, answer);
        });
    }

    /// <summary>Two lines that register here by name, with all that SIP keeps.</summary>
    public static (int Index, string Value)[] Settings { get; } =
    {
        (ParameterIndex.Profile_Rule, ""), (ParameterIndex.Primary_DNS, "192.168.1.1"), (ParameterIndex.NAT_Keep_Alive_Intvl, "20"),
        (ParameterIndex.Proxy_1_, "sip.example.com"), (ParameterIndex.User_ID_1_, "1001"), (ParameterIndex.Password_1_, "p1"), (ParameterIndex.NAT_Keep_Alive_Enable_1_, "Yes"),
        (ParameterIndex.Proxy_2_, "sip.example.com"), (ParameterIndex.User_ID_2_, "1002"), (ParameterIndex.Password_2_, "p2"), (ParameterIndex.NAT_Keep_Alive_Enable_2_, "Yes"),
    };

    /// <summary>REGISTERs with credentials came.</summary>
    public bool HasChallenged { get; private set; }

    /// <summary>The unit challenged a NOTIFY.</summary>
    public bool WasChallenged { get; private set; }

    public bool GotKeepAlive { get; private set; }

    /// <summary>Lets time pass; in the middle of it the unit is sent a NOTIFY.</summary>
    public void Run(Device.Unit unit, int seconds)
    {
        long startMs = _network.Clock.NowMs;
        bool asked = false;
        while (_network.Clock.NowMs < startMs + (seconds * 1000L))
        {
            if (!asked && _network.Clock.NowMs > startMs + (seconds * 500L))
            {
                asked = true;
                _network.Send(Address, Port, Own, Port, Encoding.ASCII.GetBytes("NOTIFY sip:1001@x SIP/2.0\r\nVia: SIP/2.0/UDP registrar.test;branch=z9hG4bKn1\r\n"
                    + "From: <sip:p@x>;tag=1\r\nTo: <sip:1001@x>\r\nCall-ID: n\r\nCSeq: 1 NOTIFY\r\nEvent: resync\r\n\r\n"));
            }

            if (unit.Step(0) == Device.UnitStatus.Idle)
            {
                _network.Clock.Advance(100);
                _network.Run();
            }
        }
    }

    private void Take(uint from, int port, byte[] datagram)
    {
        string[] lines = Encoding.ASCII.GetString(datagram).Split("\r\n");
        WasChallenged |= lines[0].StartsWith("SIP/2.0 401 ", StringComparison.Ordinal);
        GotKeepAlive |= lines[0].StartsWith("NOTIFY ", StringComparison.Ordinal);
        if (!lines[0].StartsWith("REGISTER ", StringComparison.Ordinal))
        {
            return;
        }

        bool isKnown = lines.Any(line => line.StartsWith("Authorization: Digest ", StringComparison.Ordinal));
        HasChallenged |= isKnown;
        string copied = string.Concat(lines.Where(line => new[] { "Via", "From", "To", "Call-ID", "CSeq" }.Contains(line.Split(':')[0])).Select(line => line + "\r\n"));
        string answer = isKnown ? $"SIP/2.0 200 OK\r\n{copied}Expires: 600\r\n\r\n"
            : $"SIP/2.0 401 Unauthorized\r\n{copied}WWW-Authenticate: Digest realm=\"example.com\", nonce=\"n1\", qop=\"auth\"\r\n\r\n";
        _network.Send(Address, Port, from, port, Encoding.ASCII.GetBytes(answer));
    }
}
