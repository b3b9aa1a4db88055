// Plays a written transfer against a writer.

using nanoFramework.TestFramework;

namespace NanoSpa.Protocols.Tests;

/// <summary>
/// In, beside the words of <see cref="TransferScript"/>: A1 = ACK 1. Out: R = request with options, r = without, D1:512 = DATA 1 of 512 right bytes.
/// </summary>
internal sealed class TftpWriterScript : TransferScript
{
    internal readonly GeneratedSource File = new GeneratedSource();
    internal readonly TftpWriter Writer;
    private int _blockBytes = 512;

    internal TftpWriterScript(int fileBytes)
        : base(2)
    {
        File.Length = fileBytes;
        Writer = new TftpWriter(new byte[TftpWriter.OutputCapacity], Detail);
    }

    protected override TftpTransfer Start(byte[] path, long nowMs)
    {
        Writer.Start(Server, RequestPort, path, 0, path.Length, File, nowMs);
        return Writer;
    }

    protected override int Put(string rest)
    {
        return PutHead(4, int.Parse(rest));
    }

    protected override void Granted(string options)
    {
        _blockBytes = options.StartsWith("blksize=") ? int.Parse(options.Substring(8).Split(',')[0]) : _blockBytes;
    }

    protected override string WordOf(byte[] output, int count, int number)
    {
        for (int i = 0; i < count - 4; i++)
        {
            Assert.AreEqual(GeneratedFile.ByteAt(((number - 1) * _blockBytes) + i), output[4 + i]);
        }

        return (output[1] == 3 ? "D" : "?") + number.ToString() + ":" + (count - 4).ToString();
    }
}
