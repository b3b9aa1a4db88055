// Closing a file so that it survives a power cut, on the device: littlefs writes when the file is closed, Flush does not reach the flash.

using System.IO;

namespace NanoSpa.Hal.Storage;

/// <summary>What the platforms differ in.</summary>
internal static class DurableStream
{
    internal static void Close(FileStream stream)
    {
        stream.Dispose();
    }

    /// <summary>littlefs keeps a file's name and its content in one write.</summary>
    internal static void KeepNames(string directory)
    {
    }
}
