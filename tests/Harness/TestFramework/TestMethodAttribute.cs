// nanoFramework.TestFramework's attribute, carried by MSTest on the host.

using System;
using System.Runtime.CompilerServices;

namespace nanoFramework.TestFramework;

/// <summary>Marks a test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class TestMethodAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute
{
    public TestMethodAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = -1)
        : base(file, line)
    {
    }
}
