// The identity of a virtual unit: what a real one has from manufacture.

using NanoSpa.Hal;

namespace NanoSpa.Boards.Virtual;

/// <summary>Settable identity; the defaults are the guide's example unit.</summary>
public sealed class VirtualIdentity : IIdentity
{
    public byte[] MacAddress { get; set; } = { 0x00, 0x0e, 0x08, 0xab, 0xcd, 0xef };

    public string SerialNumber { get; set; } = "88012BA01234";

    public string Product { get; set; } = "SPA-2102";

    public string SoftwareVersion { get; set; } = "5.2.12";

    public string HardwareVersion { get; set; } = "1.4.4";

    public bool HasClientCertificate { get; set; }

    public string CustomizationTemplate { get; set; }
}
