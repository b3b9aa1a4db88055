// The IL instructions that each engine executes over a profile of 45 KiB, against the recorded table.

using System;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Bench;

[TestClass]
public class InstructionTests
{
    // Another patch level of the compiler or of zlib may give a little more or less.
    private const double TolerancePercent = 2;

    [TestMethod]
    public void InstructionsAreThoseRecorded()
    {
        Baseline table = new("instructions.txt", "IL instructions executed over a profile of 46,080 bytes, by configuration; compare with the limit references of the device in Release.", "work", "instructions", "a 1000 bytes");
        string configuration = typeof(Core.Crc32).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>().Configuration;
        InstructionCounter counter = new(AppContext.BaseDirectory);
        foreach (MethodInfo work in typeof(InstructionWorkloads).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            long instructions = counter.Run(typeof(InstructionWorkloads), work.Name);
            Assert.IsGreaterThan(0L, instructions, work.Name);
            table.Measured(work.Name + " " + configuration, instructions, instructions * 1000 / InstructionWorkloads.ProfileBytes);
        }

        counter.Unload();
        table.Check(TolerancePercent);
    }
}
