// Closing a file so that it survives a power cut, on the device: littlefs writes when the file is closed, Flush does not reach the flash.

using System.IO;

namespace NanoSpa.Hal.Storage;

/// <summary>The one call in which the platforms differ.</summary>
internal static class DurableStream
{
    internal static void Close(FileStream stream)
    {
        stream.Dispose();
    }
}
