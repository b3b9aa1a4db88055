// openssl envelopes made by the real "openssl enc -aes-256-cbc" (3.0.19), opened in every cutting; and every way to be damaged.

using System.Text;
using NanoSpa.Harness;
using nanoFramework.TestFramework;

namespace NanoSpa.Core.Tests;

[TestClass]
public class OpensslTests
{
    // The guide's own example key.
    private const string Key = "SecretPhrase1234";

    // 40 bytes of text, SHA-256; MD5's key gives a right padding too, as one file in 256 does.
    private const string TwoPaddings = "53616c7465645f5fc8659a62381aeae005560c6c8c7fbaa43f6cc311969c4f3e052be826f274f78f34ee3f18967883c1a365a0d9e241067c3766d31c5bccd7d6";

    // 40 bytes of text, -md md5.
    private const string Short = "53616c7465645f5f0ba1c1f703ab1bdc1069de7a99203cc4d4c1559ecac6db3d7b8bf406ed861668dea81d91f78503d19e735071c4f6d7fcb941b275cde8e51a";

    // 400 bytes of text.
    private const string Long = "53616c7465645f5ffd95b7a7149f50a1dfb73ccdcfdd2a5c886e57842f07cac069532b52a70d7c6910378a231c6a9db8998faa6a0575a5e5da3bffe04c3878402ce5da9296653428974a38c31513bb819f137894fc91dd139aebc642bdf120adf4c1c6456da03c450118bad19a23b59418088e904c05057effd60cdc2123cc6a0b93e558d7d1f3f2a880662b1c2e8e6ea440e9a485da97d711fc96809e70901c73db1a298b46a7455181df4dc7d93ea11612da920c7e95e77f27abfff8ed5636c68cfcc0a093b4d0cfa677eb251e3f74c25b3ab5dc5b98e522884f3cad949ec9223ce02504d032f3d239a2a169257a635a9f7b8217d6b06931a69ad933f07df197a72f62902e7d14bf4b1c1182acd9e8bce122d5217b319ca50be2fdccf4e7d92733fef6f5fe03eabeb137469652ccce243d893acf1ec432920dc41bbbe7f77430492d0e717ccbc168a5c5e73d0603eb517f3d10c723bf119b41ab923fbf8401ded16306c633b73b456534b8bb0076a16aef2b923ed26b16e1ee03e45b5891caeb4d49c53235e424112db0f66b6f18b6c2c3a290c26347bbbdf1b0b1653e9981d2991362a4ab42b4f70156c12d5226d0";

    // -pbkdf2, 100 and 400 bytes of text.
    private const string Pbkdf2Short = "53616c7465645f5f7ffeddc2c81fa1d1530650b388f7f20cd5d303f3277fd34fe0554024d93da6117a8eeeea0da3996e1045f6a589f26f4fe8eab5509e7fc8a89b385dcb5a542258c67049015f98dba7c7f735bfce4c3a084fe22f2186a8d304f38d505a8c74adde1e747d7a5602b621c94de723bf15d140671a9da5e3068c89";
    private const string Pbkdf2Long = "53616c7465645f5f7b053ef66f30360886c810636e3760ae970b9c7588c2bd709697cb9238201d57ff374b16f9151c3deda3efaaf621f261e669a978c117bce018451178a3fd73672513330f091a3eb5597ae629a995aa52ee0a0ec5bd12d4a4b2f152be176810dd6798093b358b5e92e25794281bfd49aa7f2c3c47d1741d12b3108f77a099925ead81a2a74c0edb50a963d4090d1317323842bafd4698e650db05d4ee2660251e01b87b9be59da37e760c8c595c9b4d66363a2e41312d93f583a89fda47e0e80cf28df9cfc8205712bf49b4b5e6268e31d7d442bf3c0cb54876339f49035a317d935e01e524aaa967abe159a625f4380cfa77645ada500570a31b949787c66f71dccb8d2b4a0be17ea4901c7284647b875faa9d2cd40b70e6d2f4cd5dce8ed44aaa65a5e45502d6a527b2aeadc39a93939522233c95d05937d6c41ec51cb88305f2fe23a25bff807c3d28c002d1efa7ffe995483ecc6e64aafb7479480306db9a2935f13a69e7b41a88c6a477c2659c2febf300a98fe093ad0174072b865c4cfc0d6204744cb1ee4b088b9b54b5af2f834c1192b282cd930bb02aea1707c551a133850e2fbb839ee6";

