// Short ways to say what a test does with strings.

using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Parameters.Tests;

/// <summary>Strings in, calls on bytes out.</summary>
internal static class Bytes
{
    internal static byte[] Of(string text)
    {
        return text.Length == 0 ? new byte[0] : Encoding.UTF8.GetBytes(text);
    }

    internal static int Find(string name)
    {
        byte[] bytes = Of("<" + name + ">");
        return Catalogue.Find(bytes, 1, bytes.Length - 2);
    }

    internal static Fault Set(ParameterTransaction transaction, int index, string value)
    {
        byte[] bytes = Of("<" + value + ">");
        return transaction.Set(index, bytes, 1, bytes.Length - 2);
    }

    /// <summary>As many letters as asked for.</summary>
    internal static byte[] Filled(int count, char letter)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)letter;
        }

        return bytes;
    }
}
