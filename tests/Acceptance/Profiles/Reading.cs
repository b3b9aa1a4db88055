// A file in, everything a profile reader says about it out, as one text.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Acceptance.Profiles;

/// <summary>One pass of a reader over a file.</summary>
internal sealed class Reading : IProfileHandler
{
    public readonly List<string> Parameters = new();

    public readonly List<string> Warnings = new();

    public DecodeStatus Status { get; private set; }

    public Fault Fault { get; private set; }

    /// <summary>Layer names with plus signs between, outermost first.</summary>
    public string Layers { get; private set; }

    private string Verdict { get; set; }

    /// <summary>Chunks of so many bytes; 0 for one chunk.</summary>
    public static Reading Of(ProfileReader reader, byte[] file, string key, Func<int> nextChunkBytes = null)
    {
        Reading reading = new();
        byte[] keyBytes = Encoding.UTF8.GetBytes(key);
        reader.Open(keyBytes, 0, keyBytes.Length, reading);
        int position = 0;
        while (position < file.Length)
        {
            int count = Math.Min(nextChunkBytes == null ? file.Length : nextChunkBytes(), file.Length - position);
            if (reader.Write(file, position, count) == DecodeStatus.Failed)
            {
                break;
            }

            position += count;
        }

        reading.Status = reader.Finish();
        reading.Fault = reader.Fault;
        reading.Layers = string.Join('+', Enumerable.Range(0, reader.LayerCount).Select(reader.LayerNameOf));
        reading.Verdict = $"{reading.Status} {reader.Fault} {reader.FaultOffset} {reader.FaultLayer} {reader.FaultLine} {reader.Detail}";
        return reading;
    }

    void IProfileHandler.OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
    {
        string text = valueCount < 0 ? "" : "=" + Encoding.Latin1.GetString(value, valueOffset, valueCount);
        Parameters.Add($"{line}:{Encoding.Latin1.GetString(name, nameOffset, nameCount)}{text} {(int)access}");
    }

    void IProfileHandler.OnWarning(string text, int line)
    {
        Warnings.Add(line + ":" + text);
    }

    public override string ToString()
    {
        return Verdict + " " + Layers + "\n" + string.Join('\n', Parameters) + "\n" + string.Join('\n', Warnings);
    }
}
