// Reports of `nanospa run`, asked for on its standard input, to real servers: the guide's openssl command opens them, decode reads them.

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class ReportTests
{
    private const string Planted = "qZ7-planted-secret";

    [TestMethod]
    [DataRow("")]
    [DataRow("--no-blksize --no-tsize")]
    public void ARealTftpServerTakesIt(string options)
    {
        const string program = "/usr/sbin/atftpd";
        string arguments = "--daemon --no-fork --user root --logfile - --bind-address 127.0.0.1 --port {0} " + options + " {1}";
        if (!Environment.IsPrivilegedProcess || !File.Exists(program))
        {
            Assert.Inconclusive("not root, or no " + program + " here");
        }

        using var folder = new StateFolder();
        int port = FreeUdpPort();
        using Process server = Process.Start(new ProcessStartInfo(program, string.Format(CultureInfo.InvariantCulture, arguments, port, folder.Path))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        try
        {
            Thread.Sleep(500);
            using var state = new StateFolder();
            using ToolProcess tool = Run(state, $"tftp://127.0.0.1:{port}/$MA.xml");
            tool.Type("report");
            string sent = tool.WaitFor(@"Report: sent (\d+) bytes").Groups[1].Value;
            string file = Path.Combine(folder.Path, "000e08abcdef.xml");
            byte[] bytes = WaitForLength(file, int.Parse(sent, CultureInfo.InvariantCulture));
            AssertIsReport(Encoding.UTF8.GetString(bytes), file);

            // A folder that is not there: the server's own words are told.
            using var other = new StateFolder();
            using ToolProcess refused = Run(other, $"tftp://127.0.0.1:{port}/no/such/folder/rep.xml");
            refused.Type("report");
            refused.WaitFor(@"Report: failed: The TFTP server refused the request; see its own message. \[\d .*\] \(fault 302\)");
        }
        finally
        {
            server.Kill(true);
            server.WaitForExit();
        }
    }

    [TestMethod]
    [DataRow("", "md5")]
    [DataRow("--md sha256", "sha256")]
    public void TheGuidesCommandOpensIt(string option, string digest)
    {
        byte[] body = [];
        using var server = new ReportServer((request, sent) =>
        {
            body = sent;
            return 200;
        });
        using var state = new StateFolder();
        using ToolProcess tool = Run(state, $"[--key \"$SA\" {option}] {server.Url}$MA/rep.xml.enc");
        tool.Type("report");
        tool.WaitFor("Report: sent ");
        Assert.AreEqual("POST /000e08abcdef/rep.xml.enc application/octet-stream", server.Asked);
        using var folder = new StateFolder();
        string file = folder.File("rep.xml.enc", body);
        string plain = Path.Combine(folder.Path, "rep.xml");
        Openssl("enc", "-d", "-aes-256-cbc", "-md", digest, "-k", Planted + "A", "-in", file, "-out", plain);
        AssertIsReport(File.ReadAllText(plain), plain);
        (int status, string output, _) = ToolProcess.Run("", "decode", "--key", Planted + "A", file);
        Assert.AreEqual(0, status, output);
        StringAssert.Contains(output, "GPP_A");
        Assert.IsFalse(tool.Output.Contains(Planted), tool.Output);
    }

    [TestMethod]
    public void DigestWithARealHash()
    {
        using var server = new ReportServer((request, sent) =>
        {
            Match answer = Regex.Match(request.Headers["Authorization"] ?? "", "uri=\"([^\"]*)\".*response=\"([^\"]*)\"");
            string nc = Regex.Match(request.Headers["Authorization"] ?? "", "nc=([0-9a-f]*)").Groups[1].Value;
            string cnonce = Regex.Match(request.Headers["Authorization"] ?? "", "cnonce=\"([^\"]*)\"").Groups[1].Value;
            string expected = Md5(Md5("hal:rep:" + Planted + "B") + ":n0nce:" + nc + ":" + cnonce + ":auth:" + Md5("POST:" + answer.Groups[1].Value));
            return answer.Success && answer.Groups[1].Value == request.RawUrl && answer.Groups[2].Value == expected ? 201 : 401;
        });
        using var state = new StateFolder();
        using ToolProcess tool = Run(state, $"[--uid hal --pwd $SB] {server.Url}rep.xml");
        tool.Type("report");
        tool.WaitFor("Report: sent ");
        Assert.AreEqual(2, server.Count);
        Assert.IsFalse(tool.Output.Contains(Planted), tool.Output);
    }

    [TestMethod]
    [DataRow(403, @"Report: failed: .* \[403 .*\] \(fault 322\) http:")]
    [DataRow(401, @"Report: failed: .*give --uid and --pwd in the rule\. \[401 .*\] \(fault 335\)")]
    public void AServerThatRefusesIsTold(int status, string told)
    {
        using var server = new ReportServer((_, _) => status);
        using var state = new StateFolder();
        using ToolProcess tool = Run(state, server.Url + "rep.xml");
        tool.Type("report");
        tool.WaitFor(told);
        Thread.Sleep(300);
        Assert.AreEqual(1, server.Count, "one attempt");
    }

    [TestMethod]
    public void ADeltaAndAStatus()
    {
        string body = "";
        using var server = new ReportServer((_, sent) =>
        {
            body = Encoding.UTF8.GetString(sent);
            return 204;
        });
        using var state = new StateFolder();
        using (ToolProcess delta = Run(state, $"[--delta] {server.Url}rep.xml"))
        {
            delta.Type("report");
            delta.WaitFor("Report: sent ");
            Assert.AreEqual("<flat-profile>\n</flat-profile>\n", body);
        }

        using ToolProcess status = Run(state, $"[--status] {server.Url}rep.xml");
        status.Type("report");
        status.WaitFor("Report: sent ");
        StringAssert.Contains(body, "<Serial_Number>88012BA01234</Serial_Number>");
        StringAssert.Contains(body, "<Last_Resync_Result>none yet</Last_Resync_Result>");
        StringAssert.Contains(body, "<Line_2_State>on hook</Line_2_State>");
        Assert.IsFalse(body.Contains(Planted));
    }

    // Secrets of every kind, and no resync that could come between.
    private static ToolProcess Run(StateFolder state, string rule)
    {
        ToolProcess tool = ToolProcess.Start(
            "run", "--state", state.Path, "--set", "Report_Rule=" + rule, "--set", "Resync_On_Reset=No", "--set", "GPP_A=a <b> & c",
            "--set", "GPP_SA=" + Planted + "A", "--set", "GPP_SB=" + Planted + "B", "--set", "Password[1]=" + Planted, "--set", "User_Password=" + Planted);
        tool.WebAddress();
        return tool;
    }

    private static void AssertIsReport(string text, string file)
    {
        StringAssert.Contains(text, "<GPP_A ua=\"na\">a &lt;b&gt; &amp; c</GPP_A>");
        StringAssert.Contains(text, "<Password_1_ ua=\"na\"/>");
        Assert.IsFalse(text.Contains(Planted), text);
        (int status, string output, string errors) = ToolProcess.Run("", "decode", "--json", file);
        Assert.AreEqual(0, status, output + errors);
        StringAssert.Contains(output, "a <b> & c");
    }

    private static byte[] WaitForLength(string file, int length)
    {
        SpinWait.SpinUntil(() => File.Exists(file) && new FileInfo(file).Length == length, TimeSpan.FromSeconds(5));
        byte[] bytes = File.ReadAllBytes(file);
        Assert.AreEqual(length, bytes.Length);
        return bytes;
    }

    private static void Openssl(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardError = true });
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors);
    }

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    private static int FreeUdpPort()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.Client.LocalEndPoint).Port;
    }

    /// <summary>A web server on the loopback that answers what the test says; 401 comes with a digest challenge.</summary>
    private sealed class ReportServer : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Func<HttpListenerRequest, byte[], int> _answer;
        private int _count;

        internal ReportServer(Func<HttpListenerRequest, byte[], int> answer)
        {
            _answer = answer;
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            _listener.Prefixes.Add(Url);
            _listener.Start();
            new Thread(Serve) { IsBackground = true }.Start();
        }

        internal string Url { get; }

        internal string Asked { get; private set; }

        internal int Count => Volatile.Read(ref _count);

        public void Dispose() => _listener.Close();

        private void Serve()
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = _listener.GetContext();
                    using var body = new MemoryStream();
                    context.Request.InputStream.CopyTo(body);
                    Asked = context.Request.HttpMethod + " " + context.Request.RawUrl + " " + context.Request.ContentType;
                    context.Response.StatusCode = _answer(context.Request, body.ToArray());
                    if (context.Response.StatusCode == 401)
                    {
                        context.Response.AddHeader("WWW-Authenticate", "Digest realm=\"rep\", nonce=\"n0nce\", qop=\"auth\"");
                    }

                    Interlocked.Increment(ref _count);
                    context.Response.Close();
                }
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The test is over.
            }
        }
    }
}
