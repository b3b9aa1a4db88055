// "U60 D500" in: a hook that is up for 60 ms and then down for 500 ms, level by level.

using System.Text;

namespace NanoSpa.Telephony.Tests;

/// <summary>A script of levels; the last one stays.</summary>
public sealed class Levels
{
    private readonly byte[] _text;

    /// <summary>Takes levels, each a letter and milliseconds, separated by one blank.</summary>
    public Levels(string script)
    {
        _text = Encoding.UTF8.GetBytes(script);
        Read(0);
    }

    /// <summary>How long all levels last.</summary>
    public int TotalMs { get; private set; }

    /// <summary>The letter at a moment.</summary>
    public byte At(long atMs)
    {
        return Read(atMs);
    }

    private byte Read(long wantedMs)
    {
        byte letter = 0;
        byte found = 0;
        int endMs = 0;
        int number = 0;
        for (int i = 0; i <= _text.Length; i++)
        {
            if (i == _text.Length || _text[i] == (byte)' ')
            {
                endMs += number;
                number = 0;
                if (found == 0 && wantedMs < endMs)
                {
                    found = letter;
                }
            }
            else if (_text[i] >= (byte)'A')
            {
                letter = _text[i];
            }
            else
            {
                number = (number * 10) + _text[i] - '0';
            }
        }

        TotalMs = endMs;
        return found == 0 ? letter : found;
    }
}
