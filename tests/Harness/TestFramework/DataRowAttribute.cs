// nanoFramework.TestFramework's attribute, carried by MSTest on the host.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>One row of arguments for a test.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class DataRowAttribute : Attribute, ITestDataSource
{
    public DataRowAttribute(params object[] methodParameters)
    {
        MethodParameters = methodParameters ?? new object[] { null };
    }

    public object[] MethodParameters { get; }

    public IEnumerable<object[]> GetData(MethodInfo methodInfo)
    {
        yield return MethodParameters;
    }

    public string GetDisplayName(MethodInfo methodInfo, object[] data)
    {
        return string.Format(CultureInfo.InvariantCulture, "{0} ({1})", methodInfo.Name, string.Join(", ", data));
    }
}
