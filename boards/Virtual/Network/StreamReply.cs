// What a simulated stream server answers, and how slowly.

using System.Text;

namespace NanoSpa.Boards.Virtual;

/// <summary>A reply in pieces; at its end the server closes, resets or says nothing more.</summary>
public sealed class StreamReply
{
    public StreamReply(byte[] bytes)
    {
        Bytes = bytes;
    }

    /// <summary>The whole reply, head and body.</summary>
    public byte[] Bytes { get; }

    /// <summary>Wait before the first piece.</summary>
    public int DelayMs { get; set; }

    /// <summary>Bytes a piece.</summary>
    public int PieceBytes { get; set; } = 1460;

    /// <summary>Wait between pieces.</summary>
    public int PieceGapMs { get; set; } = 1;

    /// <summary>Bytes after which the server stops, by <see cref="Ending"/>.</summary>
    public int CutAt { get; set; } = int.MaxValue;

    /// <summary>What comes after the last piece.</summary>
    public StreamEnding Ending { get; set; } = StreamEnding.Close;

    /// <summary>A whole HTTP reply with its length.</summary>
    public static StreamReply Http(int status, string reason, byte[] body)
    {
        byte[] head = Encoding.ASCII.GetBytes("HTTP/1.1 " + status + " " + reason + "\r\nContent-Length: " + body.Length + "\r\n\r\n");
        byte[] reply = new byte[head.Length + body.Length];
        head.CopyTo(reply, 0);
        body.CopyTo(reply, head.Length);
        return new StreamReply(reply);
    }
}

/// <summary>How a stream server ends.</summary>
public enum StreamEnding
{
    Close = 0,
    Reset = 1,
    Silence = 2,
}