    // Digest (1 MD5, 2 SHA-256), length of the text, envelope.
    [TestMethod]
    [DataRow(1, 0, "53616c7465645f5f7ff617d6b795af9687f47888e805a80f97b9f72d5bd23914")]
    [DataRow(1, 1, "53616c7465645f5fa887332fdd7b08d0024d357d30091b20e863bfb0d7b157c7")]
    [DataRow(1, 16, "53616c7465645f5f8e1f7ebe40f31a1b02569d5f90bb8e30f792ad04556ed3bf5abca1ab79c1f1ed8c6f79ffd33e1c35")]
    [DataRow(1, 239, "53616c7465645f5f030762c7e54f43681ed10fa6c70e0112c243c88ed3f4a141048502b9b12d8530e1f23b166f8e49b93fe2fa59d651b4335fa25908a7757dfdd1dc1e874a6c155e59c9f46800abaec7291a73035fc666658bc3cccd237f6265cb2f2fafac165e79d7303594cab7875c652ea733eb27640e8da1d6f57d345aed5b447f5c7be437f11ac0ab4f4729b6508843516267b3e5743be38ff4d01e4470897c91214dd1fd0f13c4e53ce5f72cc5e263a60eb1c40b870d8225882b11b5ea1c09d5883bfaa3e00abb5943188bd4e361ca8af8adc55339a3efe0e04c676ca9810ec1324e0f3624686a82087c585dd7902d12243f86f52ea8faa8d30adef6c1")]
    [DataRow(1, 240, "53616c7465645f5fe1d0e4e3391b196e0c7ba94b4f0e339619fbc0cae11da84892f810118c9a21de427f5c0534868a325cdb097792a8699ac3ab845b5e40f20fa5ab5b1876194f01520eaa4752b958548f82ee98829ee1b91e85c38b1a33232504c0e09eff2cd080f25ea637e7ef9cd71e84853e40d7fcf427ee7e9b98c405b5cf85019630b406e4092c9556ed6fd17a098b609f027fc523354adeb53a5a91e0dde0a976750ab851708b9dfe258cd1f8ff3d025c29348aeb48f0fb1353009382baabe3ce8a63a1cca8bed65eb3730b9bcf875cdb596c11c53ca601b6b694834fc40d237d96f64383d68da4fb242ea222efeef5c3fa068846af46524d3506ed3f55297b7b88d932281dbbe231112d4fcb")]
    [DataRow(1, 257, "53616c7465645f5f53b9053e0ec33a864da1031474baf1dea33f940463c0aa7c10d4c7c9832821441cd82cafb46ae4b56c3214d4f43c09818bfaf2b8a4a57a7fe04e2fde4dfe7d80396560665e827835f6840d522e9f29d7fa8bb4a951d1d97c74950704881cb0e7324320ccbcea95e7d47445eb3135254f0832297851cfaf527b2b9ab6616566d4fe0e27e44f55e3d7448db72a59d624d434a9b06fd6b0c0ea29bf1c3afd6fe130364c46554df676104551f246d3c06284a77613c4a9f46aa3152dee3b132339dcf6fee4092f294b55c0978807547c333784727ff06e8f20a12d16f3c5362ea7147de0ea42b7372a65ed497ce6586012dbdf8b36efea65379ac0a2c6943ee90bee1d79b7b6a9817449563bb2511178d6ed5e2cd78e31fb79e5")]
    [DataRow(1, 700, "53616c7465645f5f032ab4b636b87ac6fe85c3e995b2255b892990580b51263196f1c7597e131fa0a6944eb42687a5ce64f7664fd1acf55f0e943fc22a0c05a0323ad43afb508f3c96ce3872bddde815e4bf6c818e0781e5a56a43f84169e89a7cbdb45a11b0874b4e55f8d61560fe1b66e5e60abc9cc5a8cdd14cef838f1da92207ba880f9ddeac3b218a24faa635ff3b36070d49a28b7ca0ae2cb4d69d99cc44b4403671c859ce17262cc39ec5cc54fa78971573cfa8149bfc9672c544155bb8d4c2975a449a6dcdcd969c118ec60c9e4d74dd8fb388cc57d4bb940fc27ee525d2bb0a63c8a2dcb1923473e86579cefd62a8e35c70f5dde4d369b2e36add750d66fd7f971d92dcf9d211521d728f20dc1976c95f46f75ca73030051008c4277761593e8550f9c135090d8633117eda2a96eda7e54b3e4c5e4012292eea28d78e7bac7580039b3b6a4f530bcece883996d0f7733486b856ba17f98e8b8de7e91f050d9ed2abe8924fded131b93098c7c0b9158eeaf9e6e5e3fb2deb4b50b9331934b6a0d4d6422912af667e521828bfc455c88b6118fcbd59ef0ed355b939be3f11d7d808c13b855effbffe9bfac39c7fd20d8258485af37e24b84a989eec5c15fda52b33e96b35e8afb58d39c8be7a1ec1912fc09b845db24470e01767c72336d68a4245507473061c9652651965d0b8a58b2589ac030b97b7b716a7f3aa1ce6821504873c7aae201e550e104decd3c4776441625655e45951e77ea32ae3fd3baf0cfeac65ed6f789541dfb3010a5a1af6ee89746eb107ed569cf5c69e7ea1f5ee9a38a6fe73dc359800e0ad9350b4cdb30a3e620eb91346164fdd8e8b0e842807aac47bf7236f0961c3ab45bac8d56da47b7e0e723c9a6aedda7f9d6988b962b1ec852ca92f72bd1049cd702848c971ea2fcc61443aa638d91ea9a70ab19b5b55a703ffe8ab5a0a00879e2143fb35efab19567adf86236e68c79e6011d6baa959cfc14e62140bb4edd2815087ad16")]
    [DataRow(2, 0, "53616c7465645f5fb7869d0871f27f0367019265ac2e4f60106a5020473be02e")]
    [DataRow(2, 15, "53616c7465645f5f92b67e660f5bdc3c16d17c90dd63822054b8f120b557ab59")]
    [DataRow(2, 31, "53616c7465645f5f721f6d5e98985131c1d779c5e1f21e8e942368641374c9587709af2396b942bb12d1561cfe3c13fd")]
    [DataRow(2, 240, "53616c7465645f5fd6eb9b86c0aa2b3fa09be959a9717b80db07b0050d174d70c3480f4a7a79085d0d84c1a41e12041133bc4753ca51df2312438d2c899d63bc51f001590b602c17b1b48a63fbbe7cc8c3ce883fbba989939d71faad225ead26a241a4acfdd6f1f80eb5d0ed432027118fdd6dd7431277e22e5395e97fa1527bbb45d27768b5035b6b1222cf038bd161770c93bdbe147f7e0cd40dea9142ee444703490abd09e1d4ca08350a1bd9018893f43fa13e882ffdcffd6a6522301fa8e0a7ccd54ae0bc01d741718a0ad36a1b161622064ef7869e5b41bc0e3259071ae082e967e0bea1718bee52b998ca3bd84f8a4ec9b6294212f029ae37b661feb1ae1e4b954f651564d70282246a296382")]
    [DataRow(2, 256, "53616c7465645f5f6d09b8b01dd3ceff670ac0b6811a24bc90372ae430ba3c4c0122ebd0f0919012ad26071f1ebfeb4a238ff6072bf3888ddf620b9701b8ba28f0678cab8a326e0bec9ec1a198d21aef1088a6c4476fff016fef2ef062ff6224b5ac8f426c7f9ca96cb13177e6178b4f6cb9f8e9862e9059a7f3b88873f249c034c68be1cb48ebeddd45ef081db45630743d64feab69a54648d9676db212725dcefdf64cb4cd52375740f0c2b7aed8de2490a6feb4de706decec114f6d9365a890d098f155da99c75d0d866197a3ba17eaa4c69a6e9f1e5a157e5984b329029e8907452d1279149c399724423ad9b9a4c1b9c324fca96060ddb63c6a2e441b3520f6812e5ed338f9fce1a9afaec2a0e1b634c8b3d3403cac9ae501a157c46f70")]
    [DataRow(2, 700, "53616c7465645f5f961bc53fcb73fb42caa28c6f8a5f1ea3912ea638c4246f534fb814e2af89a05529b9aa2382134e3f80b403ddaa999b27ee7693574ff3ac8679ffa5b56a661a36e4625414aaeba02082f7819f025760d30b9ca099d06e6eacc06fcc0fdabf69fe54e5ed4e6fdd7228cdae45bdd1f5db22a3e989cf2ffde68a6975b02e4dfea8da3a00c80b9712168731af941080d0136db50165eea9bc727dce2d53996ae984d1b264eb4c88bd051095adedeb8f58d599d9a8730b9f9f063cb9e342896854c02d6cedfd0e4a983ef62b46efc25a790d09697d075a2780b6947ead300fee92e0d21c2171150fa7e1774a144158e07f08aef4a8f17de18eae76f11f0b34aff03b03038a1a1e9e694756f01d119e32f0c745b2c5e2662d572104f5cd46095f8a27d0b0b6d114f0875efd5d8130feefa9eea6bfcba8157db63e4e35085388f55b7d7f420aa2b670bd981cfe612fb25619081c1b309c2b8c461b415cc6dfcb9906e16b1ff23f3603e6cfc3ba2cbe182076b2896b17bc2d72b4f5e2e267ca9813b81ac44fb96af028cc0af0e6b5439f7bcc5c4c7fc500f4884b736ca332e86352959e649b22860ecd069b43726e368af9faf5fc1ecf3b7db2bfbdd241fa00572c77e00e15d35b16680ae68d7bcc60d3db53e55cfa23d1580fda619f9586c7eee882f2713df31f1816c7d9108a0e84863b1ce4eaca2621680e85f98cde404d288ba1cbc015185084745f656119dde0f141000ea45355e604a762c28ac4662d5c8b478815fa84151ca16e50e609823b7fbe28b6f7c1136f225f7848caf52200de756807583404a8436e3602a4cdc3cbd8cf25f33f52095cec468ca30c0472be0060dd4b542ec62c1b48e4d85f54b477c4201fa032ebf9240b038d2435eb5b5fc0440295d7176488b30b8433938cea905b9bcac1210ad58103c994db0d7fa2b8194b1bf9c58cf384e8a507a22d4107aea18f343ba25652c78bbeabb52e4d6c7ed9390a36a609a656574b196902")]
    public void EnvelopesOfOpensslOpenAndAreMadeAgain(int digest, int textBytes, string envelope)
    {
        byte[] text = ProfileText(textBytes);
        byte[] input = Hex.Decode(envelope);
        CaptureSink output = new CaptureSink(1024);
        OpensslDecoder decoder = OpenDecoder(Key, output);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, input.Length, 1));
        Assert.AreEqual((int)Fault.None, (int)decoder.Fault);
        Assert.AreEqual(1, output.FinishCount);
        Assert.AreEqual(Hex.Encode(text), Hex.Encode(output.Bytes, 0, output.Length));
        if (textBytes > 0)
        {
            Assert.AreEqual(digest, (int)decoder.Digest);
        }

        OpensslEncoder encoder = new OpensslEncoder();
        byte[] key = Encoding.UTF8.GetBytes(Key);
        encoder.Open(key, 0, key.Length, input, OpensslEnvelope.MagicBytes, (OpensslDigest)digest, output);
        Assert.AreEqual("", Chunking.Difference(encoder, output, text, text.Length, 1));
        Assert.AreEqual(envelope, Hex.Encode(output.Bytes, 0, output.Length));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void WhatTheEncoderMakesTheDecoderOpensAtEveryLength(int digest)
    {
        byte[] salt = Hex.Decode("0011223344556677");
        byte[] key = Encoding.UTF8.GetBytes(Key);
        CaptureSink envelope = new CaptureSink(400);
        CaptureSink output = new CaptureSink(400);
        OpensslDecoder decoder = OpenDecoder(Key, output);
        OpensslEncoder encoder = new OpensslEncoder();
        encoder.Open(key, 0, key.Length, salt, 0, (OpensslDigest)digest, envelope);
        byte[] text = ProfileText(300);
        for (int length = 1; length <= text.Length; length++)
        {
            Assert.AreEqual((int)DecodeStatus.Done, (int)Chunking.RunWhole(encoder, envelope, text, length));
            Assert.AreEqual((int)DecodeStatus.Done, (int)Chunking.RunWhole(decoder, output, envelope.Bytes, envelope.Length));
            Assert.IsTrue(ByteText.Equals(text, 0, length, output.Bytes, 0, output.Length));
        }
    }

    [TestMethod]
    public void TheProbeDecidesWhenBothPaddingsAreRight()
    {
        CaptureSink output = new CaptureSink(1024);
        OpensslDecoder decoder = OpenDecoder(Key, output);
        byte[] input = Hex.Decode(TwoPaddings);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, input.Length, 1));
        Assert.AreEqual((int)OpensslDigest.Sha256, (int)decoder.Digest);
        Assert.AreEqual(Hex.Encode(ProfileText(40)), Hex.Encode(output.Bytes, 0, output.Length));
    }

    // What the probe says of the first block and of the whole prefix, how much it is shown at most.
    [TestMethod]
    [DataRow(-1, 1, 16)]
    [DataRow(0, -1, 256)]
    [DataRow(1, -1, 256)]
    public void OnlyARefusedBlockSettlesWithoutTheRest(int ofBlock, int ofMore, int longestBytes)
    {
        byte[] input = Hex.Decode(Long);
        byte[] key = Encoding.UTF8.GetBytes(Key);
        StepProbe probe = new StepProbe(ofBlock, ofMore);
        CaptureSink output = new CaptureSink(1024);
        OpensslDecoder decoder = new OpensslDecoder();
        decoder.Open(key, 0, key.Length, probe, output);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, input.Length, 1));
        Assert.AreEqual((int)Fault.KeyWrong, (int)decoder.Fault);
        Assert.AreEqual(OpensslEnvelope.HeaderBytes, decoder.FaultOffset);
        Assert.AreEqual(longestBytes, probe.LongestBytes);
        Assert.AreEqual(0, output.Length);
    }

    // Envelope, key, bytes of it, fault, its offset.
    [TestMethod]
    [DataRow(Short, "", 64, 100, 0)]
    [DataRow(Short, "SecretPhrase1235", 64, 101, 16)]
    [DataRow(Long, "secretphrase1234", 432, 101, 16)]
    [DataRow(Pbkdf2Short, Key, 128, 101, 16)]
    [DataRow(Pbkdf2Long, Key, 432, 101, 16)]
    [DataRow(Short, Key, 0, 104, 0)]
    [DataRow(Short, Key, 7, 104, 7)]
    [DataRow(Short, Key, 8, 104, 8)]
    [DataRow(Short, Key, 16, 104, 16)]
    [DataRow(Short, Key, 17, 102, 17)]
    [DataRow(Short, Key, 31, 102, 31)]
    [DataRow(Short, Key, 32, 101, 16)]
    [DataRow(Short, Key, 48, 103, 32)]
    [DataRow(Short, Key, 63, 102, 63)]
    [DataRow(Long, Key, 272, 103, 256)]
    [DataRow(Long, Key, 273, 102, 273)]
    [DataRow(Long, Key, 288, 103, 272)]
    [DataRow(Long, Key, 416, 103, 400)]
    [DataRow(Long, Key, 431, 102, 431)]
    public void DamagedEnvelopesAreNamedWithTheirOffset(string envelope, string key, int count, int fault, int offset)
    {
        byte[] input = Hex.Decode(envelope);
        CaptureSink output = new CaptureSink(1024);
        OpensslDecoder decoder = OpenDecoder(key, output);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, count, 1));
        Assert.AreEqual(fault, (int)decoder.Fault);
        Assert.AreEqual(offset, decoder.FaultOffset);
        Assert.AreEqual(0, output.FinishCount);
        Assert.AreEqual((int)DecodeStatus.Failed, (int)decoder.Write(input, 0, 1), "sticky");
        Assert.AreEqual((int)DecodeStatus.Failed, (int)decoder.Finish(), "sticky");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    [DataRow(7)]
    public void ForeignMagicIsRefusedAtItsFirstWrongByte(int index)
    {
        byte[] input = Hex.Decode(Short);
        input[index] ^= 1;
        CaptureSink output = new CaptureSink(64);
        OpensslDecoder decoder = OpenDecoder(Key, output);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, input.Length, 1));
        Assert.AreEqual((int)Fault.EnvelopeHeader, (int)decoder.Fault);
        Assert.AreEqual(index, decoder.FaultOffset);
    }

    [TestMethod]
    [DataRow(256, 0)]
    [DataRow(257, 106)]
    public void PassphrasesAreBounded(int length, int fault)
    {
        byte[] key = new byte[length];
        byte[] input = Hex.Decode(Short);
        CaptureSink output = new CaptureSink(64);
        OpensslDecoder decoder = new OpensslDecoder();
        decoder.Open(key, 0, length, new ProfileProbe(), output);
        decoder.Write(input, 0, 20);
        Assert.AreEqual(fault, (int)decoder.Fault);
        OpensslEncoder encoder = new OpensslEncoder();
        encoder.Open(key, 0, length, input, 0, OpensslDigest.Sha256, output);
        encoder.Write(input, 0, 20);
        Assert.AreEqual(fault, (int)encoder.Fault);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(100)]
    [DataRow(255)]
    [DataRow(256)]
    [DataRow(399)]
    public void AFaultOfTheNextSinkIsPassedOn(int failAt)
    {
        byte[] input = Hex.Decode(Long);
        CaptureSink output = new CaptureSink(1024);
        output.FailAt = failAt;
        OpensslDecoder decoder = OpenDecoder(Key, output);
        Assert.AreEqual("", Chunking.Difference(decoder, output, input, input.Length, 1));
        Assert.AreEqual((int)Fault.FormatUnknown, (int)decoder.Fault);
        Assert.AreEqual(failAt, decoder.FaultOffset);
    }

    private static OpensslDecoder OpenDecoder(string key, CaptureSink output)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(key);
        OpensslDecoder decoder = new OpensslDecoder();
        decoder.Open(bytes, 0, bytes.Length, new ProfileProbe(), output);
        return decoder;
    }

    // The text that the envelopes hold: the first bytes of a profile of numbered elements.
    private static byte[] ProfileText(int length)
    {
        TextBuffer text = new TextBuffer(length);
        text.Append("<flat-profile>\n");
        for (int i = 0; text.Length < length; i++)
        {
            text.Append("<P" + i + ">" + (i * 7919 % 1000) + "</P" + i + ">\n");
        }

        return text.Bytes;
    }
}
