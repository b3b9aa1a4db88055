// The interface's MAC address and a maker's file in, who the unit is out.

using NanoSpa.Hal;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Boards.Esp32;

/// <summary>
/// Keys of identity.txt: serial, product, software, hardware. Without them the serial number is the MAC address in upper-case hexadecimal
/// digits, and the product is one that the guide knows.
/// </summary>
public sealed class BoardIdentity : IIdentity
{
    /// <summary>Makes it; the template is null for a unit that is no RC unit.</summary>
    public BoardIdentity(byte[] macAddress, BoardFile file, bool hasOwnCertificate, string template)
    {
        MacAddress = macAddress;
        HasClientCertificate = hasOwnCertificate;
        CustomizationTemplate = template;
        SerialNumber = Given(file, "serial", SerialOf(macAddress));
        Product = Given(file, "product", "SPA-2102");
        SoftwareVersion = Given(file, "software", "5.2.12");
        HardwareVersion = Given(file, "hardware", "1.0.0");
    }

    /// <inheritdoc/>
    public byte[] MacAddress { get; }

    /// <inheritdoc/>
    public string SerialNumber { get; }

    /// <inheritdoc/>
    public string Product { get; }

    /// <inheritdoc/>
    public string SoftwareVersion { get; }

    /// <inheritdoc/>
    public string HardwareVersion { get; }

    /// <inheritdoc/>
    public bool HasClientCertificate { get; }

    /// <inheritdoc/>
    public string CustomizationTemplate { get; }

    private static string Given(BoardFile file, string key, string otherwise)
    {
        string text = file.TextOf(key);
        return text == null || text.Length == 0 ? otherwise : text;
    }

    private static string SerialOf(byte[] macAddress)
    {
        char[] digits = new char[macAddress.Length * 2];
        for (int i = 0; i < macAddress.Length; i++)
        {
            digits[2 * i] = Digit(macAddress[i] >> 4);
            digits[(2 * i) + 1] = Digit(macAddress[i] & 15);
        }

        return new string(digits);
    }

    private static char Digit(int value)
    {
        return (char)(value < 10 ? '0' + value : 'A' + value - 10);
    }
}
