// The two slots of the parameter store as two files of a directory (firmware/FORMAT.md).

using System;
using System.IO;

namespace NanoSpa.Hal.Storage;

/// <summary>
/// Slot n is the file <c>parameters.n</c>. A missing file is an empty slot. What the platform throws ends here as false or -1; the store
/// makes a fault of it.
/// </summary>
public sealed class FileParameterFlash : IParameterFlash
{
    private readonly string[] _paths = new string[2];
    private readonly string _directory;

    // A file that an earlier process made and never ended has a name that a power cut may still take: the first end of each slot asks for it.
    private readonly bool[] _isNameKept = new bool[2];
    private readonly int _slotSizeBytes;
    private FileStream _writing;
    private int _writingSlot;
    private int _writtenBytes;

    /// <summary>The directory must exist, as <c>I:</c> does on the device; <paramref name="slotSizeBytes"/> is the most a file may hold.</summary>
    public FileParameterFlash(string directory, int slotSizeBytes)
    {
        _directory = directory;
        _paths[0] = Path.Combine(directory, "parameters.0");
        _paths[1] = Path.Combine(directory, "parameters.1");
        _slotSizeBytes = slotSizeBytes;
    }

    /// <summary>How often the platform threw: a medium that is going bad shows here even while the store still finds its way.</summary>
    public int PlatformFaultCount { get; private set; }

    /// <inheritdoc/>
    public int SlotSizeBytes
    {
        get { return _slotSizeBytes; }
    }

    /// <inheritdoc/>
    public int Read(int slot, int position, byte[] buffer, int offset, int count)
    {
        FileStream reading = null;
        try
        {
            if (!File.Exists(_paths[slot]))
            {
                return 0;
            }

            reading = new FileStream(_paths[slot], FileMode.Open, FileAccess.Read);
            if (position >= reading.Length)
            {
                return 0;
            }

            reading.Seek(position, SeekOrigin.Begin);
            return reading.Read(buffer, offset, count);
        }
        catch (Exception)
        {
            PlatformFaultCount++;
            return -1;
        }
        finally
        {
            Discard(reading);
        }
    }

    /// <inheritdoc/>
    public bool BeginWrite(int slot)
    {
        Discard(_writing);
        _writing = null;
        try
        {
            _writing = new FileStream(_paths[slot], FileMode.Create, FileAccess.Write);
            _writingSlot = slot;
            _writtenBytes = 0;
            return true;
        }
        catch (Exception)
        {
            PlatformFaultCount++;
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Append(byte[] buffer, int offset, int count)
    {
        if (_writing == null)
        {
            return false;
        }

        try
        {
            if (_writtenBytes + count <= _slotSizeBytes)
            {
                _writing.Write(buffer, offset, count);
                _writtenBytes += count;
                return true;
            }
        }
        catch (Exception)
        {
            PlatformFaultCount++;
        }

        Discard(_writing);
        _writing = null;
        return false;
    }

    /// <inheritdoc/>
    public bool EndWrite()
    {
        if (_writing == null)
        {
            return false;
        }

        FileStream ending = _writing;
        _writing = null;
        try
        {
            DurableStream.Close(ending);
            if (!_isNameKept[_writingSlot])
            {
                DurableStream.KeepNames(_directory);
                _isNameKept[_writingSlot] = true;
            }

            return true;
        }
        catch (Exception)
        {
            PlatformFaultCount++;
            Discard(ending);
            return false;
        }
    }

    // A stream whose outcome is already known to be worth nothing.
    private void Discard(FileStream stream)
    {
        if (stream == null)
        {
            return;
        }

        try
        {
            stream.Dispose();
        }
        catch (Exception)
        {
            PlatformFaultCount++;
        }
    }
}
