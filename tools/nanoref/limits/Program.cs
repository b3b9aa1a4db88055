// Command line: assemblies of the gate flavour in, table and refusals out; 1 when something does not fit the device.

using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoSpa.NanoRef;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: limits <assembly of bin/gate> ...");
            return 2;
        }

        List<LimitReport> reports = arguments.Select(LimitCheck.Of).ToList();
        Console.Write(LimitTable.Of(reports));
        List<string> refusals = reports.SelectMany(report => report.Refusals).ToList();
        refusals.ForEach(Console.Error.WriteLine);
        return refusals.Count == 0 ? 0 : 1;
    }
}
