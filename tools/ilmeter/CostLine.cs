// The figures of one workload.

using System.Globalization;

namespace NanoSpa.IlMeter;

/// <summary>A line of the table of costs.</summary>
public sealed class CostLine
{
    public string Item { get; init; }

    public long Items { get; init; }

    /// <summary>IL instructions in all.</summary>
    public long Instructions { get; init; }

    /// <summary>What careful code reaches on the device, an item; 0: not known.</summary>
    public double Limit { get; init; }

    /// <summary>Calls into the base library.</summary>
    public long LibraryCalls { get; init; }

    /// <summary>Bytes on the host's heap.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>IL instructions an item.</summary>
    public double PerItem => (double)Instructions / Items;

    internal string[] Cells(string name)
    {
        return new[] { name, Item, Text(Items), Text(Instructions), PerItem.ToString("0.0", CultureInfo.InvariantCulture), Limit.ToString("0.0", CultureInfo.InvariantCulture), Text(LibraryCalls), Text(AllocatedBytes) };
    }

    private static string Text(long number)
    {
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
