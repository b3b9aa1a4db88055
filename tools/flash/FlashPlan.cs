// A board's folder and options in, the commands of nanoff in their order and the files they take out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using NanoSpa.Hal.Lines;

namespace NanoSpa.Flash;

/// <summary>
/// The runtime first, then network and files, at last the application: when it starts, all it reads is there.
/// </summary>
internal sealed class FlashPlan
{
    /// <summary>Where the device flavour leaves the image, from the repository's root.</summary>
    public const string BuiltImage = "boards/Esp32/Program/bin/device/Release/netnano1.0/NanoSpa.Boards.Esp32.bin";

    private const string Device = @"I:\";
    private const string NetworkFile = "network.json";
    private const string FilesFile = "files.json";
    private const string NotShown = "(not shown)";

    private readonly FlashOptions _options;
    private readonly BoardFile _board = new();
    private readonly string _folder;
    private readonly string _root;

    public FlashPlan(FlashOptions options, string root)
    {
        _options = options;
        _root = root;
        _folder = Directory.Exists(options.Board) ? options.Board : Path.Combine(root ?? "", "boards", "Esp32", options.Board);
        string path = Path.Combine(_folder, "board.txt");
        if (!File.Exists(path))
        {
            string known = root == null ? "" : "; boards: " + string.Join(", ", Boards());
            throw new UsageException($"{options.Board} is no board: there is no {path}{known}");
        }

        if (!_board.Read(File.ReadAllBytes(path)))
        {
            throw new UsageException($"{path}: line {_board.ProblemLine} is wrong");
        }

        Plan();
    }

    /// <summary>What each command is for, and its words, nanoff first.</summary>
    public List<(string What, string[] Words)> Steps { get; } = [];

    /// <summary>True when a network's password is needed.</summary>
    public bool NeedsPassword => _options.Ssid != null;

    /// <summary>The board's own name.</summary>
    public string Name => _board.TextOf("name");

    /// <summary>True when a Wi-Fi board was given no network: it keeps the one it has.</summary>
    public bool LacksNetwork => _board.TextOf("network") == "wifi" && _options.Ssid == null;

    /// <summary>The image that is deployed.</summary>
    public string Image => _options.Image ?? Path.Combine(_root ?? "", BuiltImage);

    /// <summary>What nanoff reads, by the name in the commands; a password that is not known is not shown.</summary>
    public Dictionary<string, string> Inputs(string password)
    {
        var inputs = new Dictionary<string, string>();
        if (_options.Ssid != null)
        {
            inputs[NetworkFile] = Json(new JsonObject
            {
                ["SerialPort"] = _options.Port,
                ["WirelessClient"] = new JsonObject { ["Ssid"] = _options.Ssid, ["Password"] = password ?? NotShown },
            });
        }

        inputs[FilesFile] = Json(new JsonObject
        {
            ["SerialPort"] = _options.Port,
            ["Files"] = new JsonArray([.. Files().Select(file => (JsonNode)new JsonObject
            {
                ["DestinationFilePath"] = Device + file.Name,
                ["SourceFilePath"] = file.Source,
            })]),
        });
        return inputs;
    }

    private void Plan()
    {
        foreach ((string option, string path) in new[] { ("--identity", _options.Identity), ("--template", _options.Template), ("--ca", _options.Authorities), ("--certificate", _options.Certificate), ("--certificate-key", _options.CertificateKey) })
        {
            if (path != null && !File.Exists(path))
            {
                throw new UsageException($"{option}: there is no {path}");
            }
        }

        if (!_options.NoClr)
        {
            Steps.Add(("nanoFramework's runtime for " + _board.TextOf("target"), Words("flash.clr")));
        }

        if (_options.Ssid != null)
        {
            Steps.Add(("network " + _options.Ssid, ["nanoff", "--networkdeployment", NetworkFile]));
        }

        Steps.Add(("files on " + Device, ["nanoff", "--filedeployment", FilesFile]));
        Steps.Add(("the application", Words("flash.image")));
    }

    private string[] Words(string key)
    {
        string command = _board.TextOf(key) ?? throw new UsageException($"{_folder}: board.txt has no {key}");
        return command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "PORT" ? _options.Port : word == "IMAGE" ? Image : word).ToArray();
    }

    private IEnumerable<(string Name, string Source)> Files()
    {
        (string, string)[] all =
        [
            ("board.txt", Path.Combine(_folder, "board.txt")), ("identity.txt", _options.Identity), ("template.xml", _options.Template),
            ("ca.pem", _options.Authorities), ("client.pem", _options.Certificate), ("client.key", _options.CertificateKey),
        ];
        return all.Where(file => file.Item2 != null).Select(file => (file.Item1, Path.GetFullPath(file.Item2)));
    }

    private IEnumerable<string> Boards() => Directory.GetFiles(Path.Combine(_root, "boards", "Esp32"), "board.txt", SearchOption.AllDirectories)
        .Select(path => Path.GetFileName(Path.GetDirectoryName(path))).Order(StringComparer.Ordinal);

    private static string Json(JsonObject content) =>
        content.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ReplaceLineEndings("\n") + "\n";
}
