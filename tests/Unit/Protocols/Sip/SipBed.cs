// A user agent server on a test bed: text in with line feeds, the answer's text out.

using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

/// <summary>One line, as a phone at 10.0.0.9 port 5060 would meet it.</summary>
internal sealed class SipBed
{
    public const uint Client = 0x0A000009;
    public const int ClientPort = 5060;

    public readonly SipTestSettings Settings = new SipTestSettings();
    public readonly SipTestAccount Account = new SipTestAccount();
    public readonly SipInput Input = new SipInput();
    public readonly DigestResponse Digest = new DigestResponse();
    public readonly SipTokens Tokens;
    public readonly TextBuffer Output = new TextBuffer(3072);
    public readonly SipResponder Responder;
    public long NowMs = 5000000;

    public SipBed()
    {
        Settings.Server.Append("Unit");
        Account.IsEnabled = true;
        Account.ChallengesNotify = false;
        Account.Port = 5060;
        Account.Address = 0x0A000001;
        Fill(Account.User, "1001");
        Fill(Account.AuthUser, "1001");
        Fill(Account.Password, "secret");
        Fill(Account.Proxy, "telco.test:5070");
        Tokens = new SipTokens(Encoding.UTF8.GetBytes("0123456789abcdef"), Digest);
        Responder = new SipResponder(Settings, Tokens, Digest, Input, Output);
        Responder.AllowsResync = true;
    }

    public static void Fill(TextBuffer buffer, string text)
    {
        buffer.Clear();
        buffer.Append(text);
    }

    /// <summary>Bytes of a text: a line feed becomes CR LF, byte 1 becomes NUL, which no string holds on the device.</summary>
    public static byte[] Bytes(string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        int lines = 0;
        for (int i = 0; i < plain.Length; i++)
        {
            lines += plain[i] == 10 ? 1 : 0;
        }

        byte[] bytes = new byte[plain.Length + lines];
        int at = 0;
        for (int i = 0; i < plain.Length; i++)
        {
            if (plain[i] == 10)
            {
                bytes[at++] = 13;
            }

            bytes[at++] = plain[i] == 1 ? (byte)0 : plain[i];
        }

        return bytes;
    }

    /// <summary>The answer with line feeds; "dropped" for what is no message, "" for a message without an answer.</summary>
    public string Send(string text)
    {
        return Send(Bytes(text));
    }

    public string Send(byte[] bytes)
    {
        Output.Clear();
        if (!Input.Read(bytes, 0, bytes.Length))
        {
            return "dropped";
        }

        return Input.Message.IsRequest && Responder.Answer(Input, Client, ClientPort, Account, NowMs) ? Text(Output) : "";
    }

    public static string Text(TextBuffer buffer)
    {
        byte[] bytes = new byte[buffer.Length];
        int at = 0;
        for (int i = 0; i < buffer.Length; i++)
        {
            if (buffer.Bytes[i] != 13)
            {
                bytes[at++] = buffer.Bytes[i];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, at);
    }

    /// <summary>The status of an answer; 0 for none, -1 for what was dropped.</summary>
    public static int StatusOf(string answer)
    {
        return answer == "dropped" ? -1 : answer.Length < 12 ? 0 : int.Parse(answer.Substring(8, 3));
    }

    /// <summary>The value of the first header of a name, null when there is none.</summary>
    public static string Header(string answer, string name)
    {
        foreach (string line in answer.Split('\n'))
        {
            if (line.Length > name.Length && line.Substring(0, name.Length) == name && line[name.Length] == ':')
            {
                return line.Substring(name.Length + 2);
            }
        }

        return null;
    }
}
