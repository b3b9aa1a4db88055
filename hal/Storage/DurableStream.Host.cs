// Closing a file so that it survives a power cut, on .NET: the system's cache is flushed first.

using System.IO;

namespace NanoSpa.Hal.Storage;

/// <summary>The one call in which the platforms differ.</summary>
internal static class DurableStream
{
    internal static void Close(FileStream stream)
    {
        stream.Flush(true);
        stream.Dispose();
    }
}
