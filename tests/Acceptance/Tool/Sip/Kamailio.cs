// A real registrar on loopback: kamailio with digest, which also sends NOTIFYs through the unit's challenge.

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests.Sip;

/// <summary>Users 1001 and 1002 of the realm telco.test; a MESSAGE with X-Event makes it send that NOTIFY to the user's contact.</summary>
internal sealed class Kamailio : IDisposable
{
    public const string Password = "512835907884";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("nanospa-sip-").FullName;
    private readonly StringBuilder _said = new();
    private Process _process;

    /// <summary>Starts it and waits until it answers.</summary>
    public Kamailio()
    {
        File.WriteAllText(Path.Combine(_folder, "kamailio.cfg"), Configuration(Port));
        Start();
    }

    /// <summary>Its UDP port on 127.0.0.1.</summary>
    public int Port { get; } = FreeUdpPort();

    public string Address => "127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>What it logged: a line for each request, and one for each answer to a NOTIFY of its own.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Skips the test, visibly, where a program is missing; with CI set in the environment it fails instead.</summary>
    public static void Require(params string[] programs)
    {
        string[] absent = programs.Where(p => !new[] { "/usr/sbin", "/usr/bin", "/sbin", "/bin" }.Any(f => File.Exists(Path.Combine(f, p)))).ToArray();
        if (absent.Length == 0)
        {
            return;
        }

        string said = "missing: " + string.Join(", ", absent);
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Assert.Fail(said);
        }

        Assert.Inconclusive(said);
    }

    public static int FreeUdpPort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint).Port;
    }

    public void Start()
    {
        var start = new ProcessStartInfo("/usr/sbin/kamailio") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[] { "-f", Path.Combine(_folder, "kamailio.cfg"), "-DD", "-E", "-w", _folder, "-Y", _folder, "-P", Path.Combine(_folder, "pid"), "-m", "16", "-M", "2" })
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, e) => Hear(e.Data);
        _process.OutputDataReceived += (_, e) => Hear(e.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        if (!SpinWait.SpinUntil(() => _process.HasExited || Answers(), Patience) || _process.HasExited)
        {
            throw new InvalidOperationException("kamailio is not up: " + Said);
        }
    }

    /// <summary>Ends it, as a power cut at the proxy would: contacts are forgotten.</summary>
    public void Stop()
    {
        using (Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        if (!_process.WaitForExit(Patience))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _process = null;
    }

    /// <summary>Has it send a NOTIFY with this event to the contact of a user.</summary>
    public void Notify(string user, string package)
    {
        string status = Ask($"MESSAGE sip:{user}@{Address} SIP/2.0", "MESSAGE", $"X-Event: {package}\r\n");
        Assert.AreEqual("SIP/2.0 202 Accepted", status);
    }

    /// <summary>Waits until the log shows a text so many times.</summary>
    public void WaitFor(string text, int times = 1)
    {
        bool came = SpinWait.SpinUntil(() => Said.Split(text).Length > times, Patience);
        Assert.IsTrue(came, $"'{text}' did not come {times} times: {Said}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process != null)
        {
            Stop();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void Hear(string line)
    {
        lock (_said)
        {
            _said.Append(line).Append('\n');
        }
    }

    private bool Answers()
    {
        Thread.Sleep(50);
        return Ask($"OPTIONS sip:{Address} SIP/2.0", "OPTIONS", "") != null;
    }

    // The status line of the answer to one request; null when none comes in a second.
    private string Ask(string line, string method, string headers)
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Client.ReceiveTimeout = 1000;
        string own = socket.Client.LocalEndPoint.ToString();
        string id = Guid.NewGuid().ToString("N");
        byte[] request = Encoding.ASCII.GetBytes($"{line}\r\nVia: SIP/2.0/UDP {own};branch=z9hG4bK{id}\r\nFrom: <sip:test@{own}>;tag=1\r\nTo: <sip:test@{Address}>\r\n"
            + $"Call-ID: {id}\r\nCSeq: 1 {method}\r\nMax-Forwards: 70\r\n{headers}Content-Length: 0\r\n\r\n");
        try
        {
            socket.Send(request, new IPEndPoint(IPAddress.Loopback, Port));
            IPEndPoint from = null;
            return Encoding.ASCII.GetString(socket.Receive(ref from)).Split('\r')[0];
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static string Configuration(int port) => $$"""
        #!KAMAILIO
        debug=1
        log_stderror=yes
        children=2
        disable_tcp=yes
        auto_aliases=no
        listen=udp:127.0.0.1:{{port}}
        loadmodule "kex.so"
        loadmodule "tm.so"
        loadmodule "tmx.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "textops.so"
        loadmodule "siputils.so"
        loadmodule "xlog.so"
        loadmodule "usrloc.so"
        loadmodule "registrar.so"
        loadmodule "auth.so"
        loadmodule "uac.so"
        modparam("usrloc", "db_mode", 0)
        modparam("usrloc", "timer_interval", 1)
        modparam("registrar", "min_expires", 3)
        modparam("registrar", "max_expires", 60)
        modparam("auth", "qop", "auth")

        request_route {
            xlog("L_ERR", "came $rm from $si:$sp\n");
            if (is_method("OPTIONS")) {
                sl_send_reply("200", "OK");
                exit;
            }
            if (is_method("REGISTER")) {
                if (!pv_www_authenticate("telco.test", "{{Password}}", "0")) {
                    www_challenge("telco.test", "1");
                    exit;
                }
                save("location");
                xlog("L_ERR", "kept $tU\n");
                exit;
            }
            sl_send_reply("202", "Accepted");
            if (!lookup("location")) {
                xlog("L_ERR", "nobody is $rU\n");
                exit;
            }
            $uac_req(method) = "NOTIFY";
            $uac_req(ruri) = $ru;
            $uac_req(furi) = "sip:prov@telco.test";
            $uac_req(turi) = "sip:" + $rU + "@telco.test";
            $uac_req(hdrs) = "Event: " + $hdr(X-Event) + "\r\n";
            $uac_req(auser) = $rU;
            $uac_req(apasswd) = "{{Password}}";
            $uac_req(evroute) = 1;
            uac_req_send();
            exit;
        }

        event_route[uac:reply] {
            xlog("L_ERR", "notify answered $uac_req(evcode)\n");
        }

        """;
}
