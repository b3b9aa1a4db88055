// A note as a file of a directory.

using System;
using System.IO;

namespace NanoSpa.Hal.Storage;

/// <summary>Written in place: a power cut while it is written may lose it. What the platform throws ends here.</summary>
public sealed class FileNote : INote
{
    private readonly string _path;

    /// <summary>The directory must exist.</summary>
    public FileNote(string directory, string name)
    {
        _path = Path.Combine(directory, name);
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            if (!File.Exists(_path))
            {
                return 0;
            }

            using (FileStream file = new FileStream(_path, FileMode.Open, FileAccess.Read))
            {
                return file.Read(buffer, offset, count);
            }
        }
        catch (Exception)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int count)
    {
        try
        {
            if (count == 0)
            {
                if (File.Exists(_path))
                {
                    File.Delete(_path);
                }

                return true;
            }

            FileStream file = new FileStream(_path, FileMode.Create, FileAccess.Write);
            try
            {
                file.Write(buffer, offset, count);
            }
            finally
            {
                DurableStream.Close(file);
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
