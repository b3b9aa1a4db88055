// The two files as flash: what the platform refuses is answered, not thrown.

using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Hal.Storage;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss.Tests;

[TestClass]
public class FileFlashTests
{
    private readonly byte[] buffer = new byte[64];

    private static DirectoryInfo NewDirectory()
    {
        return Directory.CreateTempSubdirectory("nanospa-flash-");
    }

    [TestMethod]
    public void AMissingFileIsAnEmptySlot()
    {
        DirectoryInfo directory = NewDirectory();
        FileParameterFlash flash = new FileParameterFlash(directory.FullName, 64);
        Assert.AreEqual(0, flash.Read(0, 0, buffer, 0, 64));
        Assert.AreEqual(0, flash.PlatformFaultCount);
        directory.Delete(true);
    }

    [TestMethod]
    public void ReadsWhatWasWrittenAndNothingBehindIt()
    {
        DirectoryInfo directory = NewDirectory();
        FileParameterFlash flash = new FileParameterFlash(directory.FullName, 64);
        Assert.IsTrue(flash.BeginWrite(1) && flash.Append(new byte[] { 1, 2, 3, 4, 5 }, 1, 3) && flash.EndWrite());
        Assert.AreEqual(3, flash.Read(1, 0, buffer, 10, 20));
        Assert.AreEqual(2, buffer[10]);
        Assert.AreEqual(1, flash.Read(1, 2, buffer, 0, 20));
        Assert.AreEqual(0, flash.Read(1, 3, buffer, 0, 20));
        Assert.AreEqual(0, flash.Read(0, 0, buffer, 0, 20));
        Assert.IsTrue(flash.BeginWrite(1) && flash.EndWrite());
        Assert.AreEqual(0, flash.Read(1, 0, buffer, 0, 20));
        directory.Delete(true);
    }

    [TestMethod]
    public void MoreThanTheSlotHoldsLosesTheWrite()
    {
        DirectoryInfo directory = NewDirectory();
        FileParameterFlash flash = new FileParameterFlash(directory.FullName, 64);
        Assert.IsTrue(flash.BeginWrite(0) && flash.Append(buffer, 0, 64));
        Assert.IsFalse(flash.Append(buffer, 0, 1));
        Assert.IsFalse(flash.EndWrite());
        directory.Delete(true);
    }

    [TestMethod]
    public void WithoutItsDirectoryTheStoreSaysSoAndKeepsItsValues()
    {
        DirectoryInfo directory = NewDirectory();
        directory.Delete(true);
        FileParameterFlash flash = new FileParameterFlash(directory.FullName, Program.SizeBytes);
        ParameterStore store = new ParameterStore(flash, Program.SizeBytes);
        Assert.AreEqual(Fault.None, store.Load());
        ParameterTransaction transaction = store.Begin();
        NumberedSet.Put(transaction, 1);
        Assert.AreEqual(Fault.FlashWrite, transaction.Commit());
        Assert.AreEqual(0, NumberedSet.Of(store));
        Assert.AreEqual(1, flash.PlatformFaultCount);
        Assert.IsFalse(flash.EndWrite());
    }

    [TestMethod]
    public void ASlotThatCannotBeReadIsAFlashFault()
    {
        DirectoryInfo directory = NewDirectory();
        FileParameterFlash flash = new FileParameterFlash(directory.FullName, Program.SizeBytes);
        using (new FileStream(Path.Combine(directory.FullName, "parameters.0"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.AreEqual(Fault.FlashRead, new ParameterStore(flash, Program.SizeBytes).Load());
            Assert.AreEqual(1, flash.PlatformFaultCount);
        }

        directory.Delete(true);
    }
}
