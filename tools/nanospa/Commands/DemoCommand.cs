// nanospa without a command: the built-in server and a unit that provisions itself from it.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Text;
using System.Threading.Tasks;
using NanoSpa.Tool.Server;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Commands;

/// <summary>The main job: needs nothing but the .NET SDK.</summary>
internal static class DemoCommand
{
    private const string Passphrase = "SecretPhrase1234";

    public static void Define(RootCommand root)
    {
        var identity = new IdentityOptions();
        var options = new RunOptions();
        identity.AddTo(root);
        options.AddTo(root);
        root.SetAction(async (parsed, cancel) =>
        {
            UnitOptions unit = options.Read(parsed, identity);
            string mac = Convert.ToHexStringLower(unit.Identity.MacAddress);
            await using ProvisioningServer server = await ProvisioningServer.StartAsync(mac, unit.Identity.SerialNumber, Passphrase);
            if (!unit.Json)
            {
                Screen.Line($"Provisioning server: {server.HttpAddress}/profiles/{mac}.cfg and tftp://127.0.0.1:{server.TftpPort}/common.xml");
                Screen.Line($"Virtual {unit.Identity.Product}, flash in {unit.StateFolder}; Ctrl-C ends");
            }

            // What a provider would have set at pre-provisioning: the secret key, and a rule that uses it.
            List<(string, byte[])> assignments =
            [
                ("GPP_SA", Encoding.ASCII.GetBytes(Passphrase)),
                ("Profile_Rule", Encoding.ASCII.GetBytes($"[--key $SA] {server.AccountUrl}")),
                ("Resync_Random_Delay", "0"u8.ToArray()),
                .. unit.Assignments,
            ];
            unit = unit with { Assignments = assignments };
            return await Task.Run(() => new HostUnit(unit, new UnitReport(unit.Json, unit.DebugLevel)).Run(cancel));
        });
    }
}
