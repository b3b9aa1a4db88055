// A fleet's figures in, the final report out: lines for a person or one JSON object.

using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using NanoSpa.Core;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Fleet;

/// <summary>Text with a point in numbers, whatever the system's language.</summary>
internal static class FleetReport
{
    private const int Red = 203;
    private const int BarWidth = 40;
    private static readonly int[] Percents = [50, 90, 99, 100];

    public static void Write(FleetFigures figures)
    {
        string stopped = figures.Unfinished > 0 ? $", {figures.Unfinished} without an outcome" : "";
        string tries = figures.Attempts > figures.Run.Units.Count ? $", {figures.Attempts} attempts" : "";
        Screen.Line(Text($"{figures.Run.Units.Count} units in {figures.Seconds:F1} s: {figures.Succeeded} succeeded, {figures.Failed} failed{stopped}{tries}"));
        foreach (FleetFailure failure in figures.Failures)
        {
            Screen.Line(Text($"  {failure.Units} with fault {(int)failure.Fault}: {FaultText.Of(failure.Fault)}"), Red);
            Screen.Line($"    such as {MacOf(failure.Example)}: {Screen.Flat(failure.Example.Result)}");
        }

        Screen.Line(Text($"Requests: {figures.Requests}, {figures.RequestsPerSecond:F1} a second, {figures.BusiestSecond} in the busiest second"));
        if (figures.Requests > 0)
        {
            WriteSpread(figures);
        }

        Screen.Line("Latency of what succeeded, ms: " + (figures.LatencyMs(100) == null ? "none"
            : string.Join(", ", Percents.Select(p => Text($"{NameOf(p)} {figures.LatencyMs(p)}")))));
        Screen.Line(Text($"Bytes: {figures.ReceivedBytes} received, {figures.SentBytes} sent"));
        if (figures.Run.HeldBack > 0)
        {
            Screen.Line(Text($"Connections that waited because too many others were being made: {figures.Run.HeldBack}; the server accepts too slowly, or not at all"));
        }

        Screen.Line(Text($"Memory a unit: {figures.Run.ManagedBytesOfUnit / 1024} KiB of objects, {figures.Run.WorkingSetBytesOfUnit / 1024} KiB of the process; process at most {figures.PeakWorkingSetBytes >> 20} MiB"));
    }

    public static void WriteJson(FleetFigures figures, int seed, bool stopped) => JsonLine.Write(o =>
    {
        o.WriteNumber("units", figures.Run.Units.Count);
        o.WriteNumber("seed", seed);
        o.WriteBoolean("stopped", stopped);
        o.WriteNumber("seconds", Rounded(figures.Seconds));
        o.WriteNumber("succeeded", figures.Succeeded);
        o.WriteNumber("failed", figures.Failed);
        o.WriteNumber("unfinished", figures.Unfinished);
        o.WriteNumber("attempts", figures.Attempts);
        WriteFailures(o, figures);
        o.WriteNumber("requests", figures.Requests);
        o.WriteNumber("requestsPerSecond", Rounded(figures.RequestsPerSecond));
        o.WriteNumber("busiestSecond", figures.BusiestSecond);
        o.WriteNumber("firstRequestSecond", Rounded(figures.FirstRequestSeconds));
        o.WriteNumber("lastRequestSecond", Rounded(figures.LastRequestSeconds));
        o.WriteNumber("heldBack", figures.Run.HeldBack);
        o.WriteStartArray("spread");
        foreach (FleetSlice slice in figures.Spread)
        {
            o.WriteStartObject();
            o.WriteNumber("second", Rounded(slice.FromSeconds));
            o.WriteNumber("requests", slice.Requests);
            o.WriteEndObject();
        }

        o.WriteEndArray();
        WriteLatency(o, figures);
        o.WriteNumber("receivedBytes", figures.ReceivedBytes);
        o.WriteNumber("sentBytes", figures.SentBytes);
        o.WriteNumber("managedBytesOfUnit", figures.Run.ManagedBytesOfUnit);
        o.WriteNumber("workingSetBytesOfUnit", figures.Run.WorkingSetBytesOfUnit);
        o.WriteNumber("peakWorkingSetBytes", figures.PeakWorkingSetBytes);
    });

    public static string MacOf(FleetUnit unit) => Convert.ToHexStringLower(unit.Identity.MacAddress);

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void WriteFailures(Utf8JsonWriter fields, FleetFigures figures)
    {
        fields.WriteStartArray("faults");
        foreach (FleetFailure failure in figures.Failures)
        {
            fields.WriteStartObject();
            fields.WriteNumber("fault", (int)failure.Fault);
            fields.WriteString("text", FaultText.Of(failure.Fault));
            fields.WriteNumber("units", failure.Units);
            fields.WriteStartObject("example");
            fields.WriteString("mac", MacOf(failure.Example));
            fields.WriteString("serial", failure.Example.Identity.SerialNumber);
            fields.WriteString("result", failure.Example.Result);
            fields.WriteEndObject();
            fields.WriteEndObject();
        }

        fields.WriteEndArray();
    }

    private static void WriteLatency(Utf8JsonWriter fields, FleetFigures figures)
    {
        fields.WriteStartObject("latencyMs");
        foreach (int percent in Percents)
        {
            if (figures.LatencyMs(percent) is long latencyMs)
            {
                fields.WriteNumber(NameOf(percent), latencyMs);
            }
            else
            {
                fields.WriteNull(NameOf(percent));
            }
        }

        fields.WriteEndObject();
    }

    private static void WriteSpread(FleetFigures figures)
    {
        Screen.Line(Text($"Spread: first after {figures.FirstRequestSeconds:F1} s, last after {figures.LastRequestSeconds:F1} s"));
        int most = figures.Spread.Max(s => s.Requests);
        foreach (FleetSlice slice in figures.Spread)
        {
            string bar = new('#', (int)Math.Ceiling((double)BarWidth * slice.Requests / most));
            Screen.Line(Text($"  {slice.FromSeconds,8:F2} s {slice.Requests,6} {bar}").TrimEnd());
        }
    }

    private static string NameOf(int percent) => percent == 100 ? "max" : Text($"p{percent}");

    private static double Rounded(double value) => Math.Round(value, 3);
}
