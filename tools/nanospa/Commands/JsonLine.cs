// One JSON object a line on standard output.

using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoSpa.Core;

namespace NanoSpa.Tool.Commands;

/// <summary>Writes objects by a callback, so that field order is as written.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Action<Utf8JsonWriter> fields)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, Options))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(memory.GetBuffer(), 0, (int)memory.Length));
    }

    /// <summary>The field "error" of a text that is taken apart: null without a fault, otherwise where and what. Column 0 is no place.</summary>
    public static void WriteError(Utf8JsonWriter fields, Fault fault, int column)
    {
        if (fault == Fault.None)
        {
            fields.WriteNull("error");
            return;
        }

        fields.WriteStartObject("error");
        fields.WriteNumber("column", column);
        fields.WriteString("text", $"{FaultText.Of(fault)} (fault {(int)fault})");
        fields.WriteEndObject();
    }
}
