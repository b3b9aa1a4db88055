// kill -9 at random moments of a process that commits without a pause: what it had answered is there, and whole.

using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Hal.Storage;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss.Tests;

[TestClass]
public class KillTests
{
    private const int Lanes = 3;
    private const int KillsPerLane = 100;
    private const int SigKill = 137;

    private int interrupted;
    private long commits;

    // Three victims at a time, each with a directory of its own: most of their time is waiting for the disk.
    [TestMethod]
    [Timeout(240000)]
    public void WhatWasAnsweredIsThere()
    {
        Parallel.For(0, Lanes, KillInLane);
        Assert.IsTrue(commits > Lanes * KillsPerLane, "the victims have hardly worked: " + commits);
        Console.WriteLine((Lanes * KillsPerLane) + " kills, 0 lost (" + commits + " commits, " + interrupted + " kills inside a write)");
    }

    private void KillInLane(int lane)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("nanospa-kill-");
        Random random = new Random(20070301 + lane);
        long last = 0;
        for (int kill = 0; kill < KillsPerLane; kill++)
        {
            long printed = Math.Max(last, RunUntilKilled(directory.FullName, random.Next(40), random.NextDouble()));
            ParameterStore store = new ParameterStore(new FileParameterFlash(directory.FullName, Program.SizeBytes), Program.SizeBytes);
            store.Load();
            long found = NumberedSet.Of(store);
            string where = "seed " + (20070301 + lane) + ", kill " + kill;
            Assert.AreNotEqual(NumberedSet.Mixed, found, where + ": a mixed set");
            Assert.IsTrue(found == printed || found == printed + 1, where + ": printed " + printed + ", found " + found);
            if (store.Report.FaultOffset >= 0 || found > printed)
            {
                Interlocked.Increment(ref interrupted);
            }

            last = found;
        }

        Interlocked.Add(ref commits, last);
        directory.Delete(true);
    }

    // Lets the victim print some lines, waits a moment more, kills it. The last number it printed whole, 0 for none.
    private static long RunUntilKilled(string directory, int lines, double moment)
    {
        ProcessStartInfo start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(NumberedSet).Assembly.Location);
        start.ArgumentList.Add(directory);
        using Process victim = Process.Start(start);
        long number = 0;
        for (int i = 0; i <= lines; i++)
        {
            string line = victim.StandardOutput.ReadLine();
            Assert.IsNotNull(line, "the victim ended by itself");
            number = long.Parse(line);
        }

        Thread.SpinWait((int)(moment * 60000));
        victim.Kill();
        victim.WaitForExit();
        Assert.AreEqual(SigKill, victim.ExitCode);
        string rest = victim.StandardOutput.ReadToEnd();
        string[] parts = rest.Split('\n');
        return parts.Length > 1 ? long.Parse(parts[^2]) : number;
    }
}
