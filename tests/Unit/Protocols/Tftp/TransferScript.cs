// Plays a written transfer against an engine: what comes in, what must go out.

using System.Text;
using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Protocols.Tests;

/// <summary>
/// Words, separated by spaces. In: Oblksize=1428,tsize=9 = OACK, E1:text = ERROR, X00ff = these bytes, each with @port when it is not the transfer
/// port; +500 = time passes. Out, after each of them: E5 = ERROR 5, with @port when it is not the transfer port; - = nothing. The rest is the direction's own.
/// </summary>
internal abstract class TransferScript
{
    internal const uint Server = 0xC0A80001;
    internal const int RequestPort = 69;
    internal const int TransferPort = 2000;

    internal readonly TextBuffer Detail = new TextBuffer(64);
    protected readonly byte[] Packet = new byte[2000];
    private readonly int _requestOpcode;
    private TftpTransfer _transfer;
    private int _port;
    private long _nowMs = 5000;

    protected TransferScript(int requestOpcode)
    {
        _requestOpcode = requestOpcode;
    }

    internal void Play(string script)
    {
        byte[] path = Encoding.UTF8.GetBytes("/spa.cfg");
        _transfer = Start(path, _nowMs);
        string[] words = script.Split(' ');
        Assert.AreEqual(words[0], TakeOutput(), "at word 0 of " + script);
        for (int i = 1; i < words.Length; i += 2)
        {
            Enter(words[i]);
            Assert.AreEqual(words[i + 1], TakeOutput(), "after word " + i.ToString() + ", " + words[i] + ", of " + script);
        }
    }

    protected abstract TftpTransfer Start(byte[] path, long nowMs);

    // A packet that one direction alone takes: its length.
    protected abstract int Put(string rest);

    // A packet that one direction alone sends, no request and no ERROR.
    protected abstract string WordOf(byte[] output, int count, int number);

    // What an OACK grants.
    protected virtual void Granted(string options)
    {
    }

    protected int PutHead(int opcode, int number)
    {
        Packet[0] = 0;
        Packet[1] = (byte)opcode;
        Packet[2] = (byte)(number >> 8);
        Packet[3] = (byte)number;
        return 4;
    }

    private void Enter(string word)
    {
        _port = TransferPort;
        int at = word.IndexOf('@');
        if (at >= 0)
        {
            _port = int.Parse(word.Substring(at + 1));
            word = word.Substring(0, at);
        }

        string rest = word.Substring(1);
        switch (word[0])
        {
            case '+':
                _nowMs += int.Parse(rest);
                _transfer.Step(_nowMs);
                break;
            case 'E':
                PutHead(5, int.Parse(rest.Substring(0, 1)));
                Receive(PutText(rest.Length > 2 ? rest.Substring(2) + "," : "", 4));
                break;
            case 'O':
                PutHead(6, 0);
                Granted(rest);
                Receive(PutText(rest + ",", 2));
                break;
            case 'X':
                Receive(PutHex(rest));
                break;
            default:
                Receive(Put(rest));
                break;
        }
    }

    private void Receive(int count)
    {
        _transfer.Receive(Server, _port, Packet, 0, count, _nowMs);
    }

    // A comma or an equals sign is a NUL, an underscore a space.
    private int PutText(string text, int at)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < bytes.Length; i++)
        {
            byte value = bytes[i];
            Packet[at + i] = value == (byte)',' || value == (byte)'=' ? (byte)0 : value == (byte)'_' ? (byte)' ' : value;
        }

        return at + bytes.Length;
    }

    private int PutHex(string text)
    {
        byte[] digits = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < digits.Length; i += 2)
        {
            Packet[i / 2] = (byte)((Digit(digits[i]) << 4) | Digit(digits[i + 1]));
        }

        return digits.Length / 2;
    }

    private static int Digit(byte value)
    {
        return value <= (byte)'9' ? value - (byte)'0' : value - (byte)'a' + 10;
    }

    private string TakeOutput()
    {
        int count = _transfer.OutputBytes;
        if (count == 0)
        {
            return "-";
        }

        byte[] output = _transfer.Output;
        int opcode = output[1];
        int number = (output[2] << 8) | output[3];
        string word = opcode == _requestOpcode ? (count > 20 ? "R" : "r") : opcode == 5 ? "E" + number.ToString() : WordOf(output, count, number);
        int usual = opcode == _requestOpcode ? RequestPort : TransferPort;
        word = _transfer.OutputPort == usual ? word : word + "@" + _transfer.OutputPort.ToString();
        _transfer.OutputSent();
        return word;
    }
}
