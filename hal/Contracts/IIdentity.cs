// Who the unit is.

namespace NanoSpa.Hal;

/// <summary>What is fixed at manufacture or known only to the board.</summary>
public interface IIdentity
{
    /// <summary>Six bytes.</summary>
    byte[] MacAddress { get; }

    /// <summary>For example 88012BA01234.</summary>
    string SerialNumber { get; }

    /// <summary>Model with its dash, for example SPA-2102.</summary>
    string Product { get; }

    /// <summary>For example 5.2.12.</summary>
    string SoftwareVersion { get; }

    /// <summary>For example 1.4.4.</summary>
    string HardwareVersion { get; }

    /// <summary>True when the unit carries a client certificate of its own (guide "$CCERT").</summary>
    bool HasClientCertificate { get; }

    /// <summary>
    /// The factory values of an RC unit, as the text of an XML profile (guide "Deploying RC Units"); null for a unit that is none.
    /// </summary>
    string CustomizationTemplate { get; }
}
