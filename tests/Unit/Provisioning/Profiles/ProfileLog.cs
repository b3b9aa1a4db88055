// What a profile reader told, as text that a row can be compared with.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning.Tests;

/// <summary>Writes <c>NAME=value;</c>, <c>NAME/;</c> for an unchanged one, with <c>:na</c> and the like behind the name; counts warnings.</summary>
public sealed class ProfileLog : IProfileHandler
{
    public readonly TextBuffer Parameters = new TextBuffer(16384);

    public readonly TextBuffer Warnings = new TextBuffer(16384);

    public int Count;

    public int WarningCount;

    public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
    {
        Count++;
        Parameters.Append(name, nameOffset, nameCount);
        if (access != Access.None)
        {
            Parameters.Append(access == Access.NotAccessible ? ":na" : access == Access.ReadOnly ? ":ro" : access == Access.ReadWrite ? ":rw" : ":?");
        }

        if (valueCount < 0)
        {
            Parameters.Append("/;");
            return;
        }

        Parameters.Append((byte)'=');
        Parameters.Append(Bytes.Show(value, valueOffset, valueCount));
        Parameters.Append((byte)';');
    }

    public void OnWarning(string text, int line)
    {
        WarningCount++;
        Warnings.AppendNumber(line);
        Warnings.Append((byte)' ');
        Warnings.Append(text);
        Warnings.Append((byte)';');
    }

    public void Clear()
    {
        Parameters.Clear();
        Warnings.Clear();
        Count = 0;
        WarningCount = 0;
    }
}
