// A record of a slot, with its secrets kept.

using System;
using NanoSpa.Parameters;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Store;

/// <summary>What the reader stands at: offset in the slot, name, access, value.</summary>
internal sealed class SlotRecord(int offset, SnapshotReader reader, byte[] value)
{
    public int Offset { get; } = offset;

    public string Name { get; } = ProfileText.Of(reader.Name.AsSpan(0, reader.NameBytes));

    /// <summary>False for a name this version has not: its value may be a secret of another one.</summary>
    public bool IsKnown { get; } = Catalogue.Find(reader.Name, 0, reader.NameBytes) >= 0;

    /// <summary>True for a secret, and for a rule that holds a key or a password.</summary>
    public bool IsSecret => IsSecretName || Value.Contains("--key", StringComparison.Ordinal) || Value.Contains("--pwd", StringComparison.Ordinal);

    /// <summary>na, ro, rw, or factory.</summary>
    public string Access { get; } = AccessText.Of(reader.Access) ?? "factory";

    /// <summary>True when the record is there for its access alone.</summary>
    public bool IsFactoryValue { get; } = reader.ValueBytes < 0;

    public string Value { get; } = reader.ValueBytes < 0 ? "" : ProfileText.Of(value.AsSpan(0, reader.ValueBytes));

    private bool IsSecretName { get; } = Catalogue.Find(reader.Name, 0, reader.NameBytes) is >= 0 and int index && Catalogue.IsSecret(index);
}
