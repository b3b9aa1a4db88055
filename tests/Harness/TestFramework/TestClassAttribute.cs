// nanoFramework.TestFramework's attribute, carried by MSTest on the host.

using System;

namespace nanoFramework.TestFramework;

/// <summary>Marks a class of tests.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class TestClassAttribute : Microsoft.VisualStudio.TestTools.UnitTesting.TestClassAttribute
{
}
