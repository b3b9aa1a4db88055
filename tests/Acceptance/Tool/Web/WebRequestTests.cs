// The web server of a running unit against curl and against requests that no browser sends.

using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class WebRequestTests
{
    // Each is sent as it stands and the connection then left open; the unit answers with an error, or closes.
    private static readonly string[] Malformed =
    [
        "\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\nHost: H\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n",
        "GET / HTTP/1.1\r\n: x\r\nHost: H\r\n\r\n", "G\u0001T / HTTP/1.1\r\nHost: H\r\n\r\n", "GET http:// HTTP/1.1\r\nHost: H\r\n\r\n", "GET nowhere HTTP/1.1\r\nHost: H\r\n\r\n",
        "BREW /pot HTTP/1.1\r\nHost: H\r\n\r\n", "PUT / HTTP/1.1\r\nHost: H\r\nContent-Length: 3\r\n\r\nabc", "DELETE /admin/advanced HTTP/1.1\r\nHost: H\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: H\r\nContent-Length: -1\r\n\r\n", "POST / HTTP/1.1\r\nHost: H\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: H\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "POST /admin/system HTTP/1.1\r\nHost: H\r\nContent-Length: 65537\r\n\r\n",
        "POST /admin/system HTTP/1.1\r\nHost: H\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "POST /admin/system HTTP/1.1\r\nHost: H\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /admin/system HTTP/1.1\r\nHost: H\r\n\r\n", "POST /admin/system HTTP/1.1\r\nHost: H\r\nContent-Length: 3\r\n\r\na=b",
        "POST /admin/system HTTP/1.1\r\nHost: H\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 3\r\n\r\na=b",
        "POST /admin/system HTTP/1.1\r\nHost: H\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\n%%%",
        "POST /admin/reboot HTTP/1.1\r\nHost: H\r\nContent-Length: 0\r\n\r\n", "GET /../../etc/passwd HTTP/1.1\r\nHost: H\r\n\r\n", "GET /%00%2e%2e HTTP/1.1\r\nHost: H\r\n\r\n",
        "GET /admin/resync?%zz%ff HTTP/1.1\r\nHost: H\r\nSec-Fetch-Site: \u00ff\r\n\r\n", "GET /admin/reboot HTTP/1.1\r\nHost: H\r\nOrigin: \r\n\r\n",
        "GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n", "GET /" + new string('a', 3000) + " HTTP/1.1\r\nHost: H\r\n\r\n", "GET / HTTP/1.1\r\nHost: H\r\nAuthorization: " + new string('a', 2000) + "\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: H\r\nX: " + new string('a', 70000) + "\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];

    [TestInitialize]
    public void NeedsCurl() => Installed.Need("curl");

    [TestMethod]
    public void MalformedRequestsAreRefusedAndChangeNothing()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No");
        string address = tool.WebAddress();
        int port = new Uri(address).Port;
        Assert.IsGreaterThanOrEqualTo(30, Malformed.Length);
        string before = Curl(address + "/admin/spacfg.xml");
        foreach (string request in Malformed)
        {
            string reply = Send(port, request.Replace("Host: H", "Host: 127.0.0.1:" + port, StringComparison.Ordinal));
            Assert.IsTrue(reply == "" || Regex.IsMatch(reply, "^HTTP/1\\.[01] [45]"), request[..Math.Min(60, request.Length)] + " got " + reply[..Math.Min(60, reply.Length)]);
        }

        Assert.AreEqual(before, Curl(address + "/admin/spacfg.xml"));
        Assert.DoesNotContain("restarts", tool.Output);
    }

    [TestMethod]
    [DataRow("", "", 401)]
    [DataRow("--digest", "admin:4dm!n", 200)]
    [DataRow("--digest", "admin:wrong", 401)]
    [DataRow("--digest", "user:4dm!n", 401)]
    [DataRow("--basic", "admin:4dm!n", 401)]
    public void CurlLogsInByDigest(string scheme, string user, int status)
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No", "--set", "Admin_Passwd=4dm!n", "--set", "GPP_A=seen");
        string[] login = scheme == "" ? [] : [scheme, "--user", user];
        string page = Curl([.. login, "-w", "%{http_code}", tool.WebAddress() + "/admin/advanced/provisioning"]);
        StringAssert.EndsWith(page, status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.AreEqual(status == 200, page.Contains("\nseen</textarea>", StringComparison.Ordinal));
    }

    [TestMethod]
    public void CurlSubmitsAFormBehindALogin()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No", "--set", "Admin_Passwd=4dm!n");
        string page = tool.WebAddress() + "/admin/advanced/provisioning";
        string[] login = ["--digest", "--user", "admin:4dm!n"];
        string token = Regex.Match(Curl([.. login, page]), "name=\"token\" value=\"([0-9a-f]{32})\"").Groups[1].Value;
        StringAssert.Contains(Curl([.. login, "-d", "token=" + token, "--data-urlencode", "GPP_A=by curl & co", page]), "Saved: 1 parameter.");
        StringAssert.Contains(Curl([.. login, page]), "name=\"GPP_A\">\nby curl &amp; co</textarea>");
        StringAssert.Contains(Curl([.. login, "-d", "GPP_A=x", page]), "Nothing was saved");
    }

    // Twelve connections that send nothing, half a head, half a body, or take nothing: the pages and the unit's clock go on.
    [TestMethod]
    public void StalledClientsDelayNobody()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No");
        string address = tool.WebAddress();
        int port = new Uri(address).Port;
        string[] halves = ["", "GET / HT", $"POST /admin/system HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\n\r\ntoken=", "GET / HTTP/1.1\r\nHost: "];
        Socket[] stalled = Enumerable.Range(0, 12).Select(i =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            socket.Send(Encoding.ASCII.GetBytes(halves[i % halves.Length]));
            return socket;
        }).ToArray();
        try
        {
            Stopwatch clock = Stopwatch.StartNew();
            StringAssert.Contains(Curl(address + "/"), "Product Name:");
            Assert.IsLessThan(12000, clock.ElapsedMilliseconds, "three half bodies are dropped after two seconds each");
        }
        finally
        {
            Array.ForEach(stalled, s => s.Close());
        }
    }

    private static string Curl(params string[] arguments)
    {
        using Process curl = Process.Start(new ProcessStartInfo("curl", ["-gsS", "--max-time", "20", .. arguments]) { RedirectStandardOutput = true });
        string output = curl.StandardOutput.ReadToEnd();
        curl.WaitForExit();
        return output;
    }

    // What came within a moment; nothing when the connection was closed or is still waited on.
    private static string Send(int port, string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 1500 };
        socket.Connect(IPAddress.Loopback, port);
        byte[] buffer = new byte[4096];
        try
        {
            socket.Send(Encoding.Latin1.GetBytes(request));
            return Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer));
        }
        catch (SocketException broken) when (broken.SocketErrorCode is SocketError.TimedOut or SocketError.ConnectionReset or SocketError.WouldBlock or SocketError.Shutdown)
        {
            return "";
        }
    }
}
