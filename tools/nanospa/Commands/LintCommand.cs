// nanospa lint: profiles in, what is wrong with them out, each with file and line.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Lint;

namespace NanoSpa.Tool.Commands;

/// <summary>Exit status 0 when all there is to say is notes, 1 with findings.</summary>
internal static class LintCommand
{
    private const int FoundSomething = 1;
    // A folder may hold a link to itself.
    private const int MaxDepth = 16;
    private const int ErrorColor = 203;
    private const int NoteColor = 244;

    public static Command Create()
    {
        var command = new Command("lint", "Looks for mistakes in a profile, or in all profiles of a folder.");
        var path = new Argument<string>("PATH") { Description = "a profile of any format, or a folder of them" };
        var key = new Option<string>("--key") { Description = "the passphrase of encrypted files, as openssl's -k" };
        var json = new Option<bool>("--json") { Description = "one JSON object a finding" };
        var identity = new IdentityOptions();
        command.Arguments.Add(path);
        command.Options.Add(key);
        command.Options.Add(json);
        identity.AddTo(command);
        command.SetAction(parsed => Lint(parsed.GetValue(path), parsed.GetValue(key) ?? "", parsed.GetValue(json), identity.DryRunMacros(parsed)));
        return command;
    }

    private static int Lint(string path, string key, bool json, IMacroSource unit)
    {
        bool isFolder = Directory.Exists(path);
        byte[] passphrase = Encoding.UTF8.GetBytes(key);
        List<LintedFile> files = (isFolder ? FilesIn(path) : [path]).Select(p => LintedFile.Read(p, Bytes(p), passphrase)).ToList();
        AddImported(files, passphrase);
        List<Finding> findings = ProfileLint.Of(new ProfileSet(files, isFolder || files.Count > 1), unit);
        foreach (Finding finding in findings)
        {
            if (json)
            {
                WriteJson(finding);
            }
            else
            {
                Write(finding);
            }
        }

        int bad = findings.Count(f => !f.Code.IsNote);
        if (!json)
        {
            Screen.Line($"{Counted(files.Count, "file")}, {Counted(bad, "finding")}, {Counted(findings.Count - bad, "note")}");
        }

        return bad == 0 ? 0 : FoundSomething;
    }

    // What a plain-text source imports belongs to the set; the list grows while it is walked.
    private static void AddImported(List<LintedFile> files, byte[] passphrase)
    {
        var known = files.Select(f => Path.GetFullPath(f.Path)).ToHashSet(StringComparer.Ordinal);
        for (int i = 0; i < files.Count; i++)
        {
            files.AddRange(files[i].Imports.Where(p => known.Add(Path.GetFullPath(p))).Select(p => LintedFile.Read(p, Bytes(p), passphrase)).ToArray());
        }
    }

    private static string Counted(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static IEnumerable<string> FilesIn(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth };
        return Directory.EnumerateFiles(folder, "*", options).Where(p => !Path.GetFileName(p).StartsWith('.')).Order(StringComparer.Ordinal);
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {unreadable.Message}");
        }
    }

    private static void Write(Finding finding)
    {
        string place = finding.Line > 0 ? $"{finding.File}:{finding.Line}" : finding.File;
        string parameter = finding.Parameter == null ? "" : $"{Screen.Flat(finding.Parameter)}: ";
        string column = finding.Column > 0 ? $"column {finding.Column}: " : "";
        string kind = finding.Code.IsNote ? Screen.Painted("note", NoteColor) : Screen.Painted("error", ErrorColor);
        Screen.Line($"{place}: {kind}: {parameter}{column}{Screen.Flat(finding.Text)} [{finding.Code.Name}]");
    }

    private static void WriteJson(Finding finding) => JsonLine.Write(o =>
    {
        o.WriteString("file", finding.File);
        o.WriteNumber("line", finding.Line);
        o.WriteString("code", finding.Code.Name);
        o.WriteString("severity", finding.Code.IsNote ? "note" : "error");
        o.WriteString("parameter", finding.Parameter);
        if (finding.Column > 0)
        {
            o.WriteNumber("column", finding.Column);
        }
        else
        {
            o.WriteNull("column");
        }

        o.WriteString("text", finding.Text);
    });
}
