// Commits numbered sets to a directory until it is killed; prints each number once its commit has been answered.

using System;
using System.IO;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Hal.Storage;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss;

/// <summary>The victim: `CommitLoop directory`.</summary>
public static class Program
{
    /// <summary>Bytes of a slot and of the store, for the victim and for those who look at what it left.</summary>
    public const int SizeBytes = 20480;

    public static int Main(string[] arguments)
    {
        ParameterStore store = new ParameterStore(new FileParameterFlash(arguments[0], SizeBytes), SizeBytes);
        store.Load();
        Stream output = Console.OpenStandardOutput();
        for (long number = NumberedSet.Of(store) + 1; ; number++)
        {
            ParameterTransaction transaction = store.Begin();
            NumberedSet.Put(transaction, number);
            Fault fault = transaction.Commit();
            if (fault != Fault.None)
            {
                Console.Error.WriteLine("set " + number + ": fault " + (int)fault);
                return 1;
            }

            // One write a line: a kill cannot tear a line apart that is shorter than a pipe's buffer.
            output.Write(Encoding.ASCII.GetBytes(number + "\n"));
        }
    }
}
