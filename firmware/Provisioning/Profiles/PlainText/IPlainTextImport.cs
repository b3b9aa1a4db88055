// The file name of an import line in, that file's parameters out (guide "Source Text Syntax": the import directive).

namespace NanoSpa.Provisioning;

/// <summary>Splices another file into a plain-text source. A unit has no files; the tool has.</summary>
public interface IPlainTextImport
{
    /// <summary>
    /// Hands on all parameters of the named file, in order, to the handler of the reader that asks. The name is borrowed for the call.
    /// False when the file can not be had, nests too deeply, or is bad itself: the reader then fails with PlainTextImport.
    /// </summary>
    bool Import(byte[] name, int offset, int count, int line);
}
