// A valid file in, a damaged one out.

using System;
using System.Linq;

namespace NanoSpa.Fuzz;

/// <summary>Damages files as networks, flash and attackers do.</summary>
public static class Mutation
{
    /// <summary>Changes bits or bytes, cuts, doubles, removes or inserts, once to four times; sometimes not at all.</summary>
    public static byte[] Of(Random random, byte[] file)
    {
        byte[] bytes = (byte[])file.Clone();
        for (int times = random.Next(5); times > 0 && bytes.Length > 0; times--)
        {
            int at = random.Next(bytes.Length);
            switch (random.Next(6))
            {
                case 0:
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;

                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;

                case 3:
                    bytes = bytes[..at];
                    break;

                case 4:
                    bytes = bytes[..at].Concat(bytes[Math.Min(bytes.Length, at + random.Next(1, 9))..]).ToArray();
                    break;

                default:
                    bytes = bytes[..at].Concat(bytes[Math.Max(0, at - random.Next(9))..]).ToArray();
                    break;
            }
        }

        return bytes;
    }
}
