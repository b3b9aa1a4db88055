// The options of the commands that run a unit.

using System.CommandLine;
using System.Globalization;
using System.IO;
using NanoSpa.Tool.Unit;

namespace NanoSpa.Tool.Commands;

/// <summary>Shared by the main job and `nanospa run`.</summary>
internal sealed class RunOptions
{
    private readonly Option<string> _state = new("--state") { Description = "folder that holds the unit's flash", DefaultValueFactory = _ => "state" };
    private readonly Option<string> _http = new("--http") { Description = "HOST:PORT of the unit's own web server; port 0 takes a free one", DefaultValueFactory = _ => "127.0.0.1:0" };
    private readonly Option<bool> _once = new("--once") { Description = "end after the first resync; exit status 0 when it succeeded" };
    private readonly Option<bool> _json = new("--log-json") { Description = "one JSON object a line instead of text" };
    private readonly Option<int> _debug = new("--debug") { Description = "show debug lines up to this level, 0 to 3", DefaultValueFactory = _ => 0 };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _state, _http, _once, _json, _debug })
        {
            command.Options.Add(option);
        }
    }

    public UnitOptions Read(ParseResult parsed, IdentityOptions identity)
    {
        string http = parsed.GetValue(_http);
        int colon = http.LastIndexOf(':');
        if (colon < 1)
        {
            throw new UsageException($"--http: '{http}' has no HOST:PORT form");
        }

        return new UnitOptions
        {
            Identity = identity.Identity(parsed),
            Assignments = identity.Assignments(parsed),
            Address = identity.Address(parsed),
            ExternalAddress = identity.ExternalAddress(parsed),
            StateFolder = Path.GetFullPath(parsed.GetValue(_state)),
            WebHost = http[..colon],
            WebPort = Port("--http", http[(colon + 1)..]),
            Once = parsed.GetValue(_once),
            Json = parsed.GetValue(_json),
            DebugLevel = parsed.GetValue(_debug),
        };
    }

    internal static int Port(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= ushort.MaxValue
            ? port
            : throw new UsageException($"{option}: '{text}' is no port number, 0 to 65535");
}
