// A note as a file: kept, replaced, taken away, and harmless where it cannot be.

using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Hal.Storage;

namespace NanoSpa.PowerLoss.Tests;

[TestClass]
public class FileNoteTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nanospa-note-").FullName;

    [TestCleanup]
    public void Remove() => Directory.Delete(_folder, true);

    [TestMethod]
    public void ItIsKeptReplacedAndTakenAway()
    {
        Assert.AreEqual("", Read(8));
        Assert.IsTrue(Write("longer text"));
        Assert.AreEqual("longer t", Read(8));
        Assert.IsTrue(Write("3x"));
        Assert.AreEqual("3x", Read(8));
        Assert.IsTrue(Write(""));
        Assert.AreEqual("", Read(8));
        Assert.IsEmpty(Directory.GetFiles(_folder));
        Assert.IsTrue(Write(""));
    }

    [TestMethod]
    public void WhereNoFileCanBeItIsEmptyAndSaysSo()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "note"));
        Assert.IsFalse(Write("x"));
        Assert.AreEqual("", Read(8));
        var lost = new FileNote(Path.Combine(_folder, "no-such-folder"), "note");
        Assert.IsFalse(lost.Write(new byte[] { 1 }, 0, 1));
        Assert.AreEqual(0, lost.Read(new byte[4], 0, 4));
    }

    private bool Write(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes("." + text);
        return new FileNote(_folder, "note").Write(bytes, 1, bytes.Length - 1);
    }

    private string Read(int most)
    {
        byte[] bytes = new byte[most + 1];
        int count = new FileNote(_folder, "note").Read(bytes, 1, most);
        return Encoding.ASCII.GetString(bytes, 1, count);
    }
}
