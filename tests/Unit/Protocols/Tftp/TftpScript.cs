// Plays a written transfer against a reader.

namespace NanoSpa.Protocols.Tests;

/// <summary>In, beside the words of <see cref="TransferScript"/>: D1:512 = DATA 1 of 512 bytes. Out: R = request with options, r = without, A1 = ACK 1.</summary>
internal sealed class TftpScript : TransferScript
{
    internal readonly GeneratedFile File = new GeneratedFile();
    internal readonly TftpReader Reader;

    internal TftpScript(int maxBodyBytes)
        : base(1)
    {
        Reader = new TftpReader(new byte[TftpReader.OutputCapacity], Detail, maxBodyBytes);
    }

    protected override TftpTransfer Start(byte[] path, long nowMs)
    {
        Reader.Start(Server, RequestPort, path, 0, path.Length, File, nowMs);
        return Reader;
    }

    protected override int Put(string rest)
    {
        int colon = rest.IndexOf(':');
        int head = PutHead(3, int.Parse(rest.Substring(0, colon)));
        int count = int.Parse(rest.Substring(colon + 1));
        for (int i = 0; i < count; i++)
        {
            Packet[head + i] = GeneratedFile.ByteAt(File.Length + i);
        }

        return head + count;
    }

    protected override string WordOf(byte[] output, int count, int number)
    {
        return (output[1] == 4 ? "A" : "?") + number.ToString();
    }
}
