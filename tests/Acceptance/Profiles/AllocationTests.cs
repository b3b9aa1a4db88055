// A reader that has read one profile reads the next without allocating, whatever its size.

using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Harness;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Acceptance.Profiles;

[TestClass]
public class AllocationTests
{
    private const int ChunkBytes = 1460;

    [TestMethod]
    [DataRow(6, 10)]
    [DataRow(640, 220)]
    public void ReadingAllocatesNothing(int elements, int commentBytes)
    {
        byte[] profile = SampleProfiles.Make(elements, commentBytes);
        byte[] packed = RealTools.Openssl(RealTools.Gzip(profile), SampleProfiles.Key, "-md", "md5");
        byte[] key = Encoding.ASCII.GetBytes(SampleProfiles.Key);
        CountingHandler handler = new();
        ProfileReader reader = new(512 * 1024);
        foreach (byte[] file in new[] { profile, packed })
        {
            handler.Parameters = 0;
            Assert.AreEqual(0, AllocationProbe.BytesOf(() => Read(reader, file, key, handler)));
            Assert.AreEqual(3 * elements, handler.Parameters);
        }
    }

    [TestMethod]
    public void ReadingAPlainTextSourceAllocatesNothing()
    {
        byte[] source = Encoding.ASCII.GetBytes(string.Concat(System.Linq.Enumerable.Repeat("# comment\nDial_Plan[1] ! \"(*xx|[3469]11|0|00|[2-9]xxxxxx)\" ;\nGPP_A ;\n", 500)));
        CountingHandler handler = new();
        PlainTextReader reader = new();
        Assert.AreEqual(0, AllocationProbe.BytesOf(() =>
        {
            handler.Parameters = 0;
            reader.Open(handler, null);
            for (int position = 0; position < source.Length; position += 700)
            {
                reader.Write(source, position, System.Math.Min(700, source.Length - position));
            }

            Assert.AreEqual(DecodeStatus.Done, reader.Finish());
        }));
        Assert.AreEqual(1000, handler.Parameters);
    }

    private static void Read(ProfileReader reader, byte[] file, byte[] key, IProfileHandler handler)
    {
        reader.Open(key, 0, key.Length, handler);
        for (int position = 0; position < file.Length; position += ChunkBytes)
        {
            reader.Write(file, position, file.Length - position < ChunkBytes ? file.Length - position : ChunkBytes);
        }

        Assert.IsTrue(reader.Finish() == DecodeStatus.Done);
    }

    private sealed class CountingHandler : IProfileHandler
    {
        public int Parameters;

        public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
        {
            Parameters++;
        }

        public void OnWarning(string text, int line)
        {
            Assert.Fail(text);
        }
    }
}
