// nanospa ca: an authority of one's own for tests, and what it signs (guide "Enabling HTTPS").

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoSpa.Tool.Certificates;

namespace NanoSpa.Tool.Commands;

/// <summary>Three commands over one folder, in which the authority is spacroot.crt and spacroot.key.</summary>
internal static class CaCommand
{
    internal const string AuthorityName = "spacroot";

    public static Command Create()
    {
        var command = new Command("ca", "Makes certificates for tests: an authority, and the server's and units' certificates that it signs.");
        command.Subcommands.Add(CreateAuthority());
        command.Subcommands.Add(CaServerCommand.Create());
        command.Subcommands.Add(CaUnitCommand.Create());
        return command;
    }

    private static Command CreateAuthority()
    {
        var command = new Command("authority", $"Makes the authority: {AuthorityName}.crt and {AuthorityName}.key.");
        var name = new Option<string>("--name") { Description = "its name", DefaultValueFactory = _ => "nanoSpa test authority" };
        var file = new CertificateOptions(AuthorityName, 3650);
        command.Options.Add(name);
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            CertificateFiles files = file.Files(parsed, null);
            var subject = new X500DistinguishedNameBuilder();
            subject.AddCommonName(Text("--name", parsed.GetValue(name)));
            Make(file.Order(parsed) with { Subject = subject.Build() }, null, files);
            Screen.Line("Keep the key to yourself. Units trust the authority with");
            Screen.Line($"  nanospa run --ca {files.Certificate}");
            Screen.Line("Apache, to know the units by the certificates that this authority gave them:");
            Screen.Line($"  SSLCACertificateFile {files.Certificate}");
            Screen.Line("  SSLVerifyClient require");
        });
        return command;
    }

    /// <summary>The folder's authority with its key, for the caller to dispose.</summary>
    internal static X509Certificate2 Authority(string folder)
    {
        var files = new CertificateFiles(folder, AuthorityName);
        return File.Exists(files.Certificate) && File.Exists(files.Key)
            ? files.Read()
            : throw new UsageException($"there is no authority in {Path.GetFullPath(folder)}; make one with 'nanospa ca authority --folder {folder}'");
    }

    internal static void Make(CertificateOrder order, X509Certificate2 authority, CertificateFiles files)
    {
        using RSA key = Signer.NewKey();
        using X509Certificate2 certificate = Signer.Sign(order, key, authority);
        files.Write(certificate, key);
        Screen.Line($"{files.Certificate}: {Written(certificate.SubjectName)}, by {Written(certificate.IssuerName)}");
        Screen.Line(FormattableString.Invariant($"  valid from {order.From:yyyy-MM-dd HH:mm} to {order.Until:yyyy-MM-dd HH:mm} UTC"));
        if (order.AlternativeNames.Count > 0)
        {
            Screen.Line("  names " + string.Join(", ", order.AlternativeNames));
        }

        Screen.Line($"{files.Key}: its private key");
    }

    // In the order of the certificate, as openssl writes it; SN is the surname.
    private static string Written(X500DistinguishedName name) => Screen.Flat(name.Decode(X500DistinguishedNameFlags.None));

    // What a directory string of a subject may hold, RFC 5280 appendix A.
    internal static string Text(string option, string text) =>
        text.Length is > 0 and <= 64 && !text.Any(char.IsControl)
            ? text
            : throw new UsageException($"{option}: '{Screen.Flat(text)}' is not from 1 to 64 characters long");
}
