// The workloads of this assembly.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace NanoSpa.IlMeter;

/// <summary>Marks a static method without arguments that does a fixed piece of work and answers how many items it worked on.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WorkloadAttribute : Attribute
{
    public WorkloadAttribute(string name, string item, double limit = 0)
    {
        Name = name;
        Item = item;
        Limit = limit;
    }

    /// <summary>What is done.</summary>
    public string Name { get; }

    /// <summary>What is counted: byte, name, profile.</summary>
    public string Item { get; }

    /// <summary>Instructions an item that careful code reaches on the device; 0: not known.</summary>
    public double Limit { get; }

    /// <summary>A static method that is run before, uncounted; null: none.</summary>
    public string Prepare { get; init; }
}

/// <summary>A workload by its attribute.</summary>
public sealed class Workload
{
    private readonly WorkloadAttribute _attribute;

    private Workload(MethodInfo method, WorkloadAttribute attribute)
    {
        Method = method;
        _attribute = attribute;
    }

    public MethodInfo Method { get; }

    public string Name => _attribute.Name;

    public string Item => _attribute.Item;

    public double Limit => _attribute.Limit;

    public string Prepare => _attribute.Prepare;

    /// <summary>All of them, by name.</summary>
    public static List<Workload> All()
    {
        return typeof(Workload).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<WorkloadAttribute>()))
            .Where(each => each.Attribute != null)
            .Select(each => new Workload(each.Method, each.Attribute))
            .OrderBy(each => each.Name, StringComparer.Ordinal).ToList();
    }
}
