// A plain-text profile source and the files it imports in, their parameters in order out (guide "Source Text Syntax").

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.PlainText;

/// <summary>
/// Splices as the profile compiler does; names are relative to the file that imports. What a file may cost is bounded: depth, files
/// and bytes, and none imports itself. <paramref name="enters"/> is told whose parameters come next, null for the source itself.
/// </summary>
internal sealed class PlainTextSource(IProfileHandler handler, Action<string> enters) : IPlainTextImport
{
    public const int MaxDepth = 8;
    private const int MaxFiles = 256;
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly Stack<string> _open = new();
    private string _reason;
    private int _fileCount;
    private int _byteCount;

    /// <summary>The fault of the source itself; of a file it imports, PlainTextImport.</summary>
    public Fault Fault { get; private set; }

    public int FaultOffset { get; private set; }

    /// <summary>The sentence, the place and the number of the fault, and of the imported file's.</summary>
    public string FaultSentence { get; private set; }

    /// <summary>Reads all of it. False: see the faults.</summary>
    public bool Read(string path, Stream source)
    {
        _open.Push(Path.GetFullPath(path));
        enters(_open.Count == 1 ? null : path);
        _fileCount++;
        var reader = new PlainTextReader();
        reader.Open(handler, this);
        bool isWhole = Push(source, reader) && reader.Finish() == DecodeStatus.Done;
        _open.Pop();
        if (reader.Fault != Fault.None)
        {
            Fault = reader.Fault;
            FaultOffset = reader.FaultOffset;
            FaultSentence = Sentence(reader) + (_reason == null ? "" : " " + _reason);
            _reason = $"{path}: {FaultSentence}";
        }

        return isWhole;
    }

    public bool Import(byte[] name, int offset, int count, int line)
    {
        string from = _open.Peek();
        string path = PathOf(from, name.AsSpan(offset, count));
        _reason = _open.Contains(Path.GetFullPath(path)) ? $"{path} imports itself."
            : _open.Count > MaxDepth || _fileCount >= MaxFiles || _byteCount >= MaxBytes ? $"There are more than {MaxDepth} files one in the other, {MaxFiles} files or {MaxBytes >> 20} MiB."
            : null;
        if (_reason != null)
        {
            return false;
        }

        try
        {
            using FileStream source = File.OpenRead(path);
            bool isGood = Read(path, source);
            enters(_open.Count == 1 ? null : from);
            return isGood;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            _reason = unreadable.Message;
            return false;
        }
    }

    /// <summary>Where the file is that a source names.</summary>
    public static string PathOf(string source, ReadOnlySpan<byte> name) =>
        Path.Combine(Path.GetDirectoryName(source), ProfileText.Of(name).Replace('\0', '?'));

    /// <summary>Why a source can not import a file; null when it can.</summary>
    public static string Problem(string source, string imported)
    {
        var nowhere = new PlainTextSource(new XmlWriter(), _ => { });
        nowhere._open.Push(Path.GetFullPath(source));
        byte[] name = Encoding.UTF8.GetBytes(Path.GetFullPath(imported));
        return nowhere.Import(name, 0, name.Length, 1) ? null : nowhere._reason;
    }

    private bool Push(Stream source, PlainTextReader reader)
    {
        var chunk = new byte[4096];
        int count;
        while (_byteCount < MaxBytes && (count = source.Read(chunk)) > 0)
        {
            _byteCount += count;
            if (reader.Write(chunk, 0, count) == DecodeStatus.Failed)
            {
                return false;
            }
        }

        return true;
    }

    private static string Sentence(PlainTextReader reader)
    {
        var where = new TextBuffer(512);
        var text = new TextBuffer(1024);
        ProfileFaultText.Append(reader, where);
        FaultText.Append(reader.Fault, where, text);
        return ProfileText.Of(text);
    }
}
