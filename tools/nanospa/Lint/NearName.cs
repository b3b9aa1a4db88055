// A name that no parameter has in, the parameter that was probably meant out.

using System;
using System.Linq;
using NanoSpa.Parameters;

namespace NanoSpa.Tool.Lint;

/// <summary>Finds the nearest name by edits: a letter put in, left out or exchanged, or two swapped; case counts as half of one.</summary>
internal static class NearName
{
    private const int Edit = 2;
    private const int CaseEdit = 1;

    private static readonly Lazy<string[]> Names = new(() => Enumerable.Range(0, Catalogue.Count).Select(Catalogue.NameOf).ToArray());

    /// <summary>Null when no name is near: a quarter of the letters may differ, at most three.</summary>
    public static string Of(string name)
    {
        int most = Edit * Math.Clamp(name.Length / 4, 1, 3);
        string nearest = null;
        foreach (string candidate in Names.Value.Where(n => Math.Abs(n.Length - name.Length) * Edit <= most))
        {
            int distance = Distance(name, candidate);
            if (distance <= most)
            {
                most = distance - 1;
                nearest = candidate;
            }
        }

        return nearest;
    }

    // The restricted Damerau-Levenshtein distance, row by row; cost[i, j] is that of the first i letters of a and the first j of b.
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = (i + j) * Edit;
                    continue;
                }

                int exchanged = a[i - 1] == b[j - 1] ? 0 : char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? CaseEdit : Edit;
                cost[i, j] = Math.Min(cost[i - 1, j - 1] + exchanged, Math.Min(cost[i - 1, j], cost[i, j - 1]) + Edit);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + Edit);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
