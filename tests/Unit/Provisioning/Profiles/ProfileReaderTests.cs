// The whole chain on files made with the firmware's own encoder and with a stored gzip block: layers, faults, bounds, chunks, cuts.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class ProfileReaderTests
{
    private const string Profile = "<flat-profile>\n<GPP_A> 12345678\n</GPP_A>\n<GPP_B ua=\"rw\"/>\n</flat-profile>";

    private const string Parameters = "GPP_A=12345678;GPP_B:rw/;";

    private static readonly byte[] Key = Bytes.Of("SecretPhrase1234");

    [TestMethod]
    [DataRow("", "xml")]
    [DataRow("g", "gzip xml")]
    [DataRow("m", "openssl-aes-256-cbc/md5 xml")]
    [DataRow("s", "openssl-aes-256-cbc/sha256 xml")]
    [DataRow("gm", "openssl-aes-256-cbc/md5 gzip xml")]
    [DataRow("gs", "openssl-aes-256-cbc/sha256 gzip xml")]
    public void ReadsEveryNestingInAnyChunks(string layers, string names)
    {
        byte[] bytes = Wrap(Bytes.Of(Profile), layers);
        ProfileReader reader = new ProfileReader(1000);
        for (int split = -1; split <= bytes.Length; split++)
        {
            ProfileLog log = new ProfileLog();
            reader.Open(Key, 0, Key.Length, log);
            Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, bytes, split));
            Assert.AreEqual((int)Fault.None, (int)reader.Fault);
            Assert.AreEqual("", reader.FaultLayer);
            Assert.AreEqual(Parameters, log.Parameters.ToString());
            Assert.AreEqual(names, Names(reader));
        }
    }

    [TestMethod]
    [DataRow("", (int)Fault.None, "")]
    [DataRow("m", (int)Fault.None, "")]
    [DataRow("g", (int)Fault.GzipRefused, "file")]
    [DataRow("gm", (int)Fault.GzipRefused, "decrypted file")]
    public void ABoardWithoutTheMemoryRefusesCompressedFilesAlone(string layers, int fault, string layer)
    {
        byte[] bytes = Wrap(Bytes.Of(Profile), layers);
        ProfileReader reader = new ProfileReader(1000);
        reader.RefusesGzip = true;
        for (int split = -1; split <= bytes.Length; split++)
        {
            reader.Open(Key, 0, Key.Length, new ProfileLog());
            Feed.Split(reader, bytes, split);
            Assert.AreEqual(fault, (int)reader.Fault);
            Assert.AreEqual(layer, reader.FaultLayer);
        }
    }

    [TestMethod]
    [DataRow("g")]
    [DataRow("m")]
    [DataRow("gs")]
    public void ACutFileIsNeverGood(string layers)
    {
        byte[] bytes = Wrap(Bytes.Of(Profile), layers);
        ProfileReader reader = new ProfileReader(1000);
        for (int length = 0; length < bytes.Length; length++)
        {
            reader.Open(Key, 0, Key.Length, new ProfileLog());
            reader.Write(bytes, 0, length);
            Assert.AreEqual((int)DecodeStatus.Failed, (int)reader.Finish());
            Assert.IsTrue(reader.Fault != Fault.None);
        }
    }

    [TestMethod]
    [DataRow("", "", (int)Fault.FormatEmpty, 0, "file", 0)]
    [DataRow("g", "", (int)Fault.FormatEmpty, 0, "unpacked file", 0)]
    [DataRow("", "access denied", (int)Fault.FormatUnknown, 0, "file", 0)]
    [DataRow("g", "\n# x", (int)Fault.FormatPlainText, 1, "unpacked file", 0)]
    [DataRow("", "\n<html>", (int)Fault.FormatHtml, 1, "xml", 2)]
    [DataRow("gm", "<html>", (int)Fault.FormatHtml, 0, "xml", 1)]
    [DataRow("", "\n\n<a>\n</b>", (int)Fault.XmlTagMismatch, 6, "xml", 4)]
    [DataRow("gs", "\n\n<a>\n</b>", (int)Fault.XmlTagMismatch, 6, "xml", 4)]
    [DataRow("s", "<flat-profile>\n", (int)Fault.XmlTruncated, 15, "xml", 2)]
    [DataRow("g", "<flat-profile>\n", (int)Fault.XmlTruncated, 15, "xml", 2)]
    [DataRow("gm", "<a/>", (int)Fault.XmlNoProfile, 4, "xml", 1)]
    [DataRow("gg", Profile, (int)Fault.FormatNesting, 0, "unpacked file", 0)]
    [DataRow("mg", Profile, (int)Fault.FormatNesting, 0, "unpacked file", 0)]
    [DataRow("mm", Profile, (int)Fault.FormatNesting, 0, "decrypted file", 0)]
    [DataRow("gmg", Profile, (int)Fault.FormatNesting, 0, "unpacked file", 0)]
    public void SaysWhatWhereAndInWhichLayer(string layers, string text, int fault, int offset, string layer, int line)
    {
        byte[] bytes = Wrap(Bytes.Of(text), layers);
        ProfileReader reader = new ProfileReader(1000);
        for (int split = -1; split <= bytes.Length; split++)
        {
            reader.Open(Key, 0, Key.Length, new ProfileLog());
            Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed.Split(reader, bytes, split));
            Assert.AreEqual(fault, (int)reader.Fault);
            Assert.AreEqual(offset, reader.FaultOffset);
            Assert.AreEqual(layer, reader.FaultLayer);
            Assert.AreEqual(line, reader.FaultLine);
        }
    }

    [TestMethod]
    public void NamesTheKeyFaults()
    {
        byte[] bytes = Wrap(Bytes.Of(Profile), "m");
        ProfileReader reader = new ProfileReader(1000);
        reader.Open(Key, 0, 0, new ProfileLog());
        Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed.Split(reader, bytes, 0));
        Assert.AreEqual((int)Fault.KeyMissing, (int)reader.Fault);
        Assert.AreEqual("openssl-aes-256-cbc", reader.FaultLayer);

        reader.Open(Key, 0, Key.Length - 1, new ProfileLog());
        Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed.Split(reader, bytes, 0));
        Assert.AreEqual((int)Fault.KeyWrong, (int)reader.Fault);
        Assert.AreEqual("openssl-aes-256-cbc", reader.FaultLayer);

        byte[] longKey = new byte[300];
        reader.Open(longKey, 0, longKey.Length, new ProfileLog());
        Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed.Split(reader, bytes, 0));
        Assert.AreEqual((int)Fault.KeyTooLong, (int)reader.Fault);

        reader.Open(longKey, 0, longKey.Length, new ProfileLog());
        Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, Bytes.Of(Profile), 0));
    }

    [TestMethod]
    [DataRow("", 0, true)]
    [DataRow("", 1, false)]
    [DataRow("g", 0, true)]
    [DataRow("g", 1, false)]
    [DataRow("gm", 0, true)]
    [DataRow("gm", 1, false)]
    public void BoundsWhatIsDecoded(string layers, int missing, bool fits)
    {
        // White space behind the root element, so that the limit and nothing else refuses it.
        byte[] text = Bytes.Of(Profile + "                                        ");
        byte[] bytes = Wrap(text, layers);
        ProfileReader reader = new ProfileReader(text.Length - missing);
        for (int split = -1; split <= bytes.Length; split++)
        {
            reader.Open(Key, 0, Key.Length, new ProfileLog());
            Assert.AreEqual(fits, Feed.Split(reader, bytes, split) == DecodeStatus.Done);
            Assert.AreEqual((int)(fits ? Fault.None : Fault.DecodedTooLarge), (int)reader.Fault);
            Assert.AreEqual(fits ? 0 : text.Length - 1, reader.FaultOffset);
            Assert.AreEqual(fits ? "" : layers.Length > 0 ? "unpacked file" : "file", reader.FaultLayer);
        }
    }

    private static string Names(ProfileReader reader)
    {
        TextBuffer names = new TextBuffer(100);
        for (int i = 0; i < reader.LayerCount; i++)
        {
            names.Append(i == 0 ? "" : " ");
            names.Append(reader.LayerNameOf(i));
        }

        return names.ToString();
    }

    // The first letter is the innermost layer: g gzip, m openssl with MD5, s openssl with SHA-256.
    private static byte[] Wrap(byte[] text, string layers)
    {
        foreach (char layer in layers)
        {
            text = layer == 'g' ? Stored(text) : Encrypted(text, layer == 'm' ? OpensslDigest.Md5 : OpensslDigest.Sha256);
        }

        return text;
    }

    private static byte[] Encrypted(byte[] text, OpensslDigest digest)
    {
        ByteSink output = new ByteSink(text.Length + 64);
        OpensslEncoder encoder = new OpensslEncoder();
        byte[] salt = { 1, 2, 3, 4, 5, 6, 7, 8 };
        encoder.Open(Key, 0, Key.Length, salt, 0, digest, output);
        encoder.Write(text, 0, text.Length);
        Assert.AreEqual((int)DecodeStatus.Done, (int)encoder.Finish());
        return output.ToBytes();
    }

    // RFC 1952 member with one stored block (RFC 1951, 3.2.4).
    private static byte[] Stored(byte[] text)
    {
        byte[] head = { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, (byte)text.Length, (byte)(text.Length >> 8), (byte)~text.Length, (byte)(~text.Length >> 8) };
        byte[] member = new byte[head.Length + text.Length + 8];
        System.Array.Copy(head, 0, member, 0, head.Length);
        System.Array.Copy(text, 0, member, head.Length, text.Length);
        uint crc = Crc32.Update(0, text, 0, text.Length);
        for (int i = 0; i < 4; i++)
        {
            member[head.Length + text.Length + i] = (byte)(crc >> ((8 * i) & 31));
            member[head.Length + text.Length + 4 + i] = (byte)(text.Length >> ((8 * i) & 31));
        }

        return member;
    }
}
