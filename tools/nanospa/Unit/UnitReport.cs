// What a unit says and does, shown to the person at the terminal: log lines, tables of changes, or JSON lines.

using System;
using System.Collections.Generic;
using System.Globalization;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;
using Spectre.Console;

namespace NanoSpa.Tool.Unit;

/// <summary>The unit's console and resync observer. Secret values are never shown.</summary>
internal sealed class UnitReport(bool json, int debugLevel) : IConsole, IResyncObserver
{
    private const string Secret = "(not shown)";
    private const int Red = 9;
    private const int Grey = 8;
    private readonly TextBuffer _old = new(ParameterStore.MaxValueBytes);
    private readonly TextBuffer _new = new(ParameterStore.MaxValueBytes);
    private readonly List<(string Name, string Old, string New)> _changes = [];

    /// <summary>Resyncs that have ended since the program started.</summary>
    public int Resyncs { get; private set; }

    public bool LastSucceeded { get; private set; }

    public void Line(LogSeverity severity, int level, byte[] text, int offset, int count)
    {
        if (level > debugLevel)
        {
            return;
        }

        string line = ProfileText.Of(text.AsSpan(offset, count));
        if (json)
        {
            JsonLine.Write(o =>
            {
                o.WriteString("time", Now());
                o.WriteString("event", "log");
                o.WriteString("severity", severity.ToString().ToLowerInvariant());
                o.WriteNumber("level", level);
                o.WriteString("text", line);
            });
            return;
        }

        if (severity <= LogSeverity.Warning)
        {
            Screen.Line(line, Red);
        }
        else if (level > 0)
        {
            Screen.Line(line, Grey);
        }
        else
        {
            Screen.Line(line);
        }
    }

    public void Committing(ParameterTransaction transaction)
    {
        for (int index = transaction.NextChanged(-1); index >= 0; index = transaction.NextChanged(index))
        {
            _old.Clear();
            _new.Clear();
            transaction.AppendOld(index, _old);
            transaction.AppendNew(index, _new);
            bool secret = Catalogue.IsSecret(index);
            string before = secret ? Hidden(_old) : ProfileText.Of(_old);
            string after = secret ? Hidden(_new) : ProfileText.Of(_new);
            if (!transaction.ChangesValue(index))
            {
                after += " (user access " + AccessText.Of(transaction.NewAccessOf(index)) + ")";
            }

            _changes.Add((Catalogue.NameOf(index), before, after));
        }
    }

    public void Ended(Fault fault, bool isUnchanged, bool restartDue)
    {
        Resyncs++;
        LastSucceeded = fault == Fault.None;
        if (json)
        {
            JsonLine.Write(o =>
            {
                o.WriteString("time", Now());
                o.WriteString("event", "resync");
                o.WriteBoolean("success", LastSucceeded);
                o.WriteNumber("fault", (int)fault);
                o.WriteBoolean("unchanged", isUnchanged);
                o.WriteBoolean("restart", restartDue);
                o.WriteStartArray("changes");
                foreach ((string name, string before, string after) in _changes)
                {
                    o.WriteStartObject();
                    o.WriteString("name", name);
                    o.WriteString("old", before);
                    o.WriteString("new", after);
                    o.WriteEndObject();
                }

                o.WriteEndArray();
            });
        }
        else if (_changes.Count > 0)
        {
            ShowChanges();
        }
        else if (isUnchanged)
        {
            Screen.Line("Unchanged since it was applied; nothing is written.", Grey);
        }

        _changes.Clear();
    }

    /// <summary>The resync that is under way will not end: what it has changed so far is not to be shown with the next one.</summary>
    public void ForgetChanges() => _changes.Clear();

    public void Web(string host, int port)
    {
        string shown = host is "0.0.0.0" or "*" ? "127.0.0.1" : host;
        string address = $"http://{shown}:{port.ToString(CultureInfo.InvariantCulture)}/admin/advanced";
        if (json)
        {
            JsonLine.Write(o =>
            {
                o.WriteString("time", Now());
                o.WriteString("event", "web");
                o.WriteString("url", address);
            });
        }
        else
        {
            Screen.Line("Web page: " + address);
        }
    }

    /// <summary>What the flash had kept.</summary>
    public void Kept(ParameterStore store, LoadReport loaded)
    {
        if (json)
        {
            return;
        }

        _old.Clear();
        LoadText.Append(loaded, _old);
        Screen.Line("Flash: " + ProfileText.Of(_old));
        var table = new Table().Border(TableBorder.Simple).AddColumn("Parameter").AddColumn("Value kept from before");
        for (int index = 0; index < Catalogue.Count; index++)
        {
            if (!store.IsDefault(index))
            {
                _old.Clear();
                store.AppendTo(index, _old);
                table.AddRow(new Text(Catalogue.NameOf(index)), new Text(Catalogue.IsSecret(index) ? Hidden(_old) : ProfileText.Of(_old)));
            }
        }

        if (table.Rows.Count > 0)
        {
            Screen.Show(table);
        }
    }

    /// <summary>When the first resync comes, if that is not at once.</summary>
    public void Waiting(Device.Unit unit, long nowMs)
    {
        long seconds = unit.Resync.NextResyncMs == ResyncEngine.Never ? 0 : (unit.Resync.NextResyncMs - nowMs) / 1000;
        if (!json && seconds > 0)
        {
            Screen.Line($"First resync in {seconds} s (Resync_Random_Delay; --set Resync_Random_Delay=0 for at once)");
        }
    }

    public void Restarting(bool cold) => Note(cold ? "The unit restarts." : "The unit restarts warm with its new parameters.", "restart");

    public void NothingDue() => Console.Error.WriteLine("nanospa: --once: no resync is due; look at Provision_Enable and Resync_On_Reset");

    private void Note(string text, string name)
    {
        if (json)
        {
            JsonLine.Write(o =>
            {
                o.WriteString("time", Now());
                o.WriteString("event", name);
                o.WriteString("text", text);
            });
        }
        else
        {
            Screen.Line(text);
        }
    }

    private void ShowChanges()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Parameter").AddColumn("Old").AddColumn("New");
        foreach ((string name, string before, string after) in _changes)
        {
            table.AddRow(new Text(name), new Text(before), new Text(after));
        }

        Screen.Show(table);
    }

    private static string Hidden(TextBuffer value) => value.Length == 0 ? "" : Secret;

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
