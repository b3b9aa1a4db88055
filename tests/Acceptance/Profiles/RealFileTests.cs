// Files made on the fly by the real openssl and gzip: every nesting is read, every cut and every wrong key is refused.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Provisioning;

namespace NanoSpa.Acceptance.Profiles;

[TestClass]
public class RealFileTests
{
    private const int MaxDecodedBytes = 512 * 1024;

    private static readonly byte[] Small = Encoding.UTF8.GetBytes(SampleProfiles.Small);

    private readonly ProfileReader reader = new(MaxDecodedBytes);

    [TestMethod]
    [DataRow("", "xml")]
    [DataRow("gzip", "gzip+xml")]
    [DataRow("gzip -9", "gzip+xml")]
    [DataRow("gzip -1 -N", "gzip+xml")]
    [DataRow("-md md5", "openssl-aes-256-cbc/md5+xml")]
    [DataRow("-md sha256", "openssl-aes-256-cbc/sha256+xml")]
    [DataRow("default", "openssl-aes-256-cbc/sha256+xml")]
    [DataRow("gzip|-md md5", "openssl-aes-256-cbc/md5+gzip+xml")]
    [DataRow("gzip|default", "openssl-aes-256-cbc/sha256+gzip+xml")]
    public void EveryNestingIsReadInAnyChunks(string commands, string layers)
    {
        foreach (byte[] profile in new[] { Small, SampleProfiles.Make(20, 3), SampleProfiles.Make(640, 10) })
        {
            string plain = Reading.Of(reader, profile, "").ToString().Split('\n', 2)[1];
            byte[] file = commands.Split('|', StringSplitOptions.RemoveEmptyEntries).Aggregate(profile, Apply);
            foreach (int chunk in new[] { int.MaxValue, 1, 16, 512, 1460 })
            {
                Reading reading = Reading.Of(reader, file, SampleProfiles.Key, () => chunk);
                Assert.AreEqual(DecodeStatus.Done, reading.Status, reading.ToString());
                Assert.AreEqual(layers, reading.Layers);
                Assert.AreEqual(plain, reading.ToString().Split('\n', 2)[1]);
            }
        }
    }

    [TestMethod]
    public void Example22GivesItsThreeParameters()
    {
        Reading reading = Reading.Of(reader, RealTools.Openssl(RealTools.Gzip(Small), SampleProfiles.Key), SampleProfiles.Key);
        string[] expected = ["7:Resync_On_Reset=Yes 0", "9:Resync_Periodic=7200 0", "11:Profile_Rule=tftp://prov.telco.com:6900/Linksys/config/spa2102.cfg 0"];
        CollectionAssert.AreEqual(expected, reading.Parameters);
        Assert.IsEmpty(reading.Warnings);
    }

    [TestMethod]
    [DataRow("-md md5 -pbkdf2")]
    [DataRow("-pbkdf2")]
    [DataRow("-iter 1000")]
    public void APbkdf2FileIsAWrongKey(string options)
    {
        foreach (byte[] profile in new[] { Small, RealTools.Gzip(Small), SampleProfiles.Make(1, 0) })
        {
            Reading reading = Reading.Of(reader, Apply(profile, options), SampleProfiles.Key);
            Assert.AreEqual(Fault.KeyWrong, reading.Fault);
        }
    }

    [TestMethod]
    public void NoWrongKeyEverSucceeds()
    {
        byte[][] files =
        [
            RealTools.Openssl(Encoding.ASCII.GetBytes("<flat-profile/>"), SampleProfiles.Key),
            RealTools.Openssl(Small, SampleProfiles.Key, "-md", "md5"),
            RealTools.Openssl(RealTools.Gzip(Small), SampleProfiles.Key),
            RealTools.Openssl(SampleProfiles.Make(20, 3), SampleProfiles.Key),
        ];
        for (int i = 0; i < 200; i++)
        {
            foreach (byte[] file in files)
            {
                Reading reading = Reading.Of(reader, file, "wrong key " + i, () => 512);
                Assert.AreEqual(DecodeStatus.Failed, reading.Status);
                Assert.AreEqual(Fault.KeyWrong, reading.Fault);
                Assert.IsEmpty(reading.Parameters);
            }
        }

        Assert.AreEqual(Fault.KeyMissing, Reading.Of(reader, files[1], "").Fault);
    }

    [TestMethod]
    [DataRow("gzip")]
    [DataRow("-md md5")]
    [DataRow("gzip|default")]
    public void AFileCutAnywhereNeverSucceeds(string commands)
    {
        byte[] file = commands.Split('|').Aggregate(Small, Apply);
        for (int length = 0; length < file.Length; length++)
        {
            Reading reading = Reading.Of(reader, file[..length], SampleProfiles.Key);
            Assert.AreEqual(DecodeStatus.Failed, reading.Status, "cut at " + length);
            Assert.AreNotEqual(Fault.None, reading.Fault, "cut at " + length);
        }
    }

    [TestMethod]
    public void AProfileOf200KilobytesIsRead()
    {
        byte[] profile = SampleProfiles.Make(640, 220);
        Assert.IsGreaterThan(200 * 1024, profile.Length);
        foreach (byte[] file in new[] { profile, RealTools.Openssl(RealTools.Gzip(profile), SampleProfiles.Key) })
        {
            Reading reading = Reading.Of(reader, file, SampleProfiles.Key, () => 1460);
            Assert.AreEqual(DecodeStatus.Done, reading.Status, reading.ToString());
            Assert.HasCount(640, reading.Parameters);
            Assert.IsEmpty(reading.Warnings);
            Assert.EndsWith("=value & <639> 1", reading.Parameters[639]);
        }
    }

    [TestMethod]
    public void ABombEndsAtTheLimit()
    {
        byte[] comment = Encoding.ASCII.GetBytes("<flat-profile><!--" + new string('-', 20 * 1024 * 1024));
        Reading reading = Reading.Of(reader, RealTools.Openssl(RealTools.Gzip(comment), SampleProfiles.Key), SampleProfiles.Key);
        Assert.AreEqual(Fault.DecodedTooLarge, reading.Fault);
        Assert.StartsWith("Failed DecodedTooLarge " + MaxDecodedBytes + " unpacked file", reading.ToString());
    }

    private static byte[] Apply(byte[] input, string command)
    {
        string[] words = command.Split(' ');
        return words[0] == "gzip" ? RealTools.Gzip(input, words[1..])
            : words[0] == "default" ? RealTools.Openssl(input, SampleProfiles.Key) : RealTools.Openssl(input, SampleProfiles.Key, words);
    }
}
