// The options of the commands that make a certificate: where its files go, and from when to when it holds.

using System;
using System.CommandLine;
using NanoSpa.Tool.Certificates;

namespace NanoSpa.Tool.Commands;

/// <summary>Shared by the commands of `nanospa ca`.</summary>
internal sealed class CertificateOptions
{
    private const int MostDays = 36500;

    private readonly string _name;
    private readonly Option<string> _folder = new("--folder") { Description = "where the authority and all it signs are kept", DefaultValueFactory = _ => "ca" };
    private readonly Option<string> _file = new("--file") { Description = "name of the two files without .crt and .key" };
    private readonly Option<int> _days;
    private readonly Option<bool> _expired = new("--expired") { Description = "a bad one, for tests: it expired yesterday" };
    private readonly Option<bool> _early = new("--not-yet-valid") { Description = "a bad one, for tests: it holds from tomorrow" };
    private readonly Option<bool> _force = new("--force") { Description = "writes over files that are there" };

    /// <summary><paramref name="name"/> names the files when the command line does not; null: the command does.</summary>
    public CertificateOptions(string name, int days)
    {
        _name = name;
        _days = new Option<int>("--days") { Description = $"how long it holds, 1 to {MostDays}", DefaultValueFactory = _ => days };
    }

    public void AddTo(Command command)
    {
        // The authority's files have the one name that the other commands look for.
        Option[] options = _name == CaCommand.AuthorityName ? [_folder, _days, _expired, _early, _force] : [_folder, _file, _days, _expired, _early, _force];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }

    public string Folder(ParseResult parsed) => parsed.GetValue(_folder);

    /// <summary>The files to be written; refused when they are there and --force is not given.</summary>
    public CertificateFiles Files(ParseResult parsed, string otherwise)
    {
        string given = _name == CaCommand.AuthorityName ? _name : parsed.GetValue(_file) ?? _name ?? otherwise;
        if (given == CaCommand.AuthorityName && _name != CaCommand.AuthorityName)
        {
            throw new UsageException($"--file: {given} is the authority's own name");
        }

        var files = new CertificateFiles(Folder(parsed), given);
        files.RefuseToOverwrite(parsed.GetValue(_force));
        return files;
    }

    /// <summary>An order with its dates; a good one began a day ago, so that clocks may differ.</summary>
    public CertificateOrder Order(ParseResult parsed)
    {
        int days = parsed.GetValue(_days);
        bool expired = parsed.GetValue(_expired);
        bool early = parsed.GetValue(_early);
        if (days is < 1 or > MostDays)
        {
            throw new UsageException($"--days: {days} is not from 1 to {MostDays}");
        }

        if (expired && early)
        {
            throw new UsageException("--expired and --not-yet-valid exclude each other");
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset until = expired ? now.AddDays(-1) : now.AddDays(early ? days + 1 : days);
        return new CertificateOrder { From = expired ? until.AddDays(-days) : now.AddDays(early ? 1 : -1), Until = until };
    }
}
