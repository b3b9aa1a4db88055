// A set of profiles in, all findings out, in the order of files and lines.

using System.Collections.Generic;
using System.Linq;
using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Tool.Lint;

/// <summary>Runs every check over every file.</summary>
internal static class ProfileLint
{
    public static List<Finding> Of(ProfileSet profiles, IMacroSource unit)
    {
        var rules = new RuleCheck(profiles, unit);
        var findings = new List<Finding>();
        foreach (LintedFile file in profiles.Files)
        {
            findings.AddRange(rules.Of(file));
        }

        var aliases = new AliasCheck(profiles);
        aliases.Check(rules.Aliases);
        findings.AddRange(aliases.Findings);
        foreach (LintedFile file in profiles.Files.Select(aliases.AsRead))
        {
            findings.AddRange(OfFile(file, profiles.IsFolder));
            findings.AddRange(ParameterCheck.Of(file));
        }

        int Order(Finding finding) => profiles.Files.TakeWhile(f => f.Path != finding.File).Count();
        return findings.OrderBy(Order).ThenBy(f => f.Line).ThenBy(f => f.Column).ToList();
    }

    private static IEnumerable<Finding> OfFile(LintedFile file, bool isInFolder)
    {
        foreach ((int line, string text) in file.Warnings)
        {
            // What the unit leaves out is more than odd.
            yield return new Finding(file.Path, line, text.Contains("is longer than") ? FindingCode.BadValue : FindingCode.OddMarkup, null, 0, text);
        }

        if (file.IsPlainText)
        {
            yield return new Finding(file.Path, 0, FindingCode.PlainText, null, 0, "units do not read this format; nanospa decode --to-xml makes a profile of it");
        }

        switch (file.Fault)
        {
            case Fault.None:
                break;
            case Fault.FormatUnknown or Fault.FormatEmpty when isInFolder:
                yield return new Finding(file.Path, 0, FindingCode.NoProfile, null, 0, file.FaultSentence);
                break;
            case Fault.KeyMissing:
                yield return new Finding(file.Path, 0, FindingCode.BadStructure, null, 0, "the file is encrypted; give its passphrase with --key");
                break;
            default:
                yield return new Finding(file.Path, file.FaultLine, FindingCode.BadStructure, null, 0, file.FaultSentence);
                break;
        }
    }
}
