// nanospa run: a virtual unit against real servers.

using System;
using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoSpa.Hal.Net;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Commands;

/// <summary>The unit of the main job, without the built-in server.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Runs a virtual unit against your own servers until Ctrl-C.");
        var identity = new IdentityOptions();
        var options = new RunOptions();
        var option66 = new Option<string>("--option66") { Description = "what DHCP option 66 would say: a host, an address or a URL" };
        var rc = new Option<string>("--rc") { Description = "makes it an RC unit: FILE is an XML profile with its own factory values" };
        Option<string> authorities = AuthorityOption.Create();
        var certificate = new Option<string>("--certificate") { Description = "PEM file with the unit's client certificate" };
        var key = new Option<string>("--certificate-key") { Description = "PEM file with the private key of --certificate" };
        Option<string> dns = NameServerOption.Create();
        identity.AddTo(command);
        options.AddTo(command);
        command.Options.Add(option66);
        command.Options.Add(dns);
        command.Options.Add(rc);
        command.Options.Add(authorities);
        command.Options.Add(certificate);
        command.Options.Add(key);
        command.SetAction((parsed, cancel) =>
        {
            (uint dnsAddress, int dnsPort) = NameServerOption.Read(parsed.GetValue(dns));
            UnitOptions unit = options.Read(parsed, identity) with
            {
                Tls = new TlsIdentity
                {
                    Authorities = AuthorityOption.Read(parsed.GetValue(authorities)),
                    Certificate = AuthorityOption.TextOf("--certificate", parsed.GetValue(certificate)),
                    CertificateKey = AuthorityOption.TextOf("--certificate-key", parsed.GetValue(key)),
                },
                Option66 = parsed.GetValue(option66),
                DnsAddress = dnsAddress,
                DnsPort = dnsPort,
            };
            unit.Identity.CustomizationTemplate = AuthorityOption.TextOf("--rc", parsed.GetValue(rc));
            if (unit.Tls.Certificate == null != (unit.Tls.CertificateKey == null))
            {
                throw new UsageException("--certificate and --certificate-key go together");
            }

            unit.Identity.HasClientCertificate = HasOwnCertificate(unit.Tls.Certificate, unit.Tls.CertificateKey);
            var host = new HostUnit(unit, new UnitReport(unit.Json, unit.DebugLevel));
            UnitInput.Start(System.Console.In, host);
            return System.Threading.Tasks.Task.Run(() => host.Run(cancel));
        });
        return command;
    }

    // A generic certificate is no certificate of the unit's own (guide "$CCERT").
    private static bool HasOwnCertificate(string pem, string key)
    {
        try
        {
            return pem != null && !X509Certificate2.CreateFromPem(pem, key).Subject.Contains("Linksysgeneric", StringComparison.Ordinal);
        }
        catch (Exception bad) when (bad is CryptographicException or ArgumentException)
        {
            throw new UsageException($"--certificate: {bad.Message}");
        }
    }
}
