// How a command of the SDK ended.

namespace NanoSpa.Gate.Tests;

/// <summary>Exit code and everything it printed.</summary>
internal sealed record CommandResult(int ExitCode, string Output);
