// Closing a file so that it survives a power cut, on .NET: the system's cache is flushed first, for the folder's entry too.

using System;
using System.IO;
using System.Runtime.InteropServices;

namespace NanoSpa.Hal.Storage;

/// <summary>What the platforms differ in.</summary>
internal static class DurableStream
{
    private const int ReadOnly = 0;

    // A file system that has nothing to flush for a folder says so with this.
    private const int InvalidArgument = 22;

    internal static void Close(FileStream stream)
    {
        stream.Flush(true);
        stream.Dispose();
    }

    /// <summary>
    /// Makes the names of the files in a folder durable: POSIX promises them only after fsync of the folder. .NET opens no folder, hence
    /// the system's own calls; Windows journals names by itself. Throws IOException when the system refuses.
    /// </summary>
    internal static void KeepNames(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int handle = open(directory, ReadOnly);
        if (handle < 0)
        {
            throw new IOException("cannot open " + directory + ": error " + Marshal.GetLastPInvokeError());
        }

        int outcome = fsync(handle);
        int error = Marshal.GetLastPInvokeError();
        close(handle);
        if (outcome != 0 && error != InvalidArgument)
        {
            throw new IOException("cannot flush " + directory + ": error " + error);
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int handle);

    [DllImport("libc")]
    private static extern int close(int handle);
}
