// The unit's console as a list of lines.

using System.Collections.Generic;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Acceptance.Unit;

/// <summary>Keeps every line.</summary>
internal sealed class LineConsole : IConsole
{
    public List<string> Lines { get; } = [];

    public void Line(LogSeverity severity, int level, byte[] text, int offset, int count) => Lines.Add(Encoding.Latin1.GetString(text, offset, count));
}
