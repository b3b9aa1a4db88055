// nanospa notify: a SIP NOTIFY with its password to a unit, for people without a proxy.

using System;
using System.CommandLine;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal.Net;
using NanoSpa.Protocols;

namespace NanoSpa.Tool.Commands;

/// <summary>Sends one NOTIFY with the unit's own engines, answers its challenge, says what came of it.</summary>
internal static class NotifyCommand
{
    private const int DefaultPort = 5060;
    private const int Challenges = 2;
    private const int WaitMs = 20;
    private const int MaxNameBytes = 64;

    public static Command Create()
    {
        var command = new Command("notify", "Sends a SIP NOTIFY to a unit and answers its challenge. Exit status 0 when the unit says 200.");
        var package = new Option<string>("--event") { Description = "resync, report, reboot_now, restart_now, check-sync or reboot, with parameters if you like", DefaultValueFactory = _ => "resync" };
        var to = new Option<string>("--to") { Description = "the unit as HOST[:PORT]; line 1 listens on 5060, line 2 on 5061", Required = true };
        var user = new Option<string>("--user") { Description = "User_ID of the line, or its Auth_ID with Use_Auth_ID", DefaultValueFactory = _ => "" };
        var password = new Option<string>("--password") { Description = "Password of the line", DefaultValueFactory = _ => "" };
        foreach (Option option in new Option[] { package, to, user, password })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            (string host, int port) = Target(parsed.GetValue(to));
            return Run(parsed.GetValue(package), host, port, parsed.GetValue(user), parsed.GetValue(password));
        });
        return command;
    }

    private static int Run(string package, string host, int port, string user, string password)
    {
        IPAddress address = Resolved(host);
        var socket = new SocketDatagramPort();
        if (!socket.Open(0))
        {
            throw new UsageException("no UDP port is to be had on this PC");
        }

        var exchange = new Exchange(socket, $"{AddressTowards(address, port)}:{socket.LocalPort}", package, Filled(user, "--user"), Filled(password, "--password"), $"{address}:{port}", Number(address), port);
        int status = exchange.Run();
        socket.Close();
        Console.WriteLine(status == 0 ? $"No answer from {address}:{port}." : $"{address}:{port} answers {status} {exchange.Reason}");
        return status is >= 200 and < 300 ? 0 : 1;
    }

    private static (string Host, int Port) Target(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon < 0 ? (text, DefaultPort) : (text[..colon], RunOptions.Port("--to", text[(colon + 1)..]));
    }

    private static IPAddress Resolved(string host)
    {
        try
        {
            IPAddress[] found = IPAddress.TryParse(host, out IPAddress given) ? [given] : Dns.GetHostAddresses(host, AddressFamily.InterNetwork);
            return found.Length > 0 && found[0].AddressFamily == AddressFamily.InterNetwork ? found[0] : throw new UsageException($"--to: '{host}' has no IPv4 address");
        }
        catch (SocketException unknown)
        {
            throw new UsageException($"--to: '{host}': {unknown.Message}");
        }
    }

    // The address of this PC that the unit sees: answers come to where the request came from, but the Via should be true.
    private static IPAddress AddressTowards(IPAddress address, int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Connect(address, port == 0 ? DefaultPort : port);
            return ((IPEndPoint)probe.LocalEndPoint).Address;
        }
        catch (SocketException unreachable)
        {
            throw new UsageException($"--to: {address}: {unreachable.Message}");
        }
    }

    private static uint Number(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        return ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
    }

    private static TextBuffer Filled(string text, string option)
    {
        var buffer = new TextBuffer(MaxNameBytes);
        buffer.Append(text);
        return buffer.Overflowed ? throw new UsageException($"{option}: at most {MaxNameBytes} bytes") : buffer;
    }

    // One NOTIFY, with credentials once it was challenged.
    private sealed class Exchange(SocketDatagramPort socket, string own, string package, TextBuffer user, TextBuffer password, string unit, uint address, int port)
    {
        private readonly Authenticator _authenticator = new();
        private readonly SipInput _input = new();
        private readonly TextBuffer _request = new(SipRegistration.MaxRequestBytes);
        private readonly string _word = Word();
        private readonly byte[] _received = new byte[4096];
        private string _branch;

        /// <summary>The reason of the final answer.</summary>
        public string Reason { get; private set; } = "";

        /// <summary>The final status; 0 when nothing came.</summary>
        public int Run()
        {
            int status = 0;
            for (int sequence = 1; sequence <= Challenges + 1; sequence++)
            {
                Write(sequence, status);
                status = Send();
                if (status is not (401 or 407) || user.Length == 0)
                {
                    break;
                }

                // The answer to credentials that were refused is the end, unless only their nonce was too old.
                bool answered = sequence > 1;
                if (!SipClient.Take(_input.Message, _authenticator.Challenge) || (answered && !_authenticator.Challenge.IsStale))
                {
                    break;
                }
            }

            return status;
        }

        private static string Word() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

        private void Write(int sequence, int challenged)
        {
            string name = user.Length > 0 ? Uri.EscapeDataString(user.ToString()) + "@" : "";
            byte[] uri = Encoding.UTF8.GetBytes($"sip:{name}{unit}");
            _branch = SipRequestWriter.BranchCookie + Word();
            _request.Clear();
            _request.Append($"NOTIFY sip:{name}{unit} SIP/2.0\r\nVia: SIP/2.0/UDP {own};branch={_branch};rport\r\nFrom: <sip:nanospa@{unit}>;tag={_word}\r\nTo: <sip:{name}{unit}>\r\n"
                + $"Call-ID: {_word}\r\nCSeq: {sequence} NOTIFY\r\nMax-Forwards: 70\r\nEvent: {string.Concat(package.Where(letter => !char.IsControl(letter)))}\r\n");
            if (challenged != 0)
            {
                _authenticator.ClientNonce.Clear();
                _authenticator.ClientNonce.Append(Word());
                _request.Append(challenged == 407 ? "Proxy-Authorization: " : "Authorization: ");
                _authenticator.Append("NOTIFY", uri, 0, uri.Length, user, password, _request);
                _request.Append("\r\n");
            }

            _request.Append($"Subscription-State: active\r\nContact: <sip:nanospa@{own}>\r\nContent-Length: 0\r\n\r\n");
        }

        private int Send()
        {
            var timer = new SipClientTimer();
            var clock = new SystemClock();
            timer.Start(clock.NowMs, 500, 4000, 32000);
            socket.Send(address, port, _request.Bytes, 0, _request.Length);
            while (timer.IsRunning)
            {
                int count = socket.Receive(_received, 0, _received.Length, WaitMs);
                if (count > 0 && IsAnswer(count))
                {
                    if (_input.Message.StatusCode >= 200)
                    {
                        Reason = Encoding.UTF8.GetString(_received, _input.Message.WordOffset, _input.Message.WordCount);
                        return _input.Message.StatusCode;
                    }

                    timer.Provisional();
                }

                if (timer.Step(clock.NowMs))
                {
                    socket.Send(address, port, _request.Bytes, 0, _request.Length);
                }
            }

            return 0;
        }

        private bool IsAnswer(int count)
        {
            return _input.Read(_received, 0, count) && !_input.Message.IsRequest
                && ByteText.Equals(_received, _input.Via.BranchOffset, _input.Via.BranchCount, _branch);
        }
    }
}
