// nanospa ca server: the certificate of a provisioning server, good or deliberately bad.

using System.CommandLine;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using NanoSpa.Tool.Certificates;

namespace NanoSpa.Tool.Commands;

/// <summary>Named as in the guide: provserver.crt and provserver.key.</summary>
internal static class CaServerCommand
{
    public static Command Create()
    {
        var command = new Command("server", "Makes a provisioning server's certificate.");
        var name = new Option<string[]>("--name") { Description = "DNS name of the server, *.example.net for all under it; may be repeated", Arity = ArgumentArity.OneOrMore };
        var address = new Option<string[]>("--address") { Description = "IPv4 address of the server, for URLs with an address; may be repeated", Arity = ArgumentArity.OneOrMore };
        var common = new Option<string>("--common-name") { Description = "the CN; without it the first name, or the first address" };
        var commonOnly = new Option<bool>("--common-name-only") { Description = "names the server in the CN alone, as the guide's certificates do" };
        var selfSigned = new Option<bool>("--self-signed") { Description = "a bad one, for tests: signed with its own key instead of the authority's" };
        var file = new CertificateOptions("provserver", 825);
        foreach (Option option in new Option[] { name, address, common, commonOnly, selfSigned })
        {
            command.Options.Add(option);
        }

        file.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] names = [.. (parsed.GetValue(name) ?? []).Select(Name), .. (parsed.GetValue(address) ?? []).Select(Address)];
            string cn = parsed.GetValue(common) ?? names.FirstOrDefault() ?? throw new UsageException("name the server, with --name, --address or --common-name");
            bool namesInCommonName = parsed.GetValue(commonOnly);
            if (namesInCommonName && names.Length > 1)
            {
                throw new UsageException("--common-name-only: a CN holds one name; leave the others out");
            }

            var subject = new X500DistinguishedNameBuilder();
            subject.AddCommonName(CaCommand.Text("--common-name", cn));
            CertificateOrder order = file.Order(parsed) with
            {
                Subject = subject.Build(),
                AlternativeNames = namesInCommonName ? [] : names,
                Use = CertificateOrder.ServerUse,
            };
            CertificateFiles files = file.Files(parsed, null);
            using X509Certificate2 authority = parsed.GetValue(selfSigned) ? null : CaCommand.Authority(file.Folder(parsed));
            CaCommand.Make(order, authority, files);
            Screen.Line("Apache:");
            Screen.Line("  SSLEngine on");
            Screen.Line($"  SSLCertificateFile {files.Certificate}");
            Screen.Line($"  SSLCertificateKeyFile {files.Key}");
        });
        return command;
    }

    private static string Name(string text) =>
        text.Length <= 253 && Regex.IsMatch(text, @"\A(\*\.)?[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\z") && !IPAddress.TryParse(text, out _)
            ? text
            : throw new UsageException($"--name: '{Screen.Flat(text)}' is no DNS name; addresses go to --address");

    private static string Address(string text) =>
        IPAddress.TryParse(text, out IPAddress address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text
            ? text
            : throw new UsageException($"--address: '{Screen.Flat(text)}' is no IPv4 address");
}
