// The alias maps that rules use in, maps that are bad or that match nothing out (guide "Optional Resync Arguments", alias).

using System;
using System.Collections.Generic;
using System.Linq;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Lint;

/// <summary>
/// Reads the files again with each map. A map that no file of the set has a value for is not known and not checked; which file a rule
/// fetches is not known either, so a map hits when any file of the folder has an element for it.
/// </summary>
internal sealed class AliasCheck(ProfileSet profiles)
{
    private readonly Dictionary<LintedFile, LintedFile> _aliased = [];

    public List<Finding> Findings { get; } = [];

    /// <summary>What a file is to a unit: read with the map it is made for, when it is no profile without one.</summary>
    public LintedFile AsRead(LintedFile file) => _aliased.GetValueOrDefault(file, file);

    public void Check(IEnumerable<(LintedFile File, char Letter)> uses)
    {
        foreach ((LintedFile holder, LintedParameter map) in uses.Select(u => Find(u.File, ParameterIndex.GPP_A + u.Letter - 'a')).Where(m => m.Map != null).Distinct())
        {
            var aliases = new AliasMap();
            Fault fault = aliases.Parse(map.Value, 0, map.Value.Length);
            if (fault != Fault.None)
            {
                Findings.Add(new Finding(holder.Path, map.Line, FindingCode.BadAlias, map.Name, aliases.Column, $"{FaultText.Of(fault)} (fault {(int)fault})"));
                continue;
            }

            foreach (LintedFile file in profiles.Files)
            {
                LintedFile aliased = file.ReadWith(aliases);
                if (file.Fault == Fault.XmlNoProfile && aliased.Fault == Fault.None)
                {
                    _aliased[file] = aliased;
                }
            }

            if (profiles.IsFolder && aliases.Count > 0)
            {
                CheckHits(aliases, holder, map);
            }
        }
    }

    // The file itself comes first, then the others in order.
    private (LintedFile File, LintedParameter Map) Find(LintedFile first, int index) =>
        profiles.Files.Prepend(first)
            .Select(f => (f, f.Parameters.LastOrDefault(p => p.Index == index && p.Value != null)))
            .FirstOrDefault(m => m.Item2 != null);

    private void CheckHits(AliasMap aliases, LintedFile holder, LintedParameter map)
    {
        int[] unused = Enumerable.Range(0, aliases.Count).Where(entry => aliases.HitsOf(entry) == 0).ToArray();
        if (unused.Length == aliases.Count)
        {
            Findings.Add(new Finding(holder.Path, map.Line, FindingCode.AliasMisses, map.Name, 0, "no element of the folder's profiles has a path that ends with a left side of this map"));
            return;
        }

        foreach (int entry in unused)
        {
            string entryText = ProfileText.Of(map.Value.AsSpan(aliases.ColumnOf(entry) - 1)).Split(';')[0].Trim();
            Findings.Add(new Finding(
                holder.Path, map.Line, FindingCode.AliasUnused, map.Name, aliases.ColumnOf(entry), $"no element of the folder's profiles matches {entryText}"));
        }
    }
}
