// The firmware's assemblies in, the cost of work done with them out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;

namespace NanoSpa.IlMeter;

/// <summary>
/// A load context in which the assemblies under firmware/ count the IL instructions they execute. The device interprets IL, so that the
/// count is a measure of its work; what boards and tools beside it execute is not counted.
/// </summary>
public sealed class Meter : AssemblyLoadContext
{
    private static readonly string[] Firmware =
    {
        "NanoSpa.Core", "NanoSpa.Parameters", "NanoSpa.Provisioning", "NanoSpa.Protocols", "NanoSpa.Telephony", "NanoSpa.Device",
    };

    private readonly string _folder;
    private readonly Action<ModuleDefinition> _change;
    private readonly Dictionary<string, Assembly> _metered = new(StringComparer.Ordinal);
    private readonly List<(List<CodeBlock> Blocks, long[] Executions)> _counters = new();

    /// <summary>
    /// Takes the assemblies from a folder, as they are needed. <paramref name="change"/> alters each before it is woven: tests of the
    /// meter itself make slower firmware with it.
    /// </summary>
    public Meter(string folder, Action<ModuleDefinition> change = null)
        : base(true)
    {
        _folder = folder;
        _change = change;
    }

    /// <summary>Loads one more assembly, metered.</summary>
    public Assembly Add(Stream image)
    {
        List<CodeBlock> blocks = new();
        Assembly assembly = LoadFromStream(new MemoryStream(Weaver.Weave(image, _change, blocks)));
        long[] executions = new long[blocks.Count];
        assembly.GetType(Weaver.CounterType).GetField(Weaver.CounterField).SetValue(null, executions);
        _counters.Add((blocks, executions));
        return assembly;
    }

    /// <summary>
    /// Runs a workload twice, for all that is made once or when it is first repeated, and once more for the reading, a second time when that one says that
    /// it allocates. Each run is preceded by its preparation, which is not counted.
    /// </summary>
    public Reading Measure(Workload workload)
    {
        Type here = LoadFromAssemblyPath(workload.Method.DeclaringType.Assembly.Location).GetType(workload.Method.DeclaringType.FullName);
        Func<long> run = Static(here, workload.Method.Name).CreateDelegate<Func<long>>();
        Action prepare = workload.Prepare == null ? () => { } : Static(here, workload.Prepare).CreateDelegate<Action>();
        for (int i = 0; i < 2; i++)
        {
            prepare();
            run();
        }

        prepare();
        Reading reading = Measure(run);
        if (reading.AllocatedBytes == 0)
        {
            return reading;
        }

        // Once in a while the runtime charges a thread with what was left of its allocation room. What the work allocates it allocates again.
        prepare();
        Reading again = Measure(run);
        return again.AllocatedBytes < reading.AllocatedBytes ? again : reading;
    }

    /// <summary>Runs the work once.</summary>
    public Reading Measure(Func<long> work)
    {
        foreach ((_, long[] executions) in _counters)
        {
            Array.Clear(executions);
        }

        // The first reading may itself be charged; the second one starts clean.
        GC.GetAllocatedBytesForCurrentThread();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long items = work();
        return Sum(items, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Whatever stands beside the firmware's assemblies is loaded here too, so that it meets their types.
    protected override Assembly Load(AssemblyName name)
    {
        string path = Path.Combine(_folder, name.Name + ".dll");
        if (Array.IndexOf(Firmware, name.Name) < 0)
        {
            return name.Name.StartsWith("NanoSpa.", StringComparison.Ordinal) && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }

        if (!_metered.TryGetValue(name.Name, out Assembly assembly))
        {
            using FileStream file = File.OpenRead(path);
            assembly = Add(file);
            _metered.Add(name.Name, assembly);
        }

        return assembly;
    }

    private static MethodInfo Static(Type type, string method)
    {
        return type.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
    }

    private Reading Sum(long items, long bytes)
    {
        SortedDictionary<string, long> methods = new(StringComparer.Ordinal);
        SortedDictionary<string, long> calls = new(StringComparer.Ordinal);
        long instructions = 0;
        foreach ((List<CodeBlock> blocks, long[] executions) in _counters)
        {
            for (int i = 0; i < executions.Length; i++)
            {
                if (executions[i] == 0)
                {
                    continue;
                }

                long executed = executions[i] * blocks[i].Instructions;
                instructions += executed;
                methods[blocks[i].Method] = methods.GetValueOrDefault(blocks[i].Method) + executed;
                foreach (string called in blocks[i].LibraryCalls)
                {
                    calls[called] = calls.GetValueOrDefault(called) + executions[i];
                }
            }
        }

        return new Reading(calls, methods) { Instructions = instructions, Items = items, AllocatedBytes = bytes };
    }
}
