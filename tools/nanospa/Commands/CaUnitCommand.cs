// nanospa ca unit: a unit's client certificate, its own or the generic one (guide "Enabling HTTPS").

using System;
using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using NanoSpa.Boards.Virtual;
using NanoSpa.Tool.Certificates;

namespace NanoSpa.Tool.Commands;

/// <summary>The subject is OU=product, L=serial number, S=MAC address, where S is the surname (2.5.4.4) as servers print it.</summary>
internal static class CaUnitCommand
{
    private const string Surname = "2.5.4.4";

    public static Command Create()
    {
        var command = new Command("unit", "Makes a unit's client certificate.");
        var identity = new IdentityOptions();
        var generic = new Option<bool>("--generic") { Description = "the certificate of units that were made without one of their own" };
        var file = new CertificateOptions(null, 3650);
        identity.AddNamesTo(command);
        command.Options.Add(generic);
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            VirtualIdentity unit = identity.Identity(parsed);
            string mac = Convert.ToHexStringLower(unit.MacAddress);
            bool isGeneric = parsed.GetValue(generic);
            CertificateFiles files = file.Files(parsed, isGeneric ? "generic" : mac);
            using X509Certificate2 authority = CaCommand.Authority(file.Folder(parsed));
            CertificateOrder order = file.Order(parsed) with
            {
                Subject = isGeneric
                    ? Subject("Linksys.com", "Linksysgeneric", "Linksysgeneric")
                    : Subject(CaCommand.Text("--product", unit.Product), CaCommand.Text("--serial", unit.SerialNumber), mac),
                Use = CertificateOrder.ClientUse,
            };
            CaCommand.Make(order, authority, files);
            string who = isGeneric ? "" : $" --product {unit.Product} --serial {unit.SerialNumber} --mac {mac}";
            Screen.Line("The unit shows it with");
            Screen.Line($"  nanospa run{who} --certificate {files.Certificate} --certificate-key {files.Key}");
            Screen.Line("Apache lets scripts see SSL_CLIENT_S_DN_OU, SSL_CLIENT_S_DN_L and SSL_CLIENT_S_DN_S with");
            Screen.Line("  SSLOptions +StdEnvVars");
        });
        return command;
    }

    // The builder takes the last part first.
    private static X500DistinguishedName Subject(string unit, string locality, string surname)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.Add(Surname, surname);
        subject.AddLocalityName(locality);
        subject.AddOrganizationalUnitName(unit);
        return subject.Build();
    }
}
