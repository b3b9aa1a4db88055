// A record of a slot, with its secrets kept.

using System;
using System.Buffers.Binary;
using System.Text;
using NanoSpa.Parameters;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Store;

/// <summary>What the reader stands at: offset in the slot, name, access, value.</summary>
internal sealed class SlotRecord(int offset, SnapshotReader reader, byte[] value)
{
    public int Offset { get; } = offset;

    public string Name { get; } = ProfileText.Of(reader.Name.AsSpan(0, reader.NameBytes));

    /// <summary>False for a name this version has not: its value may be a secret of another one.</summary>
    public bool IsKnown { get; } = IsPrints(reader) || Catalogue.Find(reader.Name, 0, reader.NameBytes) >= 0;

    /// <summary>True for a secret, and for a rule that holds a key or a password.</summary>
    public bool IsSecret => IsSecretName || Value.Contains("--key", StringComparison.Ordinal) || Value.Contains("--pwd", StringComparison.Ordinal);

    /// <summary>na, ro, rw, or factory.</summary>
    public string Access { get; } = AccessText.Of(reader.Access) ?? "factory";

    /// <summary>True when the record is there for its access alone.</summary>
    public bool IsFactoryValue { get; } = reader.ValueBytes < 0;

    public string Value { get; } = reader.ValueBytes < 0 ? "" : IsPrints(reader) ? Prints(value.AsSpan(0, reader.ValueBytes)) : ProfileText.Of(value.AsSpan(0, reader.ValueBytes));

    private bool IsSecretName { get; } = Catalogue.Find(reader.Name, 0, reader.NameBytes) is >= 0 and int index && Catalogue.IsSecret(index);

    private static bool IsPrints(SnapshotReader reader) => Encoding.ASCII.GetString(reader.Name, 0, reader.NameBytes) == ProfilePrints.RecordName;

    // The rule's own digest says nothing to a person.
    private static string Prints(ReadOnlySpan<byte> rows)
    {
        var text = new StringBuilder();
        for (; rows.Length >= ProfilePrints.RowBytes; rows = rows[ProfilePrints.RowBytes..])
        {
            string rule = rows[0] == 0 ? "Profile_Rule" : $"Profile_Rule_{(char)('A' + rows[0])}";
            text.Append(text.Length > 0 ? "; " : "").Append($"{rule} {BinaryPrimitives.ReadUInt32LittleEndian(rows[1..])} bytes, MD5 {Convert.ToHexStringLower(rows[5..21])}");
        }

        return text.ToString();
    }
}
