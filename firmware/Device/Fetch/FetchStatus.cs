// How a fetch stands.

namespace NanoSpa.Device;

/// <summary>What <see cref="Fetcher.Step"/> answers.</summary>
public enum FetchStatus
{
    Busy = 0,

    /// <summary>The whole file was delivered and the sink has finished well.</summary>
    Done = 1,

    /// <summary><see cref="Fetcher.Fault"/> says why; None when nothing was started or it was cancelled.</summary>
    Failed = 2,
}
