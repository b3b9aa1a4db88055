// How the work on the rules stands.

namespace NanoSpa.Provisioning;

/// <summary>The answers of <see cref="RuleRun"/>.</summary>
internal enum RunStatus
{
    /// <summary>The chosen rule wants its file fetched.</summary>
    Fetch = 0,

    /// <summary>Well so far: of Next, all rules were worked through; of FetchEnded, the rule's file was applied.</summary>
    Done = 1,

    /// <summary>A rule failed, and with it the run.</summary>
    Failed = 2,
}
