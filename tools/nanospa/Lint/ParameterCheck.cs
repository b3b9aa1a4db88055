// A file's parameters in, what is wrong with each by itself out: values, schedules, duplicates, names, secrets in clear.

using System;
using System.Collections.Generic;
using System.Linq;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Lint;

/// <summary>What needs no other file to be seen.</summary>
internal static class ParameterCheck
{
    private static readonly int[] Schedules =
        [ParameterIndex.Resync_Periodic, ParameterIndex.Resync_Error_Retry_Delay, ParameterIndex.Upgrade_Error_Retry_Delay];

    public static IEnumerable<Finding> Of(LintedFile file)
    {
        var firstLines = new Dictionary<string, int>();
        var values = new ValueCheck();
        foreach (LintedParameter parameter in file.Parameters)
        {
            if (parameter.Index < 0)
            {
                string near = NearName.Of(parameter.Name);
                yield return Tell(FindingCode.UnknownName, "no parameter has this name" + (near == null ? "" : $"; {near} is near"));
                continue;
            }

            if (parameter.Value != null && !firstLines.TryAdd(parameter.Name, parameter.Line))
            {
                yield return Tell(FindingCode.Duplicate, $"set before in line {firstLines[parameter.Name]}; the last one counts, remove the other");
            }

            Fault bad = parameter.Value == null || Schedules.Contains(parameter.Index)
                ? Fault.None
                : values.Check(parameter.Index, parameter.Value, 0, parameter.Value.Length);
            if (bad != Fault.None)
            {
                yield return Tell(FindingCode.BadValue, FaultText.Of(bad)) with { Column = values.Position + 1 };
            }

            if (parameter.Value?.Length > 0 && Catalogue.IsSecret(parameter.Index) && !file.IsEncrypted)
            {
                yield return IsKey(parameter.Index)
                    ? Tell(FindingCode.KeyInClear, "a key in a file that is not encrypted; encrypt the file with openssl enc -aes-256-cbc")
                    : Tell(FindingCode.PasswordInClear, "a secret in a file that is not encrypted");
            }

            if (parameter.Value != null && Schedules.Contains(parameter.Index)
                && DelayList.DelayMs(parameter.Value, 0, parameter.Value.Length, 0, new DelayRandom(0), out int column) == DelayList.Bad)
            {
                yield return Tell(FindingCode.BadSchedule, FaultText.Of(Fault.DelayList)) with { Column = column };
            }

            Finding Tell(FindingCode code, string text) => new(file.Path, parameter.Line, code, parameter.Name, 0, text);
        }
    }

    private static bool IsKey(int index) => index >= ParameterIndex.GPP_SA && index <= ParameterIndex.GPP_SA + (Macro.SD - Macro.SA);
}
