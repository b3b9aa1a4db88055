// The options that say who the unit is and what its parameters and macros hold.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Commands;

/// <summary>Shared by all commands: the unit's identity, its addresses, and --set NAME=VALUE.</summary>
internal sealed class IdentityOptions
{
    private readonly Option<string> _mac = new("--mac") { Description = "MAC address, 12 hexadecimal digits, colons allowed", DefaultValueFactory = _ => "000e08abcdef" };
    private readonly Option<string> _serial = new("--serial") { Description = "serial number", DefaultValueFactory = _ => "88012BA01234" };
    private readonly Option<string> _product = new("--product") { Description = "model", DefaultValueFactory = _ => "SPA-2102" };
    private readonly Option<string> _software = new("--software") { Description = "software version", DefaultValueFactory = _ => "5.2.12" };
    private readonly Option<string> _hardware = new("--hardware") { Description = "hardware version", DefaultValueFactory = _ => "1.4.4" };
    private readonly Option<string> _ip = new("--ip") { Description = "the unit's own IPv4 address ($IP)" };
    private readonly Option<string> _externalIp = new("--ext-ip") { Description = "its address as seen on the Internet ($EXTIP)" };
    private readonly Option<string[]> _set = new("--set") { Description = "NAME=VALUE: a parameter by its XML name, or in dry runs a macro; may be repeated", Arity = ArgumentArity.ZeroOrMore };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _mac, _serial, _product, _software, _hardware, _ip, _externalIp, _set })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Only what a unit's certificate says of it.</summary>
    public void AddNamesTo(Command command)
    {
        foreach (Option option in new Option[] { _mac, _serial, _product })
        {
            command.Options.Add(option);
        }
    }

    public VirtualIdentity Identity(ParseResult parsed) => new()
    {
        MacAddress = Mac(parsed.GetValue(_mac)),
        SerialNumber = parsed.GetValue(_serial),
        Product = parsed.GetValue(_product),
        SoftwareVersion = parsed.GetValue(_software),
        HardwareVersion = parsed.GetValue(_hardware),
    };

    /// <summary>0 when not given.</summary>
    public uint Address(ParseResult parsed) => Address("--ip", parsed.GetValue(_ip));

    /// <summary>0 when not given.</summary>
    public uint ExternalAddress(ParseResult parsed) => Address("--ext-ip", parsed.GetValue(_externalIp));

    /// <summary>The assignments of --set, in order.</summary>
    public IReadOnlyList<(string Name, byte[] Value)> Assignments(ParseResult parsed) => Assignments(parsed.GetValue(_set));

    /// <summary>The assignments in texts of the form NAME=VALUE.</summary>
    internal static IReadOnlyList<(string Name, byte[] Value)> Assignments(string[] texts) => (texts ?? []).Select(Split).ToList();

    /// <summary>A unit's macros as a dry run sees them: identity, parameters and macros as given.</summary>
    public IMacroSource DryRunMacros(ParseResult parsed) => Macros(Identity(parsed), Assignments(parsed), Address(parsed), ExternalAddress(parsed));

    internal static IMacroSource Macros(VirtualIdentity identity, IReadOnlyList<(string Name, byte[] Value)> assignments, uint address, uint externalAddress)
    {
        var store = new ParameterStore(new MemoryFlash(HostUnit.StoreBytes), HostUnit.StoreBytes);
        store.Load();
        var values = new MacroValues(store);
        values.SetIdentity(identity.MacAddress, identity.Product, identity.SerialNumber, identity.SoftwareVersion, identity.HardwareVersion);
        values.Address = address;
        values.ExternalAddress = externalAddress;
        var macros = new GivenMacros(values);
        foreach ((string name, byte[] value) in assignments)
        {
            if (!macros.TrySet(name, value))
            {
                ParameterSetting.Apply(store, name, value);
            }
        }

        return macros;
    }

    internal static uint Address(string option, string text)
    {
        if (text == null)
        {
            return 0;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Ipv4.TryParse(bytes, 0, bytes.Length, out uint address)
            ? address
            : throw new UsageException($"{option}: '{text}' is no IPv4 address; write four numbers with dots, such as 192.168.1.100");
    }

    private static byte[] Mac(string text)
    {
        string digits = text.Replace(":", "").Replace("-", "");
        return digits.Length == 12 && digits.All(Uri.IsHexDigit)
            ? Convert.FromHexString(digits)
            : throw new UsageException($"--mac: '{text}' is no MAC address; write 12 hexadecimal digits, such as 000e08abcdef");
    }

    private static (string, byte[]) Split(string assignment)
    {
        int equals = assignment.IndexOf('=');
        return equals > 0
            ? (assignment[..equals].Trim(), Encoding.UTF8.GetBytes(assignment[(equals + 1)..]))
            : throw new UsageException($"--set: '{assignment}' has no NAME=VALUE form");
    }
}
