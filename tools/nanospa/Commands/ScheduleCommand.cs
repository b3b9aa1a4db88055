// nanospa schedule: the delays of a list, by the unit's own reader and random numbers (guide "Configurable Schedules").

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using NanoSpa.Core;
using NanoSpa.Provisioning;
using Spectre.Console;

namespace NanoSpa.Tool.Commands;

/// <summary>
/// A dry run of Resync_Periodic, Resync_Error_Retry_Delay and Upgrade_Error_Retry_Delay. A delay of 0 means that the unit does not try
/// again by itself; what --json prints behind one is what the list says, not what the unit would do.
/// </summary>
internal static class ScheduleCommand
{
    private const int BadInput = 1;
    private const int DefaultCount = 10;
    private const int MaxCount = 1000000;

    // Fixed: a dry run gives the same twice. DelayRandom makes a number with many bits of it.
    private const uint DefaultSeed = 0;

    public static Command Create()
    {
        var command = new Command("schedule", "Prints the delays of a schedule, such as 1800+300,3600+600.");
        var list = new Argument<string>("LIST") { Description = "the list, or - for one list a line of standard input" };
        var json = new Option<bool>("--json") { Description = "one JSON object a line" };
        var count = new Option<int>("--count") { Description = "how many delays", DefaultValueFactory = _ => DefaultCount };
        var seed = new Option<uint>("--seed") { Description = "seed of the random parts; the same seed gives the same delays", DefaultValueFactory = _ => DefaultSeed };
        command.Arguments.Add(list);
        command.Options.Add(json);
        command.Options.Add(count);
        command.Options.Add(seed);
        command.SetAction(parsed =>
        {
            int wanted = parsed.GetValue(count);
            if (wanted is < 1 or > MaxCount)
            {
                throw new UsageException($"--count: {wanted} is not from 1 to {MaxCount}");
            }

            int status = 0;
            foreach (byte[] text in TextInput.Read(parsed.GetValue(list)))
            {
                status |= Show(text, wanted, parsed.GetValue(seed), parsed.GetValue(json));
            }

            return status;
        });
        return command;
    }

    private static int Show(byte[] list, int count, uint seed, bool json)
    {
        List<long> delaysMs = DelaysMs(list, count, seed, out int column);
        if (json)
        {
            WriteJson(list, delaysMs, column);
        }
        else if (column == 0)
        {
            WriteTable(list, delaysMs);
        }

        if (column == 0)
        {
            return 0;
        }

        CaretError.Write(Fault.DelayList, list, column);
        return BadInput;
    }

    // Empty when the list is bad.
    private static List<long> DelaysMs(byte[] list, int count, uint seed, out int column)
    {
        var random = new DelayRandom(seed);
        var delays = new List<long>();
        column = 0;
        for (int step = 0; step < count && column == 0; step++)
        {
            long delayMs = DelayList.DelayMs(list, 0, list.Length, step, random, out column);
            if (column == 0)
            {
                delays.Add(delayMs);
            }
        }

        return delays;
    }

    private static void WriteJson(byte[] list, List<long> delaysMs, int column) => JsonLine.Write(o =>
    {
        o.WriteString("list", ProfileText.Of(list));
        o.WriteStartArray("delays");
        foreach (long delayMs in delaysMs)
        {
            o.WriteNumberValue(Seconds(delayMs));
        }

        o.WriteEndArray();
        JsonLine.WriteError(o, column == 0 ? Fault.None : Fault.DelayList, column);
    });

    private static void WriteTable(byte[] list, List<long> delaysMs)
    {
        string[] elements = ProfileText.Of(list).Split(',', StringSplitOptions.TrimEntries);
        var table = new Table().Border(TableBorder.Simple).AddColumn("n").AddColumn("Element")
            .AddColumn(new TableColumn("Delay s").RightAligned()).AddColumn(new TableColumn("Elapsed d hh:mm:ss").RightAligned());
        long elapsedMs = 0;
        for (int step = 0; step < delaysMs.Count; step++)
        {
            string number = (step + 1).ToString(CultureInfo.InvariantCulture);
            string element = elements[Math.Min(step, elements.Length - 1)];
            elapsedMs += delaysMs[step];
            if (delaysMs[step] == 0)
            {
                table.AddRow(new Text(number), new Text(element), new Text("never"), new Text(""));
                break;
            }

            table.AddRow(new Text(number), new Text(element), new Text(Seconds(delaysMs[step]).ToString(CultureInfo.InvariantCulture)), new Text(Elapsed(elapsedMs)));
        }

        Screen.Show(table);
    }

    private static decimal Seconds(long milliseconds) => milliseconds / 1000m;

    private static string Elapsed(long milliseconds)
    {
        TimeSpan elapsed = TimeSpan.FromMilliseconds(milliseconds);
        return elapsed.ToString(@"d\ hh\:mm\:ss", CultureInfo.InvariantCulture);
    }
}
