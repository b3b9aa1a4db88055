// Log lines in, text on the board's debug port out.

using System;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal;

namespace NanoSpa.Boards.Esp32;

/// <summary>Shows messages; debug lines go to the debug server alone, as writing here takes time.</summary>
internal sealed class BoardConsole : IConsole
{
    /// <inheritdoc/>
    public void Line(LogSeverity severity, int debugLevel, byte[] text, int offset, int count)
    {
        if (debugLevel == 0)
        {
            Show(Encoding.UTF8.GetString(text, offset, count));
        }
    }

    internal void Show(string line)
    {
        Console.WriteLine(line);
    }
}
