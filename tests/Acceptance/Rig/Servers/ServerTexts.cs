// The configuration files of the rig's servers.

namespace NanoSpa.Acceptance.Rig;

/// <summary>Each takes the rig's folder; all that a server writes stays in there.</summary>
internal static class ServerTexts
{
    /// <summary>DNS for telco.com and server.com, DHCP without any provisioning option; what else to answer stands in files of their own.</summary>
    public static string Dnsmasq(string folder) => $"""
        no-resolv
        no-hosts
        no-round-robin
        interface=eth0
        bind-interfaces
        user=root
        log-queries
        log-facility={folder}/dnsmasq.log
        local=/telco.com/
        local=/server.com/
        addn-hosts={folder}/hosts
        dhcp-authoritative
        dhcp-range=192.168.77.100,192.168.77.120,255.255.255.0,2m
        dhcp-host={RigNetwork.UnitMac},{RigNetwork.UnitAddress}
        dhcp-leasefile={folder}/leases
        dhcp-option=6,{RigNetwork.ServerAddress}
        conf-file={folder}/dhcp.conf

        """;

    /// <summary>prov.telco.com and my.server.com are the tutorial's; many.telco.com's first address has no listener.</summary>
    public const string Hosts = $"""
        {RigNetwork.ServerAddress} prov.telco.com my.server.com prov.server.com
        {RigNetwork.ThirdServerAddress} many.telco.com
        {RigNetwork.ServerAddress} many.telco.com

        """;

    /// <summary>Everything that comes to UDP port 514, a line a message, as received behind its priority.</summary>
    public static string Rsyslog(string folder) => $"""
        global(workDirectory="{folder}")
        module(load="imudp")
        input(type="imudp" port="514" address="{RigNetwork.ServerAddress}")
        template(name="raw" type="string" string="%rawmsg-after-pri%\n")
        *.* action(type="omfile" file="{folder}/syslog" template="raw" asyncWriting="off")

        """;

    /// <summary>HTTP on port 80: files of www, CGI in www/cgi-bin, and replies that are no profile.</summary>
    public static string Apache(string folder) => $"""
        ServerRoot {folder}
        PidFile {folder}/apache.pid
        DefaultRuntimeDir {folder}
        Mutex file:{folder}
        ServerName prov.telco.com
        Listen {RigNetwork.ServerAddress}:80
        Define M /usr/lib/apache2/modules
        {Modules("mpm_event authz_core authn_core authn_file authz_user auth_basic auth_digest alias mime env cgid headers socache_shmcb ssl")}
        User nobody
        Group nogroup
        StartServers 1
        ServerLimit 2
        ThreadsPerChild 16
        MaxRequestWorkers 32
        ScriptSock {folder}/cgid.sock
        TypesConfig /dev/null
        ErrorLog {folder}/apache-error.log
        LogFormat "%h \"%r\" %>s \"%{"{User-Agent}"}i\" %{"{SSL_PROTOCOL}"}x %{"{SSL_CLIENT_S_DN}"}x" rig
        CustomLog {folder}/apache-access.log rig
        DocumentRoot {folder}/www
        ScriptAlias /cgi-bin/ {folder}/www/cgi-bin/
        <Directory {folder}/www>
          Require all granted
          Options +ExecCGI
        </Directory>
        Redirect 403 /forbidden
        Redirect 503 /busy
        IncludeOptional {folder}/apache-*.conf

        """;

    /// <summary>An https server on a port of its own, to be named apache-….conf; <paramref name="certificate"/> is the path of its .crt and .key without these.</summary>
    public static string TlsHost(int port, string certificate, params string[] directives) => $"""
        Listen {RigNetwork.ServerAddress}:{port}
        <VirtualHost {RigNetwork.ServerAddress}:{port}>
          SSLEngine on
          SSLCertificateFile {certificate}.crt
          SSLCertificateKeyFile {certificate}.key
          {string.Join("\n  ", directives)}
        </VirtualHost>

        """;

    private static string Modules(string names)
    {
        string lines = "";
        foreach (string name in names.Split(' '))
        {
            lines += $"LoadModule {name}_module ${{M}}/mod_{name}.so\n";
        }

        return lines;
    }
}
