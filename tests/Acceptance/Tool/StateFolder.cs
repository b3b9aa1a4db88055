// A folder for one test's flash, removed afterwards.

using System;
using System.IO;

namespace NanoSpa.Tool.Tests;

/// <summary>A fresh folder under the system's temporary one.</summary>
internal sealed class StateFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nanospa-test-").FullName;

    public string File(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
