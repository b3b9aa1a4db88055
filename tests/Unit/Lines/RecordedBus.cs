// Pins and an SPI port that write down every transaction.

using NanoSpa.Core;

namespace NanoSpa.Hal.Lines.Tests;

/// <summary>The transcript, with the time of each entry.</summary>
public sealed class RecordedBus
{
    private readonly TextBuffer _text = new TextBuffer(4000);

    /// <summary>The time that entries are stamped with.</summary>
    public int NowMs { get; set; }

    /// <summary>Adds an entry.</summary>
    public void Add(string name, int value)
    {
        _text.Append(_text.Length > 0 ? " " : "");
        _text.Append(name);
        _text.AppendNumber(value);
        _text.Append("@");
        _text.AppendNumber(NowMs);
    }

    /// <summary>The entries since the last call.</summary>
    public string Take()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }
}
