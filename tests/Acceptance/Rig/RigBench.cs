// Network, servers and folders of one rig: what the tutorial calls the LAN, the PC and the servers on it.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;

namespace NanoSpa.Acceptance.Rig;

/// <summary>dnsmasq, atftpd on ports 69 and 6900, apache2 and rsyslogd, all up when the constructor is done; everything is under one folder.</summary>
internal sealed class RigBench : IDisposable
{
    private const UnixFileMode Open = (UnixFileMode)0b111_101_101;
    private const UnixFileMode WritableByAll = (UnixFileMode)0b111_111_111;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, RigServer> _servers = [];

    public RigBench()
    {
        var watch = Stopwatch.StartNew();
        Folder = Directory.CreateTempSubdirectory("nanospa-rig-").FullName;
        File.SetUnixFileMode(Folder, Open);
        Network = new RigNetwork(Folder);
        try
        {
            foreach (string made in new[] { "tftp", "www/cgi-bin", "log" })
            {
                Directory.CreateDirectory(Path.Combine(Folder, made));
            }

            File.SetUnixFileMode(Path.Combine(Folder, "log"), WritableByAll);
            Put("dhcp.conf", "");
            Put("hosts", ServerTexts.Hosts);
            Put("dnsmasq.conf", ServerTexts.Dnsmasq(Folder));
            Put("rsyslog.conf", ServerTexts.Rsyslog(Folder));
            Put("apache.conf", ServerTexts.Apache(Folder));
            StartAll();
        }
        catch
        {
            Dispose();
            throw;
        }

        UpMs = watch.ElapsedMilliseconds;
    }

    public RigNetwork Network { get; }

    /// <summary>How long everything took to come up.</summary>
    public long UpMs { get; }

    public string Folder { get; }

    /// <summary>The virtual root directory of both TFTP servers.</summary>
    public string TftpRoot => Path.Combine(Folder, "tftp");

    public string WebRoot => Path.Combine(Folder, "www");

    /// <summary>Lines of the web server's access log.</summary>
    public string[] AccessLog => Lines("apache-access.log");

    /// <summary>Lines of dnsmasq's log.</summary>
    public string[] DnsmasqLog => Lines("dnsmasq.log");

    /// <summary>Messages that came to the syslog server.</summary>
    public string[] Syslog => Lines("syslog");

    /// <summary>Writes a text file under the rig's folder.</summary>
    public void Put(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path));
        File.WriteAllText(path, text);
    }

    /// <summary>Waits until the pattern stands in the syslog server's file <paramref name="times"/> times behind its first <paramref name="from"/> lines; those lines.</summary>
    public string[] WaitForSyslog(string pattern, int from = 0, int times = 1)
    {
        var regex = new Regex(pattern);
        string[] found = [];
        bool came = SpinWait.SpinUntil(() => Pause() && (found = Syslog.Skip(from).Where(l => regex.IsMatch(l)).ToArray()).Length >= times, Patience);
        return came ? found : throw new TimeoutException($"/{pattern}/ did not come {times} times to the syslog server behind line {from}:\n{string.Join('\n', Syslog)}");
    }

    /// <summary>Ends a server: dnsmasq, tftp, tftp6900, apache or rsyslog.</summary>
    public void StopServer(string name)
    {
        _servers.Remove(name, out RigServer server);
        server.Dispose();
    }

    /// <summary>Starts a server that was ended, with its files as they are now.</summary>
    public void StartServer(string name)
    {
        Start(name);
        WaitForSockets();
    }

    /// <summary>Ends a server and starts it with its files as they are now.</summary>
    public void RestartServer(string name)
    {
        StopServer(name);
        StartServer(name);
    }

    /// <summary>What a browser on the PC shows.</summary>
    public string Browse(string url, params string[] options) => Shell.Run(Browser(url, options));

    /// <summary>What a browser on the PC says when it gets no page: curl's message.</summary>
    public string BrowseInVain(string url, params string[] options)
    {
        (int status, string output, string errors) = Shell.Try("", Browser(url, options));
        return status != 0 ? errors : throw new InvalidOperationException($"the browser got {url}: {output}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RigServer server in _servers.Values)
        {
            server.Dispose();
        }

        Network.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static bool Pause()
    {
        Thread.Sleep(20);
        return true;
    }

    private string[] Browser(string url, string[] options) => [.. Network.Prefix(Network.Pc), "curl", "-sS", "--max-time", "20", .. options, url];

    private void StartAll()
    {
        foreach (string name in new[] { "dnsmasq", "tftp", "tftp6900", "rsyslog", "apache" })
        {
            Start(name);
        }

        WaitForSockets();
    }

    private void Start(string name) => _servers[name] = new RigServer(Network, name switch
    {
        "dnsmasq" => ["dnsmasq", "-k", "-C", $"{Folder}/dnsmasq.conf"],
        "tftp" => Tftp(69),
        "tftp6900" => Tftp(6900),
        "rsyslog" => ["rsyslogd", "-n", "-f", $"{Folder}/rsyslog.conf", "-i", $"{Folder}/rsyslog.pid"],
        _ => ["apache2", "-D", "FOREGROUND", "-f", $"{Folder}/apache.conf"],
    });

    private string[] Tftp(int port) =>
        ["atftpd", "--daemon", "--no-fork", "--user", "nobody.nogroup", "--port", $"{port}", "--bind-address", RigNetwork.ServerAddress, "--logfile", $"{Folder}/log/tftp-{port}", TftpRoot];

    // Every port of the servers that run, by name.
    private void WaitForSockets()
    {
        var ports = new Dictionary<string, string> { ["dnsmasq"] = "53", ["tftp"] = "69", ["tftp6900"] = "6900", ["rsyslog"] = "514", ["apache"] = "80" };
        string[] wanted = _servers.Keys.Select(k => $"{RigNetwork.ServerAddress}:{ports[k]} ").ToArray();
        string seen = "";
        bool up = SpinWait.SpinUntil(
            () => wanted.All((seen = Shell.Run("ip", "netns", "exec", Network.Servers, "ss", "-Hlntu")).Contains) || _servers.Values.Any(s => s.HasExited), Patience);
        RigServer ended = _servers.Values.FirstOrDefault(s => s.HasExited);
        if (!up || ended != null)
        {
            throw new InvalidOperationException($"the rig's servers are not up: {string.Join(' ', ended?.Command ?? [])} {ended?.Said}\n{seen}\n{string.Join('\n', Lines("apache-error.log"))}");
        }
    }

    private string[] Lines(string name)
    {
        string path = Path.Combine(Folder, name);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }
}
