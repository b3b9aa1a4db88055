// One unit, real or virtual, known by its web address alone, and the servers it is driven with.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Harness.Servers;
using NanoSpa.Tool.Tests;

namespace NanoSpa.Hil;

/// <summary>Made once a run. Without NANOSPA_UNIT a virtual unit is started on loopback.</summary>
[TestClass]
public sealed class HilBench
{
    /// <summary>The key of encrypted profiles.</summary>
    public const string Key = "SecretPhrase1234";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private static readonly ConcurrentQueue<string> Said = new();
    private static readonly ConcurrentQueue<string> Fetched = new();
    private static readonly ConcurrentDictionary<string, byte[]> Files = new();
    private static StateFolder _state;
    private static ToolProcess _virtual;
    private static HttpListener _web;
    private static TftpFileServer _tftp;
    private static ScriptedUdpServer _syslog;
    private static string _unit;
    private static int _files;

    internal static HandsetNeeds Handset { get; private set; }

    /// <summary>http://ADDRESS:PORT of the servers, as the unit reaches them.</summary>
    public static string Http { get; private set; }

    public static string Tftp { get; private set; }

    [AssemblyInitialize]
    public static void Start(TestContext context)
    {
        string given = Environment.GetEnvironmentVariable("NANOSPA_UNIT");
        if (string.IsNullOrEmpty(given))
        {
            _state = new StateFolder();
            _virtual = ToolProcess.Start("run", "--state", _state.Path, "--set", "Resync_On_Reset=No");
            given = _virtual.WebAddress()["http://".Length..];
        }

        _unit = "http://" + given;
        Handset = new HandsetNeeds(_virtual);
        IPAddress own = OwnAddress(new Uri(_unit));
        _tftp = new TftpFileServer(own, 0);
        _syslog = new ScriptedUdpServer(own, 0, (_, _, line) => Said.Enqueue(Encoding.Latin1.GetString(line)));
        Tftp = $"tftp://{own}:{_tftp.Port}";
        Http = Serve(own);

        // From now on the unit tells what it does. Debug lines of level 2 are the lines' events.
        Apply($"<Syslog_Server>{own}:{_syslog.Port}</Syslog_Server><Debug_Server>{own}:{_syslog.Port}</Debug_Server><Debug_Level>2</Debug_Level><Resync_On_Reset>No</Resync_On_Reset><Resync_Periodic>0</Resync_Periodic>",
            () => Value("Syslog_Server") == $"{own}:{_syslog.Port}");
    }

    [AssemblyCleanup]
    public static void Stop()
    {
        _virtual?.Dispose();
        _state?.Dispose();
        _web?.Close();
        _tftp?.Dispose();
        _syslog?.Dispose();
    }

    /// <summary>A page of the unit; asked again while the unit restarts.</summary>
    public static string Page(string path)
    {
        string page = null;
        WaitFor("the page " + path, () =>
        {
            try
            {
                using HttpResponseMessage reply = Client.GetAsync(_unit + path).Result;
                page = reply.Content.ReadAsStringAsync().Result;
                return reply.StatusCode != HttpStatusCode.Forbidden && page.Length > 0
                    ? true
                    : reply.StatusCode == HttpStatusCode.Forbidden ? throw new AssertFailedException("the unit's pages are closed: reset it to its factory values first") : false;
            }
            catch (AggregateException away) when (away.InnerException is HttpRequestException or OperationCanceledException)
            {
                return false;
            }
        });
        return page;
    }

    /// <summary>A parameter as the unit exports it.</summary>
    public static string Value(string name)
    {
        Match row = Regex.Match(Page("/admin/spacfg.xml"), $"<{name} ua=\"\\w+\">([^<]*)</{name}>");
        Assert.IsTrue(row.Success, name + " is not in the export");
        return WebUtility.HtmlDecode(row.Groups[1].Value);
    }

    /// <summary>Puts a file under a name of its own on both servers; its path.</summary>
    public static string Put(byte[] file)
    {
        string name = $"hil{Environment.ProcessId}-{Interlocked.Increment(ref _files)}.cfg";
        Files["/" + name] = file;
        _tftp.Files[name] = file;
        _tftp.Files["/" + name] = file;
        return "/" + name;
    }

    /// <summary>Changes what a path holds.</summary>
    public static void Put(string path, byte[] file) => Files[path] = file;

    /// <summary>Has the unit resync to a rule of ours.</summary>
    public static void Resync(string rule) => Page("/admin/resync?" + rule);

    /// <summary>Gives the unit a profile and waits until <paramref name="done"/>.</summary>
    public static void Apply(string parameters, Func<bool> done)
    {
        Resync(Http + Put(Profile(parameters)));
        WaitFor("a profile with " + parameters, done);
    }

    public static byte[] Profile(string parameters) => Encoding.ASCII.GetBytes("<flat-profile>" + parameters + "</flat-profile>");

    /// <summary>How many syslog lines have a text so far.</summary>
    public static int SaidTimes(string text) => Said.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for a syslog line.</summary>
    public static void WaitForLine(string text, int times = 1) => WaitFor("the line '" + text + "'", () => SaidTimes(text) >= times);

    /// <summary>How often a path was fetched by HTTP.</summary>
    public static int FetchedTimes(string path) => Fetched.Count(fetched => fetched == path);

    public static void WaitFor(string what, Func<bool> done)
    {
        var watch = Stopwatch.StartNew();
        while (!done())
        {
            if (watch.Elapsed > Patience)
            {
                throw new AssertFailedException($"{what} never came; the unit said:\n{string.Join("\n", Said)}\n{_virtual?.Output}\n{_virtual?.Errors}");
            }

            Thread.Sleep(50);
        }
    }

    // The address that the unit's packets come back to.
    private static IPAddress OwnAddress(Uri unit)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Connect(unit.Host, unit.Port);
        return ((IPEndPoint)probe.LocalEndPoint).Address;
    }

    private static string Serve(IPAddress own)
    {
        int port;
        using (var probe = new TcpListener(own, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        string address = $"http://{own}:{port}";
        _web = new HttpListener();
        _web.Prefixes.Add(address + "/");
        _web.Start();
        new Thread(Answer) { IsBackground = true, Name = "files" }.Start(_web);
        return address;
    }

    private static void Answer(object web)
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = ((HttpListener)web).GetContext();
                Fetched.Enqueue(context.Request.RawUrl);
                bool found = Files.TryGetValue(context.Request.RawUrl, out byte[] body);
                context.Response.StatusCode = found ? 200 : 404;
                context.Response.Close(found ? body : [], willBlock: true);
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            return;
        }
    }
}
