// Plays a written transfer against a writer: what comes in, what must go out.

using System.Text;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Protocols.Tests;

/// <summary>
/// Words as in <see cref="TftpScript"/>. In: A1 = ACK 1, Oblksize=1428 = OACK, E1:text = ERROR, X00030001 = this head, cut where it ends, each with @port when it is
/// not the transfer port; +500 = time passes. Out, after each of them: W = request with options, w = without, D1:512 = DATA 1 of 512 right
/// bytes, E5 = ERROR 5, each with @port when it is not the transfer port; - = nothing.
/// </summary>
internal sealed class TftpWriterScript
{
    internal readonly TextBuffer Detail = new TextBuffer(64);
    internal readonly GeneratedSource File = new GeneratedSource();
    internal readonly TftpWriter Writer;
    private readonly byte[] _packet = new byte[2000];
    private int _blockBytes = 512;
    private long _nowMs = 5000;

    internal TftpWriterScript(int fileBytes)
    {
        File.Length = fileBytes;
        Writer = new TftpWriter(new byte[TftpWriter.OutputCapacity], Detail);
    }

    internal void Play(string script)
    {
        byte[] path = Encoding.UTF8.GetBytes("/rep.xml");
        Writer.Start(TftpScript.Server, TftpScript.RequestPort, path, 0, path.Length, File, _nowMs);
        string[] words = script.Split(' ');
        Assert.AreEqual(words[0], TakeOutput(), "at word 0 of " + script);
        for (int i = 1; i < words.Length; i += 2)
        {
            Enter(words[i]);
            Assert.AreEqual(words[i + 1], TakeOutput(), "after word " + i.ToString() + ", " + words[i] + ", of " + script);
        }
    }

    private void Enter(string word)
    {
        int port = TftpScript.TransferPort;
        int at = word.IndexOf('@');
        if (at >= 0)
        {
            port = int.Parse(word.Substring(at + 1));
            word = word.Substring(0, at);
        }

        char kind = word[0];
        string rest = word.Substring(1);
        switch (kind)
        {
            case '+':
                _nowMs += int.Parse(rest);
                Writer.Step(_nowMs);
                return;
            case 'A':
                PutHead(4, int.Parse(rest));
                Writer.Receive(TftpScript.Server, port, _packet, 0, 4, _nowMs);
                return;
            case 'E':
                PutHead(5, int.Parse(rest.Substring(0, 1)));
                Writer.Receive(TftpScript.Server, port, _packet, 0, PutText(rest.Length > 2 ? rest.Substring(2) + "," : "", 4), _nowMs);
                return;
            case 'O':
                PutHead(6, 0);
                _blockBytes = rest.StartsWith("blksize=") ? int.Parse(rest.Substring(8).Split(',')[0]) : _blockBytes;
                Writer.Receive(TftpScript.Server, port, _packet, 0, PutText(rest + ",", 2), _nowMs);
                return;
            default:
                PutHead(int.Parse(rest.Substring(2, 2)), rest.Length < 8 ? 0 : int.Parse(rest.Substring(6, 2)));
                Writer.Receive(TftpScript.Server, port, _packet, 0, rest.Length / 2, _nowMs);
                return;
        }
    }

    private void PutHead(int opcode, int number)
    {
        _packet[0] = 0;
        _packet[1] = (byte)opcode;
        _packet[2] = (byte)(number >> 8);
        _packet[3] = (byte)number;
    }

    // A comma or an equals sign is a NUL, an underscore a space.
    private int PutText(string text, int at)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte value = bytes[i];
            _packet[at + i] = value == (byte)',' || value == (byte)'=' ? (byte)0 : value == (byte)'_' ? (byte)' ' : value;
        }

        return at + bytes.Length;
    }

    private string TakeOutput()
    {
        if (Writer.OutputBytes == 0)
        {
            return "-";
        }

        byte[] output = Writer.Output;
        int number = (output[2] << 8) | output[3];
        string word = output[1] == 3 ? Data(output, number) : output[1] == 5 ? "E" + number.ToString() : Writer.OutputBytes > 20 ? "W" : "w";
        int usual = output[1] == 2 ? TftpScript.RequestPort : TftpScript.TransferPort;
        word = Writer.OutputPort == usual ? word : word + "@" + Writer.OutputPort.ToString();
        Writer.OutputSent();
        return word;
    }

    private string Data(byte[] output, int block)
    {
        int count = Writer.OutputBytes - 4;
        for (int i = 0; i < count; i++)
        {
            Assert.AreEqual(GeneratedFile.ByteAt(((block - 1) * _blockBytes) + i), output[4 + i]);
        }

        return "D" + block.ToString() + ":" + count.ToString();
    }
}
