// nanospa notify: a SIP NOTIFY with its password to a unit, for people without a proxy.

using System;
using System.CommandLine;
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

        var account = new SipAccount { Address = AddressTowards(address, port), Port = socket.LocalPort };
        Fill(account.AuthUser, user, "--user");
        Fill(account.Password, password, "--password");
        var exchange = new Exchange(socket, account, package, user, $"{address}:{port}", Number(address), port);
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
    private static uint AddressTowards(IPAddress address, int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Connect(address, port == 0 ? DefaultPort : port);
            return Number(((IPEndPoint)probe.LocalEndPoint).Address);
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

    private static void Fill(TextBuffer buffer, string text, string option)
    {
        buffer.Append(text);
        if (buffer.Overflowed)
        {
            throw new UsageException($"{option}: at most {SipAccount.MaxNameBytes} bytes");
        }
    }

    // One NOTIFY, with credentials once it was challenged.
    private sealed class Exchange(SocketDatagramPort socket, SipAccount account, string package, string user, string unit, uint address, int port)
    {
        private readonly SipSettings _settings = new();
        private readonly SipTokens _tokens = new(RandomNumberGenerator.GetBytes(SipTokens.SecretBytes));
        private readonly SipInput _input = new();
        private readonly TextBuffer _request = new(SipRegistration.MaxRequestBytes);
        private readonly TextBuffer _branch = new(SipTokens.WordBytes);
        private readonly TextBuffer _word = new(SipTokens.WordBytes);
        private readonly byte[] _received = new byte[4096];

        /// <summary>The reason of the final answer.</summary>
        public string Reason { get; private set; } = "";

        /// <summary>The final status; 0 when nothing came.</summary>
        public int Run()
        {
            var credentials = new SipCredentials(_tokens);
            _tokens.Append(_word);
            int status = 0;
            for (int sequence = 1; sequence <= Challenges + 1; sequence++)
            {
                Write(sequence, credentials);
                status = Send();
                if (status is not (401 or 407) || account.AuthUser.Length == 0)
                {
                    break;
                }

                // The answer to credentials that were refused is the end, unless only their nonce was too old.
                bool answered = credentials.IsFor(account);
                if (!credentials.Take(_input.Message, account) || (answered && !credentials.IsStale))
                {
                    break;
                }
            }

            return status;
        }

        private void Write(int sequence, SipCredentials credentials)
        {
            TextBuffer uri = Text("sip:" + (user.Length > 0 ? Uri.EscapeDataString(user) + "@" : "") + unit);
            TextBuffer domain = Text(unit);
            TextBuffer none = new(1);
            _branch.Clear();
            _tokens.Append(_branch);
            var writer = new SipRequestWriter();
            writer.Begin("NOTIFY", uri, _request);
            writer.Via(account.Address, account.Port, _branch);
            writer.Party("From", none, Text("nanospa"), domain, _word);
            writer.Party("To", none, Text(user), domain, null);
            writer.Sequence(_word, sequence, "NOTIFY", _settings.MaxForwards);
            writer.Header("Event", Text(package));
            if (credentials.IsFor(account))
            {
                credentials.Append("NOTIFY", uri, _request);
                writer.EndLine();
            }

            writer.Header("Subscription-State", "active");
            writer.Contact(none, Text("nanospa"), account.Address, account.Port, -1);
            writer.End();
        }

        private int Send()
        {
            var timer = new SipClientTimer(_settings);
            var clock = new SystemClock();
            timer.Start(clock.NowMs);
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
            string branch = SipRequestWriter.BranchCookie + _branch;
            return _input.Read(_received, 0, count) && !_input.Message.IsRequest
                && ByteText.Equals(_received, _input.Via.BranchOffset, _input.Via.BranchCount, branch);
        }

        private static TextBuffer Text(string text)
        {
            var buffer = new TextBuffer(Encoding.UTF8.GetByteCount(text) + 1);
            buffer.Append(text);
            return buffer;
        }
    }
}
