// The unit under test: the built tool on the unit's host, reached by its pages, its log and its hooks only.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading;
using NanoSpa.Tool.Tests;

namespace NanoSpa.Acceptance.Rig;

/// <summary>Its flash outlives the power, and goes with the object.</summary>
internal sealed class RigUnit : IDisposable
{
    private const string Pages = "http://" + RigNetwork.UnitAddress;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly RigBench _rig;
    private readonly string _state;
    private ToolProcess _tool;

    /// <summary>A unit as manufactured, switched on with some parameters set; its first resync comes at once if it is asked for at all.</summary>
    public RigUnit(RigBench rig, params string[] settings)
        : this(rig)
    {
        SwitchOnFirst(settings);
    }

    private RigUnit(RigBench rig)
    {
        _rig = rig;
        _state = Path.Combine(rig.Folder, "flash-" + Guid.NewGuid().ToString("N"));
    }

    /// <summary>The same with options of nanospa run.</summary>
    public static RigUnit With(RigBench rig, string[] options, params string[] settings)
    {
        var unit = new RigUnit(rig);
        unit.Options.AddRange(options);
        unit.SwitchOnFirst(settings);
        return unit;
    }

    /// <summary>Options of nanospa run beside the parameters, for the next switching on.</summary>
    public List<string> Options { get; } = [];

    /// <summary>What the unit said on its console since it was switched on.</summary>
    public string Console => _tool.Output + "\n" + _tool.Errors;

    /// <summary>Waits until the unit has said so many times, since it was switched on.</summary>
    public void WaitForConsole(string pattern, int times = 1)
    {
        if (!SpinWait.SpinUntil(() => Pause() && Regex.Count(_tool.Output, pattern) >= times, Patience))
        {
            throw new TimeoutException($"the unit did not say /{pattern}/ {times} times:\n{Console}");
        }
    }

    /// <summary>Switches it on; settings are what a person would submit in its pages.</summary>
    public void SwitchOn(params string[] settings)
    {
        IEnumerable<string> sets = settings.SelectMany(s => new[] { "--set", s });
        _tool = ToolProcess.StartBehind(
            _rig.Network.Prefix(_rig.Network.Unit), ["run", "--state", _state, "--http", RigNetwork.UnitAddress + ":80", "--debug", "2", .. Options, .. sets]);
        _tool.WaitFor("Web page: ");
    }

    /// <summary>Cuts its power.</summary>
    public void SwitchOff()
    {
        _tool?.Dispose();
        _tool = null;
    }

    /// <summary>Off and on; with settings, those parameters are set before it starts anew.</summary>
    public void PowerCycle(params string[] settings)
    {
        SwitchOff();
        SwitchOn(settings);
    }

    /// <summary>The manufacturing reset of the telephone's menu.</summary>
    public void FactoryReset() => Type("factory reset");

    /// <summary>A line on the tool's standard input: what a person does at the unit.</summary>
    public void Type(string line) => _tool.Type(line);

    /// <summary>A page of the unit as the PC's browser gets it, or one on the unit's own host, with no cable between; asked again while the unit restarts.</summary>
    public string Page(string path, bool onItsHost = false)
    {
        string from = onItsHost ? _rig.Network.Unit : _rig.Network.Pc;
        string page = "";
        bool came = SpinWait.SpinUntil(
            () => (page = Shell.Try("", [.. _rig.Network.Prefix(from), "curl", "-gsS", "--max-time", "10", Pages + path]).Output).EndsWith("</html>\n", StringComparison.Ordinal),
            TimeSpan.FromSeconds(20));
        return came ? page : throw new TimeoutException($"{path} of the unit did not come whole: {page}\n{Console}");
    }

    /// <summary>Submit All Changes on the provisioning page: its form with the token the page carries and these parameters, again while a resync is under way.</summary>
    public void Submit(params string[] settings)
    {
        const string Form = "/admin/advanced/provisioning";
        string[] fields = settings.SelectMany(s => new[] { "--data-urlencode", s }).ToArray();
        string answer = "";
        bool saved = SpinWait.SpinUntil(
            () =>
            {
                Match token = Regex.Match(Page(Form), "<input type=\"hidden\" name=\"(.*?)\" value=\"(.*?)\"");
                answer = _rig.Browse(Pages + Form, ["--data-urlencode", token.Groups[1].Value + "=" + token.Groups[2].Value, .. fields]);
                return answer.Contains("Saved: ", StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(20));
        if (!saved)
        {
            throw new InvalidOperationException($"the form was refused: {answer}\n{Console}");
        }
    }

    /// <summary>A text as the advanced pages show it: provisioning, or line 1 when its name ends so.</summary>
    public string Parameter(string name)
    {
        string page = Page(name.EndsWith("_1_", StringComparison.Ordinal) ? "/admin/advanced/line1" : "/admin/advanced/provisioning");
        Match field = Regex.Match(page, $"name=\"{name}\"(?: value=\"(.*?)\"|>\\n(.*?)</textarea>)", RegexOptions.Singleline);
        return field.Success ? WebUtility.HtmlDecode(field.Groups[1].Value + field.Groups[2].Value) : throw new InvalidOperationException(name + " is not on the page");
    }

    /// <summary>Resyncs by the page admin/resync and waits for the outcome in the syslog server's file; that message.</summary>
    public string Resync(string rule)
    {
        const string Outcome = "Successful resync|Resync failed";
        int before = _rig.Syslog.Length;
        int told = Regex.Count(_tool.Output, Outcome);
        Page("/admin/resync?" + rule);
        string outcome = _rig.WaitForSyslog(Outcome, before)[0];
        WaitForConsole(Outcome, told + 1);
        return outcome;
    }

    private void SwitchOnFirst(string[] settings) => SwitchOn(["Resync_Random_Delay=0", $"Syslog_Server={RigNetwork.ServerAddress}", .. settings]);

    private static bool Pause()
    {
        Thread.Sleep(20);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => SwitchOff();
}
