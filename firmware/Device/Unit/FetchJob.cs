// What the unit's one fetcher works for.

namespace NanoSpa.Device;

/// <summary>Whose URL is fetched or sent to, and who is told of the end.</summary>
internal enum FetchJob
{
    /// <summary>A rule of the resync.</summary>
    Profile = 0,

    /// <summary>Custom_CA_URL.</summary>
    Authority = 1,

    /// <summary>Report_Rule: a file that is sent.</summary>
    Report = 2,
}
