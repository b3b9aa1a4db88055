// Plays a written transfer against a reader: what comes in, what must go out.

using System.Text;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Protocols.Tests;

/// <summary>
/// Words, separated by spaces. In: D1:512 = DATA 1 of 512 bytes, Oblksize=1428,tsize=9 = OACK, E1:text = ERROR, X00ff = these bytes, each with
/// @port when it is not the transfer port; +500 = time passes. Out, after each of them: R = request with options, r = without, A1 = ACK 1,
/// E5 = ERROR 5, each with @port when it is not the transfer port; - = nothing.
/// </summary>
internal sealed class TftpScript
{
    internal const uint Server = 0xC0A80001;
    internal const int RequestPort = 69;
    internal const int TransferPort = 2000;

    internal readonly TextBuffer Detail = new TextBuffer(64);
    internal readonly GeneratedFile File = new GeneratedFile();
    internal readonly TftpReader Reader;
    private readonly byte[] _packet = new byte[2000];
    private long _nowMs = 5000;

    internal TftpScript(int maxBodyBytes)
    {
        Reader = new TftpReader(new byte[TftpReader.OutputCapacity], Detail, maxBodyBytes);
    }

    internal void Play(string script)
    {
        byte[] path = Encoding.UTF8.GetBytes("/spa.cfg");
        Reader.Start(Server, RequestPort, path, 0, path.Length, File, _nowMs);
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
        int port = TransferPort;
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
                Reader.Step(_nowMs);
                return;
            case 'D':
                int colon = rest.IndexOf(':');
                Receive(port, 3, int.Parse(rest.Substring(0, colon)), PutData(int.Parse(rest.Substring(colon + 1))));
                return;
            case 'E':
                Receive(port, 5, int.Parse(rest.Substring(0, 1)), PutText(rest.Length > 2 ? rest.Substring(2) + "," : "", 4));
                return;
            case 'O':
                int end = PutText(rest + ",", 2);
                _packet[0] = 0;
                _packet[1] = 6;
                Reader.Receive(Server, port, _packet, 0, end, _nowMs);
                return;
            default:
                Reader.Receive(Server, port, _packet, 0, PutHex(rest), _nowMs);
                return;
        }
    }

    private void Receive(int port, int opcode, int number, int length)
    {
        _packet[0] = 0;
        _packet[1] = (byte)opcode;
        _packet[2] = (byte)(number >> 8);
        _packet[3] = (byte)number;
        Reader.Receive(Server, port, _packet, 0, length, _nowMs);
    }

    private int PutData(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _packet[4 + i] = GeneratedFile.ByteAt(File.Length + i);
        }

        return 4 + count;
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

    private int PutHex(string text)
    {
        byte[] digits = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < digits.Length; i += 2)
        {
            _packet[i / 2] = (byte)((Digit(digits[i]) << 4) | Digit(digits[i + 1]));
        }

        return digits.Length / 2;
    }

    private static int Digit(byte value)
    {
        return value <= (byte)'9' ? value - (byte)'0' : value - (byte)'a' + 10;
    }

    private string TakeOutput()
    {
        if (Reader.OutputBytes == 0)
        {
            return "-";
        }

        byte[] output = Reader.Output;
        int number = (output[2] << 8) | output[3];
        string word = output[1] == 4 ? "A" + number.ToString() : output[1] == 5 ? "E" + number.ToString() : Reader.OutputBytes > 20 ? "R" : "r";
        int usual = output[1] == 1 ? RequestPort : TransferPort;
        word = Reader.OutputPort == usual ? word : word + "@" + Reader.OutputPort.ToString();
        Reader.OutputSent();
        return word;
    }
}
