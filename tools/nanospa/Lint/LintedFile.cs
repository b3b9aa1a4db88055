// A profile file in, through the unit's own readers; all that lint looks at out.

using System;
using System.Collections.Generic;
using System.Linq;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;
using NanoSpa.Tool.PlainText;

namespace NanoSpa.Tool.Lint;

/// <summary>One file of a set. The elements of a file with a fault are those before it.</summary>
internal sealed class LintedFile : IProfileHandler, IPlainTextImport
{
    private const int MaxDecodedBytes = 64 * 1024 * 1024;

    private readonly byte[] _bytes;
    private readonly byte[] _passphrase;
    private string _reason;

    /// <summary>Reads all of it; null for no map.</summary>
    private LintedFile(string path, byte[] bytes, byte[] passphrase, AliasMap aliases)
    {
        Path = path;
        _bytes = bytes;
        _passphrase = passphrase;
        var reader = new ProfileReader(MaxDecodedBytes);
        reader.Open(passphrase, 0, passphrase.Length, aliases, this);
        if (reader.Write(bytes, 0, bytes.Length) != DecodeStatus.Failed)
        {
            reader.Finish();
        }

        IsEncrypted = Enumerable.Range(0, reader.LayerCount).Any(layer => reader.LayerNameOf(layer).StartsWith("openssl", StringComparison.Ordinal));
        IsPlainText = AnyProfile.IsSource(reader);
        if (IsPlainText)
        {
            ReadPlainText(bytes);
            return;
        }

        Fault = reader.Fault;
        FaultLine = reader.FaultLine;
        FaultSentence = Sentence(reader.Fault, where => ProfileFaultText.Append(reader, where));
    }

    public string Path { get; }

    public List<LintedParameter> Parameters { get; } = [];

    public List<(int Line, string Text)> Warnings { get; } = [];

    public bool IsEncrypted { get; }

    /// <summary>True for a source of the profile compiler, which no unit reads.</summary>
    public bool IsPlainText { get; }

    /// <summary>The files it imports and can read.</summary>
    public List<string> Imports { get; } = [];

    public Fault Fault { get; private set; }

    /// <summary>0 when the fault is in no line of text.</summary>
    public int FaultLine { get; private set; }

    /// <summary>The sentence, the place and the number of the fault.</summary>
    public string FaultSentence { get; private set; }

    public static LintedFile Read(string path, byte[] bytes, byte[] passphrase) => new(path, bytes, passphrase, null);

    /// <summary>The same file as a rule with --alias reads it; the map counts its hits.</summary>
    public LintedFile ReadWith(AliasMap aliases) => new(Path, _bytes, _passphrase, aliases);

    /// <summary>The last value the file gives a parameter; null when it gives none.</summary>
    public byte[] ValueOf(int index) => Parameters.LastOrDefault(p => p.Index == index && p.Value != null)?.Value;

    public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
    {
        int index = Catalogue.Find(name, nameOffset, nameCount);
        string text = index < 0 ? ProfileText.Of(name.AsSpan(nameOffset, nameCount)) : Catalogue.NameOf(index);
        Parameters.Add(new LintedParameter(text, index, valueCount < 0 ? null : value.AsSpan(valueOffset, valueCount).ToArray(), line));
    }

    public void OnWarning(string text, int line) => Warnings.Add((line, text));

    /// <summary>The imported file is looked at by itself: here it counts only that it can be spliced in, itself and what it imports.</summary>
    public bool Import(byte[] name, int offset, int count, int line)
    {
        string file = PlainTextSource.PathOf(Path, name.AsSpan(offset, count));
        _reason = PlainTextSource.Problem(Path, file);
        if (_reason == null)
        {
            Imports.Add(file);
        }

        return _reason == null;
    }

    private void ReadPlainText(byte[] bytes)
    {
        var reader = new PlainTextReader();
        reader.Open(this, this);
        if (reader.Write(bytes, 0, bytes.Length) != DecodeStatus.Failed)
        {
            reader.Finish();
        }

        Fault = reader.Fault;
        FaultLine = reader.FaultLine;
        FaultSentence = Sentence(reader.Fault, where => ProfileFaultText.Append(reader, where)) + (_reason == null ? "" : " " + _reason);
    }

    private static string Sentence(Fault fault, Action<TextBuffer> place)
    {
        var where = new TextBuffer(512);
        var text = new TextBuffer(1024);
        place(where);
        FaultText.Append(fault, where, text);
        return ProfileText.Of(text);
    }
}
