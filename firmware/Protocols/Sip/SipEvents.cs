// An Event header in, what it asks for out (guide "Manual Resync", "Configuration Reporting"; the aliases that proxies send).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Event = package *( ";" parameter ), in any case of letters.</summary>
public static class SipEvents
{
    /// <summary>The packages, as Allow-Events lists them.</summary>
    public const string Allowed = "resync, report, reboot_now, restart_now, check-sync, reboot";

    /// <summary>What a package asks for; None for one that is not known.</summary>
    public static SipAction Find(byte[] text, int offset, int end)
    {
        int nameEnd = SipText.TokenEnd(text, offset, end);
        int count = nameEnd - offset;
        if (!SipText.AreParameters(text, nameEnd, end))
        {
            return SipAction.None;
        }

        if (ByteText.EqualsIgnoreCase(text, offset, count, "check-sync"))
        {
            int value;
            int valueCount;
            bool reboots = SipText.FindParameter(text, SipText.SkipBlanks(text, nameEnd, end), end, "reboot", out value, out valueCount)
                && ByteText.EqualsIgnoreCase(text, value, valueCount, "true");
            return reboots ? SipAction.Reboot : SipAction.Resync;
        }

        return ByteText.EqualsIgnoreCase(text, offset, count, "resync") ? SipAction.Resync
            : ByteText.EqualsIgnoreCase(text, offset, count, "report") ? SipAction.Report
            : ByteText.EqualsIgnoreCase(text, offset, count, "reboot_now") ? SipAction.RebootNow
            : ByteText.EqualsIgnoreCase(text, offset, count, "restart_now") ? SipAction.RestartNow
            : ByteText.EqualsIgnoreCase(text, offset, count, "reboot") ? SipAction.Reboot
            : SipAction.None;
    }
}
