// The profiles of one run of lint.

using System.Collections.Generic;
using System.Linq;

namespace NanoSpa.Tool.Lint;

/// <summary>The files in order; IsFolder says that together they are what units of one provider fetch.</summary>
internal sealed record ProfileSet(IReadOnlyList<LintedFile> Files, bool IsFolder)
{
    /// <summary>A parameter's value as the given file sets it, or else another file; null when none does.</summary>
    public byte[] ValueOf(int index, LintedFile first) =>
        first.ValueOf(index) ?? Files.Select(f => f.ValueOf(index)).FirstOrDefault(v => v != null);
}
