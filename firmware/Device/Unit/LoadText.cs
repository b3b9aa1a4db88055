// What was found on flash in, a sentence for the log out.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>Tells a <see cref="LoadReport"/>.</summary>
public static class LoadText
{
    /// <summary>True when a slot was damaged or not understood.</summary>
    public static bool IsTrouble(LoadReport report)
    {
        return report.FaultOfSlot0 != Fault.None || report.FaultOfSlot1 != Fault.None;
    }

    /// <summary>Appends which set is in use and what was wrong with a slot.</summary>
    public static void Append(LoadReport report, TextBuffer output)
    {
        if (report.Slot < 0)
        {
            output.Append("factory values");
        }
        else
        {
            output.Append("set ");
            output.AppendNumber(report.Sequence);
            output.Append(" from slot ");
            output.AppendNumber(report.Slot);
            output.Append(", ");
            output.AppendNumber(report.RecordCount);
            output.Append(" parameters");
        }

        for (int slot = 0; slot < 2; slot++)
        {
            if (report.FaultOf(slot) != Fault.None)
            {
                output.Append("; slot ");
                output.AppendNumber(slot);
                output.Append(": ");
                output.Append(FaultText.Of(report.FaultOf(slot)));
            }
        }

        if (report.UnknownCount > 0)
        {
            output.Append("; left out, as this version does not know them: ");
            output.AppendNumber(report.UnknownCount);
        }
    }
}
