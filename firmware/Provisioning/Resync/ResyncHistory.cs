// What the last resyncs did, for people: when, why, which files, what changed, by name alone.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// A ring of ten resyncs in arrays of fixed size, since the start. Of each: four files, and sixteen changed parameters. Values are never kept. Memory: 1.3 KiB.
/// </summary>
public sealed class ResyncHistory
{
    /// <summary>Resyncs kept.</summary>
    public const int Kept = 10;

    /// <summary>Files kept of a resync.</summary>
    public const int MostFiles = 4;

    /// <summary>Changed parameters kept of a resync.</summary>
    public const int MostNames = 16;

    /// <summary>The rule of a request, in <see cref="RuleOf"/>.</summary>
    public const int RequestedRule = -1;

    private const int LayerBits = 2;
    private const int LayerMask = 3;
    private const int UnchangedFlag = 128;

    // Columns of _small, each of Kept or of Kept * MostFiles.
    private const int FileCounts = 0;
    private const int Reasons = Kept;
    private const int Rules = 2 * Kept;
    private const int Layers = (2 + MostFiles) * Kept;
    private const int SmallBytes = (2 + (2 * MostFiles)) * Kept;

    // Columns of _numbers.
    private const int Faults = 0;
    private const int ChangedCounts = Kept;
    private const int Names = 2 * Kept;
    private const int NumberCount = (2 + MostNames) * Kept;

    private readonly long[] _startMs = new long[Kept];
    private readonly long[] _endMs = new long[Kept];
    private readonly sbyte[] _small = new sbyte[SmallBytes];
    private readonly short[] _numbers = new short[NumberCount];
    private readonly int[] _bytes = new int[Kept * MostFiles];
    private int _newest = -1;

    /// <summary>How many there are; the last may still run.</summary>
    public int Count { get; private set; }

    /// <summary>True while the newest has not ended.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>When one began; 0 is the newest.</summary>
    public long StartMs(int entry)
    {
        return _startMs[RowOf(entry)];
    }

    /// <summary>When one ended.</summary>
    public long EndMs(int entry)
    {
        return _endMs[RowOf(entry)];
    }

    /// <summary>Why: -1 a request, 0 power-up, 1 periodic or triggered, 2 a retry ($PRVST).</summary>
    public int ReasonOf(int entry)
    {
        return _small[Reasons + RowOf(entry)];
    }

    /// <summary>How it ended.</summary>
    public Fault FaultOf(int entry)
    {
        return (Fault)_numbers[Faults + RowOf(entry)];
    }

    /// <summary>Files that came to their end.</summary>
    public int FileCount(int entry)
    {
        return _small[FileCounts + RowOf(entry)];
    }

    /// <summary>The rule of a file: 0 Profile_Rule to 3 Profile_Rule_D, or <see cref="RequestedRule"/>.</summary>
    public int RuleOf(int entry, int file)
    {
        return _small[Rules + (RowOf(entry) * MostFiles) + file];
    }

    /// <summary>Bytes of a file as fetched; 0 for a 304.</summary>
    public int BytesOf(int entry, int file)
    {
        return _bytes[(RowOf(entry) * MostFiles) + file];
    }

    /// <summary>True when the file was the one applied last.</summary>
    public bool IsUnchanged(int entry, int file)
    {
        return (_small[Layers + (RowOf(entry) * MostFiles) + file] & UnchangedFlag) != 0;
    }

    /// <summary>A layer of a file, the outermost is 0; Undecided behind the last one.</summary>
    public ProfileFormat LayerOf(int entry, int file, int layer)
    {
        int packed = _small[Layers + (RowOf(entry) * MostFiles) + file] & (UnchangedFlag - 1);
        return layer > 2 ? ProfileFormat.Undecided : (ProfileFormat)((packed >> (LayerBits * layer)) & LayerMask);
    }

    /// <summary>Parameters whose value or access changed, those that are not kept too.</summary>
    public int ChangedCount(int entry)
    {
        return _numbers[ChangedCounts + RowOf(entry)];
    }

    /// <summary>A changed parameter, 0 to the smaller of <see cref="ChangedCount"/> and <see cref="MostNames"/>.</summary>
    public int NameOf(int entry, int name)
    {
        return _numbers[Names + (RowOf(entry) * MostNames) + name];
    }

    internal void Begin(int reason, long nowMs)
    {
        _newest = _newest + 1 < Kept ? _newest + 1 : 0;
        Count = Count < Kept ? Count + 1 : Kept;
        IsRunning = true;
        _startMs[_newest] = nowMs;
        _endMs[_newest] = nowMs;
        _small[Reasons + _newest] = (sbyte)reason;
        _numbers[Faults + _newest] = 0;
        _small[FileCounts + _newest] = 0;
        _numbers[ChangedCounts + _newest] = 0;
    }

    internal void AddFile(int rule, int bytes, ProfileReader reader, bool isUnchanged)
    {
        if (!IsRunning || _small[FileCounts + _newest] == MostFiles)
        {
            return;
        }

        int layers = isUnchanged ? UnchangedFlag : 0;
        for (int layer = 0; !isUnchanged && layer < reader.LayerCount; layer++)
        {
            layers |= (int)reader.LayerOf(layer) << (LayerBits * layer);
        }

        int file = (_newest * MostFiles) + _small[FileCounts + _newest]++;
        _small[Rules + file] = (sbyte)rule;
        _bytes[file] = bytes;
        _small[Layers + file] = (sbyte)layers;
    }

    internal void AddChanges(ParameterTransaction transaction)
    {
        for (int index = transaction.NextChanged(-1); IsRunning && index >= 0; index = transaction.NextChanged(index))
        {
            int count = _numbers[ChangedCounts + _newest]++;
            if (count < MostNames)
            {
                _numbers[Names + (_newest * MostNames) + count] = (short)index;
            }
        }
    }

    internal void End(Fault fault, long nowMs)
    {
        IsRunning = false;
        _numbers[Faults + _newest] = (short)fault;
        _endMs[_newest] = nowMs;
    }

    private int RowOf(int entry)
    {
        int row = _newest - entry;
        return row < 0 ? row + Kept : row;
    }
}
