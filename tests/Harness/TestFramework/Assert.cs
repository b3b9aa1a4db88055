// The asserts of nanoFramework.TestFramework that the tests use, on the host: overloads and order of arguments as on the device.

using System;
using MS = Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>Asserts with the device's names.</summary>
public sealed class Assert
{
    public static void IsTrue(bool condition, string message = "") => MS.Assert.IsTrue(condition, message);

    public static void IsFalse(bool condition, string message = "") => MS.Assert.IsFalse(condition, message);

    public static void IsNull(object value, string message = "") => MS.Assert.IsNull(value, message);

    public static void IsNotNull(object value, string message = "") => MS.Assert.IsNotNull(value, message);

    public static void AreSame(object expected, object actual, string message = "") => MS.Assert.AreSame(expected, actual, message);

    public static void AreNotSame(object notExpected, object actual, string message = "") => MS.Assert.AreNotSame(notExpected, actual, message);

    public static void AreEqual(bool expected, bool actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(byte expected, byte actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(char expected, char actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(short expected, short actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(ushort expected, ushort actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(int expected, int actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(uint expected, uint actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(long expected, long actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(ulong expected, ulong actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(string expected, string actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreEqual(object expected, object actual, string message = "") => MS.Assert.AreEqual(expected, actual, message);

    public static void AreNotEqual(int notExpected, int actual, string message = "") => MS.Assert.AreNotEqual(notExpected, actual, message);

    public static void AreNotEqual(uint notExpected, uint actual, string message = "") => MS.Assert.AreNotEqual(notExpected, actual, message);

    public static void AreNotEqual(string notExpected, string actual, string message = "") => MS.Assert.AreNotEqual(notExpected, actual, message);

    public static void StartsWith(string expected, string value, string message = "") => MS.Assert.StartsWith(expected, value, message);

    public static void EndsWith(string expected, string value, string message = "") => MS.Assert.EndsWith(expected, value, message);

    public static void Contains(string expected, string value, string message = "") => MS.Assert.Contains(expected, value, message);

    public static void DoesNotContains(string notExpected, string value, string message = "") => MS.Assert.DoesNotContain(notExpected, value, message);

    public static void IsInstanceOfType(object value, Type expected, string message = "") => MS.Assert.IsInstanceOfType(value, expected, message);

    public static void SkipTest(string message = null) => MS.Assert.Inconclusive(message ?? "");

    /// <summary>The exact type is expected, as on the device.</summary>
    public static void ThrowsException(Type exception, Action action, string message = "")
    {
        Exception thrown = null;
        try
        {
            action();
        }
        catch (Exception caught) when (caught.GetType() == exception)
        {
            thrown = caught;
        }

        MS.Assert.IsNotNull(thrown, "expected " + exception.Name + " " + message);
    }
}
