// What one assembly takes of the device's limits, and what it holds that the device refuses.

using System.Collections.Generic;

namespace NanoSpa.Size;

/// <summary>Sizes in bytes, each an upper bound of what the device's assembly takes; <see cref="Refusals"/> is empty when it fits.</summary>
public sealed class LimitReport
{
    /// <summary>Most bytes of IL, of strings, and of tables in one assembly.</summary>
    public const int MaxBytes = 65536;

    /// <summary>Most arguments, locals, fields of a kind and methods of a kind: the device counts them in a byte.</summary>
    public const int MaxCount = 255;

    /// <summary>Deepest evaluation stack: 12 bytes of heap a place with each call.</summary>
    public const int MaxStack = 64;

    public LimitReport(string assembly)
    {
        Assembly = assembly;
    }

    public string Assembly { get; }

    /// <summary>IL with its exception tables. The device stores tokens shorter, so this is never too low.</summary>
    public int IlBytes { get; set; }

    /// <summary>Distinct names and literals as NUL-terminated UTF-8.</summary>
    public int StringBytes { get; set; }

    /// <summary>Static-table data and distinct signatures, which share one table.</summary>
    public int TableBytes { get; set; }

    /// <summary>IL, strings and tables.</summary>
    public int[] Sizes => new[] { IlBytes, StringBytes, TableBytes };

    /// <summary>One sentence for each finding, with the type and the member.</summary>
    public List<string> Refusals { get; } = new List<string>();

    /// <summary>The fullest of the three, in percent.</summary>
    public int PercentOfLimit => System.Math.Max(IlBytes, System.Math.Max(StringBytes, TableBytes)) * 100 / MaxBytes;
}
