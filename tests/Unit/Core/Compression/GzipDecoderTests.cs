// gzip files: the real gzip's and all header fields in every cutting, and every way to be damaged with its offset.

using NanoSpa.Harness;
using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class GzipDecoderTests
{
    // One small member with all header fields.
    private const string AllFields = "1f8b081e01020304000306004142020078797370612e786d6c0063000967b349d4b70300d41cd10104000000";

    // gzip -9 of 900 bytes.
    private const string Gzip9 = "1f8b080000000000020325d24d6a1e311444d1b9f712acf72b093e6a0dd9420631040c09c1fbc7afaa274d1734f441baaf8fcf5f5f3ffefdfffbf1e7f337de5e3f17d6eb7d9ef36ab876671887e3c499e11c815d7b4670247af78ce428d4ad19c5d128cb19cdb191113336c74194cf381c17be6dc6d54f17ec92608fc1604b0829cce154981816b84987096289d394982856d8871613c61a7b5163e2d8463b3d26901d54526422d945364d26942fc421ca8572835fa2fc399a4199ce462a0f5850e55279a28872a1bc7037512e9437ce25ca85f28d6344b9507eb0832817ca2fba8872a162a13651215418f210154285231751f1dc58205c572654243ca90aa9a2604d554815a3222a848a0d9242a438b84e52881477be242944ca85dd24a548699306492952fac441528a94317990944f463981a82391b226119252a4ec8984a69429f75442554a95076654a554791144a550b5708ba812aa6c2a21aa842a9f4a882aa16ad25e44955035713b51f5d43d79a7f216aa7a2a21aa84aa39a84354095513f922aa84aac9dca92aa97a3a4faa7a7d03d0ba8b4784030000";

    // Name, file, length and CRC-32 of what it holds. The first three are of gzip 1.12, the others made after RFC 1952.
    [TestMethod]
    [DataRow("gzip -1", "1f8b08000000000004031d92496a1d4100c5f6be4b70cd037cde1972852c6208181282ef8fa5de7449542f44f77b7d7cfefafaf1efffdf8f3f9fbff3f6fa59525eef3cc19a5b2f529596d30fd2949e3d37d29591b51732949979273295955907b2949dd13bb295933e1b72949bb62b72955a52af09805a53cb13f154d4966605a7973d77d801a823675902a833fbd802a82bbb5803a83babd903a827735804a83763d904a0ada41fa300b5a65da30095a8fa7c9ba7aaf5d46e15e0edc8348a539bb9db28405d39d72840dd39d528403dd9dd2840bd59d32800ed25731b05a835e31805a82da31805a83dbd3dbfec89ea236d5805783b539755804a95519cda8e491ccac96d2601eae54d93007494ec6512a056a66112a036c66112a076e66112a00e06f2ece8491a9389980478bb18894d80ba598955807a52ab55807ad38de2c466c99d46016a652546016a632546012ad32e46012ae36e46012af31e4601ea622546012a1fea1805a88cbc1805a8ccbc5905a08b9d0fab56f906d0ba8b4784030000", 900, 0x478BBAD0u)]
    [DataRow("gzip -9", "1f8b080000000000020325d24d6a1e311444d1b9f712acf72b093e6a0dd9420631040c09c1fbc7afaa274d1734f441baaf8fcf5f5f3ffefdfffbf1e7f337de5e3f17d6eb7d9ef36ab876671887e3c499e11c815d7b4670247af78ce428d4ad19c5d128cb19cdb191113336c74194cf381c17be6dc6d54f17ec92608fc1604b0829cce154981816b84987096289d394982856d8871613c61a7b5163e2d8463b3d26901d54526422d945364d26942fc421ca8572835fa2fc399a4199ce462a0f5850e55279a28872a1bc7037512e9437ce25ca85f28d6344b9507eb0832817ca2fba8872a162a13651215418f210154285231751f1dc58205c572654243ca90aa9a2604d554815a3222a848a0d9242a438b84e52881477be242944ca85dd24a548699306492952fac441528a94317990944f463981a82391b226119252a4ec8984a69429f75442554a95076654a554791144a550b5708ba812aa6c2a21aa842a9f4a882aa16ad25e44955035713b51f5d43d79a7f216aa7a2a21aa84aa39a84354095513f922aa84aac9dca92aa97a3a4faa7a7d03d0ba8b4784030000", 900, 0x478BBAD0u)]
    [DataRow("gzip of nothing", "1f8b080000000000000303000000000000000000", 0, 0x00000000u)]
    [DataRow("extra field", "1f8b08040102030400030600414243444546b349d4b70300d41cd10104000000", 4, 0x01D11CD4u)]
    [DataRow("empty extra field", "1f8b08040102030400030000b349d4b70300d41cd10104000000", 4, 0x01D11CD4u)]
    [DataRow("name", "1f8b0808010203040003737061323130322e63666700b349d4b70300d41cd10104000000", 4, 0x01D11CD4u)]
    [DataRow("comment", "1f8b08100102030400036d6164652062792068616e6400b349d4b70300d41cd10104000000", 4, 0x01D11CD4u)]
    [DataRow("header checksum", "1f8b080201020304000350f0b349d4b70300d41cd10104000000", 4, 0x01D11CD4u)]
    [DataRow("all header fields", "1f8b081e01020304000306004142020078797370612e786d6c0063000967b349d4b70300d41cd10104000000", 4, 0x01D11CD4u)]
    [DataRow("two members", "1f8b08080102030400036e00b349b40300ab82b76f030000001f8b080201020304000350f0b3d14fb4030095de2f1504000000", 7, 0x1B7DCBC9u)]
    [DataRow("two members and padding", "1f8b0800000000000003b349b40300ab82b76f030000001f8b0800000000000003b3d14fb4030095de2f1504000000000000000000000000", 7, 0x1B7DCBC9u)]
    public void FilesUnpackInEveryCutting(string name, string file, int length, uint crc)
    {
        byte[] input = Hex.Decode(file);
        CaptureSink output = new CaptureSink(length + 1);
        GzipDecoder decoder = new GzipDecoder();
        decoder.Open(output);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, input.Length, 1), name);
        Assert.AreEqual((int)Fault.None, (int)decoder.Fault, name);
        Assert.AreEqual(length, output.Length, name);
        Assert.AreEqual(crc, Crc32.Update(0, output.Bytes, 0, output.Length), name);
        Assert.AreEqual(1, output.FinishCount, name);
    }

    // Name, file, fault, its offset.
    [TestMethod]
    [DataRow("first magic byte", "1e8b0800010203040003b349d4b70300d41cd10104000000", 120, 0)]
    [DataRow("second magic byte", "1f8a0800010203040003b349d4b70300d41cd10104000000", 120, 1)]
    [DataRow("method", "1f8b0900010203040003b349d4b70300d41cd10104000000", 121, 2)]
    [DataRow("reserved flag", "1f8b0820010203040003b349d4b70300d41cd10104000000", 122, 3)]
    [DataRow("header changed", "1f8b081e01030304000306004142020078797370612e786d6c0063000967b349d4b70300d41cd10104000000", 123, 28)]
    [DataRow("header checksum", "1f8b081e01020304000306004142020078797370612e786d6c0063000966b349d4b70300d41cd10104000000", 123, 28)]
    [DataRow("reserved block type", "1f8b08000102030400030700000000000000000000", 128, 10)]
    [DataRow("checksum", "1f8b0800010203040003b349d4b70300d51cd10104000000", 124, 16)]
    [DataRow("checksum's last byte", "1f8b0800010203040003b349d4b70300d41cd18104000000", 124, 16)]
    [DataRow("length", "1f8b0800010203040003b349d4b70300d41cd10105000000", 125, 20)]
    [DataRow("stored text changed", "1f8b0800000000000003010400fbff3c622f3ed41cd10104000000", 124, 19)]
    [DataRow("trailing byte", "1f8b0800010203040003b349d4b70300d41cd1010400000078", 127, 24)]
    [DataRow("trailing after padding", "1f8b0800010203040003b349d4b70300d41cd10104000000000078", 127, 26)]
    [DataRow("trailing 1f that is no member", "1f8b0800010203040003b349d4b70300d41cd101040000001f00", 127, 24)]
    [DataRow("second member's method", "1f8b0800010203040003b349d4b70300d41cd101040000001f8b07", 121, 26)]
    [DataRow("second member ends early", "1f8b0800010203040003b349d4b70300d41cd101040000001f8b0800010203040003b349", 126, 36)]
    [DataRow("nothing", "", 126, 0)]
    public void DamagedFilesAreNamedWithTheirOffset(string name, string file, int fault, int offset)
    {
        byte[] input = Hex.Decode(file);
        CaptureSink output = new CaptureSink(64);
        GzipDecoder decoder = new GzipDecoder();
        decoder.Open(output);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, input.Length, 1), name);
        Assert.AreEqual(fault, (int)decoder.Fault, name);
        Assert.AreEqual(offset, decoder.FaultOffset, name);
        Assert.AreEqual(0, output.FinishCount, name);
        Assert.AreEqual((int)DecodeStatus.Failed, (int)decoder.Write(input, 0, 1 <= input.Length ? 1 : 0), name);
        Assert.AreEqual((int)DecodeStatus.Failed, (int)decoder.Finish(), name);
    }

    [TestMethod]
    [DataRow(AllFields)]
    [DataRow(Gzip9)]
    public void AFileCutAnywhereIsTruncatedThere(string file)
    {
        byte[] input = Hex.Decode(file);
        CaptureSink output = new CaptureSink(1024);
        GzipDecoder decoder = new GzipDecoder();
        decoder.Open(output);
        for (int count = 0; count < input.Length; count++)
        {
            Assert.AreEqual((int)DecodeStatus.Failed, (int)Chunking.RunWhole(decoder, output, input, count));
            Assert.AreEqual((int)Fault.GzipTruncated, (int)decoder.Fault);
            Assert.AreEqual(count, decoder.FaultOffset);
        }
    }

    // All but the six bits that fill up the last byte of the deflate stream, which mean nothing.
    [TestMethod]
    public void EveryFlippedBitOfACheckedFileIsFound()
    {
        byte[] input = Hex.Decode(AllFields);
        CaptureSink output = new CaptureSink(70000);
        GzipDecoder decoder = new GzipDecoder();
        decoder.Open(output);
        for (int bit = 0; bit < input.Length * 8; bit++)
        {
            if (bit / 8 == input.Length - 9 && (bit & 7) >= 2)
            {
                continue;
            }

            input[bit / 8] ^= (byte)(1 << (bit & 7));
            Assert.AreEqual((int)DecodeStatus.Failed, (int)Chunking.RunWhole(decoder, output, input, input.Length), "bit " + bit);
            input[bit / 8] ^= (byte)(1 << (bit & 7));
        }

        Assert.AreEqual((int)DecodeStatus.Done, (int)Chunking.RunWhole(decoder, output, input, input.Length));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(450)]
    [DataRow(899)]
    public void AFaultOfTheNextSinkIsPassedOnUnchanged(int failAt)
    {
        byte[] input = Hex.Decode(Gzip9);
        CaptureSink output = new CaptureSink(1024);
        output.FailAt = failAt;
        GzipDecoder decoder = new GzipDecoder();
        decoder.Open(output);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, input.Length, 1));
        Assert.AreEqual((int)Fault.FormatUnknown, (int)decoder.Fault);
        Assert.AreEqual(failAt, decoder.FaultOffset);
    }
}
