// A seed and a size in, a profile like real ones out: comments, every parameter, long tones and dial plans, some names that no unit knows.

using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.IlMeter;

/// <summary>The same bytes for the same arguments, always. The values are good ones, so that all of them are set.</summary>
public static class SampleProfile
{
    private const string End = "</flat-profile>\n";

    private static readonly string[] Words = { "office", "front", "desk", "north", "hall", "lab", "sales", "guest", "phone", "spare" };

    private static readonly string[] Remarks = { "do not change", "set by support", "site default", "see ticket", "needs a restart" };

    /// <summary>A plain profile of exactly <paramref name="bytes"/> bytes: after every parameter it starts over, with other values.</summary>
    public static byte[] Make(int bytes, int seed)
    {
        Random random = new(seed);
        StringBuilder text = new("<!-- configuration " + seed.ToString(CultureInfo.InvariantCulture) + " -->\n<flat-profile>\n");
        int section = -1;
        for (int index = 0; text.Length + 400 < bytes; index = (index + 1) % Catalogue.Count)
        {
            if (Catalogue.SectionOf(index) != section)
            {
                section = Catalogue.SectionOf(index);
                text.Append("\n  <!-- ").Append(Catalogue.SectionNameOf(section)).Append(" -->\n");
            }

            Element(text, random, index);
        }

        while (text.Length + End.Length < bytes)
        {
            text.Append(text.Length % 72 == 0 || text.Length + End.Length + 1 == bytes ? '\n' : ' ');
        }

        return Encoding.ASCII.GetBytes(text.Append(End).ToString());
    }

    /// <summary>Compressed as gzip does it.</summary>
    public static byte[] Gzip(byte[] plain)
    {
        MemoryStream file = new();
        using (GZipStream packer = new(file, CompressionLevel.Optimal))
        {
            packer.Write(plain);
        }

        return file.ToArray();
    }

    /// <summary>Encrypted as openssl enc does it, with SHA-256 and a salt of eight letters.</summary>
    public static byte[] Encrypt(byte[] plain, byte[] passphrase, string salt = "saltsalt")
    {
        ByteSink file = new(plain.Length + 64);
        OpensslEncoder encoder = new();
        encoder.Open(passphrase, 0, passphrase.Length, Encoding.ASCII.GetBytes(salt), 0, OpensslDigest.Sha256, file);
        encoder.Write(plain, 0, plain.Length);
        encoder.Finish();
        return file.Bytes[..file.Length];
    }

    private static void Element(StringBuilder text, Random random, int index)
    {
        string name = Catalogue.NameOf(index);
        if (random.Next(16) == 0)
        {
            text.Append("  <!-- ").Append(Remarks[random.Next(Remarks.Length)]).Append(" -->\n");
        }

        if (random.Next(10) == 0)
        {
            text.Append("  <Vendor_").Append(name).Append('>').Append(random.Next(1000)).Append("</Vendor_").Append(name).Append(">\n");
        }

        if (index == ParameterIndex.Profile_Rule)
        {
            text.Append("  <Profile_Rule/>\n");
            return;
        }

        text.Append("  <").Append(name).Append(random.Next(3) switch { 0 => " ua=\"na\">", 1 => " ua=\"rw\">", _ => ">" });
        text.Append(Escaped(Value(random, index))).Append("</").Append(name).Append(">\n");
    }

    private static string Escaped(string value)
    {
        return value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    // The factory's value for half of them, as exported profiles have it; rules, triggers and log servers are left alone.
    private static string Value(Random random, int index)
    {
        string factory = Catalogue.DefaultOf(index);
        bool keeps = random.Next(2) == 0 || Catalogue.SectionNameOf(Catalogue.SectionOf(index)).StartsWith("Provisioning", StringComparison.Ordinal);
        switch (keeps ? (ParameterType)255 : Catalogue.TypeOf(index))
        {
            case ParameterType.Bool:
                return random.Next(2) == 0 ? "Yes" : "No";
            case ParameterType.Uns8:
                return random.Next(256).ToString(CultureInfo.InvariantCulture);
            case ParameterType.Uns16:
                return random.Next(65536).ToString(CultureInfo.InvariantCulture);
            case ParameterType.Float:
            case ParameterType.Time:
                return "." + random.Next(1, 10).ToString(CultureInfo.InvariantCulture);
            case ParameterType.ToneScript:
                return "350@-19,440@-19;" + random.Next(1, 20) + "(.1/.1/1+2);" + random.Next(10, 30) + "(.1/.1/1,.2/.2/2,.3/.3/1+2)";
            case ParameterType.DialPlanScript:
                return "(*xx|[3469]11|0|00|[2-9]xxxxxx|1xxx[2-9]xxxxxxS0|" + random.Next(100, 999) + "xxx.|xxxxxxxxxxxx.)";
            case ParameterType.UserID:
                return "1408555" + random.Next(1000, 9999);
            case ParameterType.Str when factory.Length == 0 && Catalogue.LimitOf(index) >= 24:
                return Words[random.Next(Words.Length)] + " " + Words[random.Next(Words.Length)] + " " + random.Next(100);
            default:
                return factory;
        }
    }
}
