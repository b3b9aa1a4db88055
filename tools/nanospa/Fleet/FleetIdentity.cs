// A seed and a number in, who that unit of the fleet is out: MAC and serial as one production lot has them.

using System;
using System.Globalization;
using NanoSpa.Boards.Virtual;

namespace NanoSpa.Tool.Fleet;

/// <summary>Consecutive numbers from a place that the seed chooses, so that no two units of a fleet are alike.</summary>
internal static class FleetIdentity
{
    private const int MacNumbers = 1 << 24;
    private const int SerialNumbers = 100000;

    public static VirtualIdentity Of(int seed, int unit)
    {
        int number = (new Random(seed).Next(MacNumbers) + unit) % MacNumbers;
        return new VirtualIdentity
        {
            MacAddress = [0x00, 0x0e, 0x08, (byte)(number >> 16), (byte)(number >> 8), (byte)number],
            SerialNumber = "88012BA" + (number % SerialNumbers).ToString("D5", CultureInfo.InvariantCulture),
        };
    }
}
