// A file of any format in, its parameters out: what units read by their own reader, and plain-text sources.

using System;
using System.IO;
using System.Linq;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.PlainText;

/// <summary>How the file was read, and what is wrong with it.</summary>
internal sealed class AnyProfile
{
    private AnyProfile(ProfileReader reader)
    {
        Layers = Enumerable.Range(0, reader.LayerCount).Select(reader.LayerNameOf).ToArray();
        Fault = reader.Fault;
        FaultOffset = reader.FaultOffset;
        var where = new TextBuffer(512);
        var text = new TextBuffer(1024);
        ProfileFaultText.Append(reader, where);
        FaultText.Append(reader.Fault, where, text);
        FaultSentence = ProfileText.Of(text);
    }

    private AnyProfile(PlainTextSource source)
    {
        IsPlainText = true;
        Layers = ["plain-text"];
        Fault = source.Fault;
        FaultOffset = source.FaultOffset;
        FaultSentence = source.FaultSentence;
    }

    /// <summary>The outermost first.</summary>
    public string[] Layers { get; }

    public bool IsPlainText { get; }

    public Fault Fault { get; }

    public int FaultOffset { get; }

    /// <summary>The sentence, the place and the number of the fault.</summary>
    public string FaultSentence { get; }

    /// <summary>Reads a file, - for standard input; for <paramref name="enters"/> see <see cref="PlainTextSource"/>.</summary>
    public static AnyProfile Read(string path, byte[] passphrase, IProfileHandler handler, Action<string> enters)
    {
        try
        {
            using Stream input = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            return Read(path, input, passphrase, handler, enters);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: {unreadable.Message}");
        }
    }

    // The unit's reader refuses a plain-text source at its first word, before the handler was told of anything.
    private static AnyProfile Read(string path, Stream input, byte[] passphrase, IProfileHandler handler, Action<string> enters)
    {
        var reader = new ProfileReader(UnitParts.StandardDecodedBytes);
        reader.Open(passphrase, 0, passphrase.Length, handler);
        var start = new MemoryStream();
        var chunk = new byte[4096];
        int count;
        while ((count = input.Read(chunk)) > 0)
        {
            if (reader.LayerCount == 0)
            {
                start.Write(chunk, 0, count);
            }

            if (reader.Write(chunk, 0, count) == DecodeStatus.Failed)
            {
                break;
            }
        }

        if (reader.Fault == Fault.None)
        {
            reader.Finish();
        }

        if (!IsSource(reader))
        {
            return new AnyProfile(reader);
        }

        while (start.Length < UnitParts.StandardDecodedBytes && (count = input.Read(chunk)) > 0)
        {
            start.Write(chunk, 0, count);
        }

        start.Position = 0;
        var source = new PlainTextSource(handler, enters);
        source.Read(path, start);
        return new AnyProfile(source);
    }

    /// <summary>True when what the reader refused is a plain-text source, neither encrypted nor compressed.</summary>
    public static bool IsSource(ProfileReader reader) => reader.Fault == Fault.FormatPlainText && reader.LayerCount == 0;
}
