// The events of a profile reader in, lists to show out.

using System.Collections.Generic;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using System;

namespace NanoSpa.Tool.Commands;

/// <summary>Keeps what a profile says, in file order; of a name that comes twice the last one counts.</summary>
internal sealed class DecodedProfile : IProfileHandler
{
    private readonly HashSet<string> _unknownSeen = [];
    private readonly ValueCheck _values = new();
    private string _file;

    public List<DecodedParameter> Parameters { get; } = [];

    public List<string> Unknown { get; } = [];

    public List<(int Line, string Text)> Warnings { get; } = [];

    /// <summary>Whose parameters come next: an imported file, null for the file itself.</summary>
    public void Enter(string file) => _file = file;

    public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
    {
        int index = Catalogue.Find(name, nameOffset, nameCount);
        if (index < 0)
        {
            string unknown = ProfileText.Of(name.AsSpan(nameOffset, nameCount));
            if (_unknownSeen.Add(unknown))
            {
                Unknown.Add(unknown);
            }

            return;
        }

        string xmlName = Catalogue.NameOf(index);
        string text = valueCount < 0 ? null : ProfileText.Of(value.AsSpan(valueOffset, valueCount));
        Fault bad = valueCount < 0 ? Fault.None : _values.Check(index, value, valueOffset, valueCount);
        if (bad != Fault.None)
        {
            OnWarning($"{xmlName}: offset {_values.Position}: {FaultText.Of(bad)} A unit leaves the parameter as it is.", line);
        }

        int earlier = Parameters.FindIndex(p => p.Name == xmlName);
        if (earlier >= 0)
        {
            // An empty element leaves alone what the file itself set before.
            text ??= Parameters[earlier].Value;
            Parameters.RemoveAt(earlier);
        }

        Parameters.Add(new DecodedParameter(xmlName, text, AccessText.Of(access)));
    }

    public void OnWarning(string text, int line) => Warnings.Add((line, _file == null ? text : $"{_file}: {text}"));
}
