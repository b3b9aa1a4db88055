// A random source in, texts of many kinds out: profiles, repetitions, noise, and mixtures that fill the window.

using System;
using System.IO;
using System.Text;

namespace NanoSpa.Fuzz;

/// <summary>Makes inputs for compressors.</summary>
public static class SampleText
{
    /// <summary>A text of at most about <paramref name="maxBytes"/> bytes.</summary>
    public static byte[] Make(Random random, int maxBytes)
    {
        MemoryStream text = new();
        int length = random.Next(maxBytes + 1);
        while (text.Length < length)
        {
            int rest = (int)(length - text.Length);
            switch (random.Next(5))
            {
                case 0:
                    byte[] noise = new byte[Math.Min(rest, random.Next(1, 3000))];
                    random.NextBytes(noise);
                    text.Write(noise);
                    break;

                case 1:
                    byte[] run = new byte[Math.Min(rest, random.Next(1, 3000))];
                    Array.Fill(run, (byte)random.Next(256));
                    text.Write(run);
                    break;

                case 2 when text.Length > 0:
                    // A repetition from anywhere within deflate's reach.
                    byte[] all = text.ToArray();
                    int from = Math.Max(0, all.Length - random.Next(1, 32768));
                    text.Write(all, from, Math.Min(Math.Min(rest, random.Next(3, 1000)), all.Length - from));
                    break;

                default:
                    string line = "<Parameter_" + random.Next(600) + "_ ua=\"rw\">" + random.Next(100000) + "</Parameter_>\n";
                    text.Write(Encoding.ASCII.GetBytes(line));
                    break;
            }
        }

        return text.ToArray();
    }
}
