// The power of a real file system is cut in commits to real files: what EndWrite had answered is there after the remount.

using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Hal.Storage;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss.Tests;

[TestClass]
public class Ext4Tests
{
    private const int Seed = 20070303;
    private const int Cuts = 50;
    private const int CutsOfAnEmptyStore = 15;
    private const int MaxOperations = 5;

    public TestContext TestContext { get; set; }

    [TestMethod]
    [Timeout(120000)]
    public void WhatWasAnsweredIsThereAfterTheRemount()
    {
        ExceptionDispatchInfo broken = null;
        Thread own = new Thread(() =>
        {
            try
            {
                CutAndRemount();
            }
            catch (Exception exception)
            {
                broken = ExceptionDispatchInfo.Capture(exception);
            }
        });
        own.Start();
        own.Join();
        broken?.Throw();
    }

    private void CutAndRemount()
    {
        using Ext4Image image = Ext4Image.Make();
        if (image == null)
        {
            Assert.Inconclusive("no power cut on a real file system here: " + Ext4Image.WhyNot);
        }

        Random random = new Random(Seed);
        long last = 0;
        int news = 0;
        for (int cut = 0; cut < Cuts; cut++)
        {
            if (cut < CutsOfAnEmptyStore)
            {
                Empty(image.Path);
                last = 0;
            }

            long answered = CommitUntilCut(image, last, random);
            last = NumberedSet.Of(Scenario.Started(new FileParameterFlash(image.Path, Program.SizeBytes)));
            Assert.IsTrue(last == answered || last == answered + 1, "cut " + cut + ": answered " + answered + ", found " + last);
            news += last == answered ? 0 : 1;
        }

        TestContext.WriteLine($"{Cuts} cuts on ext4, {CutsOfAnEmptyStore} of them with the first files of a folder: {last} commits, {news} not answered but whole, 0 lost");
        Assert.IsTrue(last > Cuts);
    }

    // Commits one to four sets that are answered, and one more in which the power goes, or behind it. The last set answered.
    private static long CommitUntilCut(Ext4Image image, long last, Random random)
    {
        FileParameterFlash files = new FileParameterFlash(image.Path, Program.SizeBytes);
        ParameterStore store = Scenario.Started(files);
        long answered = last + 1 + random.Next(4);
        for (long number = last + 1; number <= answered; number++)
        {
            Assert.AreEqual(Fault.None, Scenario.Numbered((int)number)(store));
        }

        PowerCutFlash flash = new PowerCutFlash(files, random.Next(MaxOperations), random.Next(Program.SizeBytes) % 600);
        if (Scenario.Numbered((int)answered + 1)(Scenario.Started(flash)) == Fault.None)
        {
            answered++;
        }

        image.CutPower();

        // A write that the cut left open is closed; nothing of it may reach the medium.
        files.EndWrite();
        image.Restart();
        return answered;
    }

    private static void Empty(string folder)
    {
        foreach (string file in Directory.GetFiles(folder))
        {
            File.Delete(file);
        }
    }
}
