// nanospa store: what a unit has on its flash, checked byte by byte (firmware/FORMAT.md).

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Tool.Store;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Commands;

/// <summary>
/// Exit status 0 when all slots are good or empty, 1 when one is of no use. Values are shown only out of a slot whose checksums hold: in a
/// damaged one a secret may stand under another name.
/// </summary>
internal static class StoreCommand
{
    private const int Damaged = 1;
    private const int ErrorColor = 203;
    private const string NotShown = "(not shown)";

    public static Command Create()
    {
        var command = new Command("store", "Shows and checks the flash of a unit: one slot, or the folder with both.");
        var path = new Argument<string>("FILE") { Description = "a slot, such as parameters.0, or the folder given to run as --state" };
        var json = new Option<bool>("--json") { Description = "one JSON object a slot" };
        command.Arguments.Add(path);
        command.Options.Add(json);
        command.SetAction(parsed => Show(parsed.GetValue(path), parsed.GetValue(json)));
        return command;
    }

    private static int Show(string path, bool json)
    {
        bool isFolder = Directory.Exists(path);
        string[] files = isFolder ? [Path.Combine(path, "parameters.0"), Path.Combine(path, "parameters.1")] : [path];
        if (!files.Any(File.Exists))
        {
            throw new UsageException(isFolder ? $"{path}: there is no parameters.0 and no parameters.1 in this folder" : $"{path}: there is no such file");
        }

        SlotImage[] slots = files.Select(SlotImage.Of).ToArray();
        LoadReport report = Loaded(slots);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            if (json)
            {
                WriteJson(slots[slot], report.Slot == slot);
            }
            else
            {
                Write(slots[slot]);
            }
        }

        if (!json)
        {
            string set = report.Slot < 0 ? "the factory values" : $"{Path.GetFileName(files[report.Slot])}, sequence {report.Sequence}";
            Screen.Line($"a unit with {(isFolder ? "these slots" : "this slot alone")} uses {set}");
        }

        return slots.All(s => s.Fault == Fault.None) ? 0 : Damaged;
    }

    // What the firmware's own store makes of the slots.
    private static LoadReport Loaded(SlotImage[] slots)
    {
        var flash = new MemoryFlash(HostUnit.StoreBytes);
        for (int slot = 0; slot < slots.Length; slot++)
        {
            slots[slot].PutInto(flash, slot);
        }

        var store = new ParameterStore(flash, Math.Min(HostUnit.StoreBytes, ParameterStore.MaxCapacityBytes));
        store.Load();
        return store.Report;
    }

    private static void Write(SlotImage slot)
    {
        Screen.Line($"{slot.Path}: {slot.Bytes.Length} bytes, {State(slot)}");
        if (slot.Fault != Fault.None)
        {
            Screen.Line($"  offset {slot.FaultOffset}: {Text(slot.Fault)}", ErrorColor);
        }

        if (slot.HeaderCrc != null)
        {
            Screen.Line($"  format {slot.Version}, sequence {slot.Sequence}, {slot.RecordCount} records in {slot.BodyBytes} bytes");
            Screen.Line($"  CRC of the header {slot.HeaderCrc}, of all {slot.BodyCrc?.ToString() ?? "not in the file"}");
        }

        foreach (SlotRecord record in slot.Records)
        {
            Screen.Line($"  {record.Offset,6}  {Name(slot, record)}  {record.Access}  {Screen.Flat(Value(slot, record) ?? (record.IsFactoryValue ? "(factory value)" : NotShown))}");
        }
    }

    private static void WriteJson(SlotImage slot, bool isUsed) => JsonLine.Write(o =>
    {
        o.WriteString("file", slot.Path);
        o.WriteNumber("bytes", slot.Bytes.Length);
        o.WriteString("state", State(slot));
        o.WriteBoolean("used", isUsed);
        WriteHeader(o, slot);
        o.WriteStartArray("records");
        foreach (SlotRecord record in slot.Records)
        {
            o.WriteStartObject();
            o.WriteNumber("offset", record.Offset);
            o.WriteString("name", Name(slot, record));
            o.WriteString("access", record.Access);
            o.WriteBoolean("shown", Value(slot, record) != null);
            o.WriteString("value", Value(slot, record));
            o.WriteEndObject();
        }

        o.WriteEndArray();
        WriteError(o, slot);
    });

    // All null in a slot that is too short for a header.
    private static void WriteHeader(Utf8JsonWriter o, SlotImage slot)
    {
        if (slot.HeaderCrc == null)
        {
            o.WriteNull("header");
            return;
        }

        o.WriteStartObject("header");
        o.WriteNumber("version", slot.Version);
        o.WriteNumber("sequence", slot.Sequence);
        o.WriteNumber("recordCount", slot.RecordCount);
        o.WriteNumber("bodyBytes", slot.BodyBytes);
        WriteCrc(o, "headerCrc", slot.HeaderCrc);
        WriteCrc(o, "bodyCrc", slot.BodyCrc);
        o.WriteEndObject();
    }

    private static void WriteCrc(Utf8JsonWriter o, string name, StoredCrc crc)
    {
        if (crc == null)
        {
            o.WriteNull(name);
            return;
        }

        o.WriteStartObject(name);
        o.WriteString("stored", $"{crc.Stored:X8}");
        o.WriteString("computed", $"{crc.Computed:X8}");
        o.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter o, SlotImage slot)
    {
        if (slot.Fault == Fault.None)
        {
            o.WriteNull("error");
            return;
        }

        o.WriteStartObject("error");
        o.WriteNumber("offset", slot.FaultOffset);
        o.WriteString("text", Text(slot.Fault));
        o.WriteEndObject();
    }

    private static string State(SlotImage slot) =>
        slot.IsEmpty ? "empty" : slot.Fault == Fault.None ? "good" : slot.Fault == Fault.SnapshotVersion ? "of another format version" : "damaged";

    private static string Text(Fault fault) => $"{FaultText.Of(fault)} (fault {(int)fault})";

    private static string Name(SlotImage slot, SlotRecord record) =>
        record.IsKnown ? record.Name : slot.Fault == Fault.None ? Screen.Flat(record.Name) + " (unknown)" : "(unknown)";

    // Null for what is not shown and for the factory value.
    private static string Value(SlotImage slot, SlotRecord record) =>
        slot.Fault != Fault.None || !record.IsKnown || record.IsSecret || record.IsFactoryValue ? null : record.Value;
}
