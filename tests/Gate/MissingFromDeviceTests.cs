// What the device lacks does not compile, and for the right reason (DEVICE.md "Not there").

using System.Collections.Generic;
using System.Linq;

namespace NanoSpa.Gate.Tests;

[TestClass]
public sealed class MissingFromDeviceTests
{
    [TestMethod]
    [DataRow("LINQ", "using System.Linq; class C { }", "CS0234", "Linq")]
    [DataRow("List<T>", "class C { System.Collections.Generic.List<int> f; }", "CS0234", "Generic")]
    [DataRow("Span<T>", "class C { void M(System.Span<byte> s) { } }", "CS0234", "Span")]
    [DataRow("ReadOnlySpan<T>", "class C { void M(System.ReadOnlySpan<byte> s) { } }", "CS0234", "ReadOnlySpan")]
    [DataRow("volatile", "class C { volatile int f; void M() { f = 1; } }", "CS0518", "IsVolatile")]
    [DataRow("Nullable<T>", "class C { int? f; }", "CS0518", "System.Nullable`1")]
    [DataRow("tuple", "class C { (int, int) M() { return (1, 2); } }", "CS8179", "System.ValueTuple`2")]
    [DataRow("async", "class C { async void M() { } }", "CS0518", "AsyncVoidMethodBuilder")]
    [DataRow("yield", "class C { System.Collections.IEnumerable M() { yield return 1; } }", "CS0518", "System.Collections.Generic.IEnumerable`1")]
    [DataRow("record", "record R(int A);", "CS0518", "System.IEquatable`1")]
    [DataRow("init accessor", "class C { int P { get; init; } }", "CS0518", "IsExternalInit")]
    [DataRow("anonymous type", "class C { void M() { var a = new { B = 1 }; } }", "CS0656", "EqualityComparer")]
    [DataRow("decimal", "class C { decimal f; }", "CS0518", "System.Decimal")]
    [DataRow("index from end", "class C { int M(int[] a) { return a[^1]; } }", "CS0518", "System.Index")]
    [DataRow("range", "class C { int[] M(int[] a) { return a[1..2]; } }", "CS0518", "System.Range")]
    [DataRow("[ThreadStatic]", "class C { [System.ThreadStatic] static int f; }", "CS0234", "ThreadStatic")]
    [DataRow("explicit layout", "using System.Runtime.InteropServices; [StructLayout(LayoutKind.Explicit)] struct S { }", "CS0117", "Explicit")]
    [DataRow("default interface method", "interface I { void M() { } }", "CS8701", "default interface implementation")]
    [DataRow("Action<T>", "class C { System.Action<int> f; }", "CS0308", "'Action'")]
    [DataRow("Func<T>", "class C { System.Func<int> f; }", "CS0234", "Func")]
    [DataRow("EventHandler<T>", "class C { System.EventHandler<int> f; }", "CS0308", "'EventHandler'")]
    [DataRow("Monitor.Wait", "class C { void M() { System.Threading.Monitor.Wait(this); } }", "CS0117", "Wait")]
    [DataRow("Interlocked on long", "class C { long f; void M() { System.Threading.Interlocked.Increment(ref f); } }", "CS1503", "ref long")]
    [DataRow("string.Join", "class C { string M(string[] a) { return string.Join(\",\", a); } }", "CS0117", "Join")]
    [DataRow("string.Replace", "class C { string M(string a) { return a.Replace('a', 'b'); } }", "CS1061", "Replace")]
    [DataRow("char.ToUpper", "class C { char M(char a) { return char.ToUpper(a); } }", "CS1501", "ToUpper")]
    [DataRow("Array.Sort", "class C { void M(int[] a) { System.Array.Sort(a); } }", "CS0117", "Sort")]
    [DataRow("Buffer", "class C { void M(byte[] a) { System.Buffer.BlockCopy(a, 0, a, 0, 1); } }", "CS0234", "Buffer")]
    [DataRow("Stopwatch", "class C { System.Diagnostics.Stopwatch f; }", "CS0234", "Stopwatch")]
    [DataRow("Console.WriteLine(int)", "class C { void M() { System.Console.WriteLine(1); } }", "CS1503", "'int' to 'string'")]
    [DataRow("SpanByte's members", "#pragma warning disable 612\nclass C { void M(byte[] a) { var s = new System.SpanByte(a); } }", "CS1729", "SpanByte")]
    public void DoesNotCompile(string what, string source, string error, string symbol)
    {
        List<string> errors = DeviceCompiler.Compile(source, out _);
        Assert.IsTrue(
            errors.Any(line => line.StartsWith(error + ":", System.StringComparison.Ordinal) && line.Contains(symbol)),
            what + " gave: " + (errors.Count == 0 ? "no error" : string.Join("; ", errors)));
    }

    [TestMethod]
    [DataRow("interface, delegate, event, lambda", "interface I { int P { get; } } delegate int D(int a); class C { event D E; int M() { int b = 2; E += a => a + b; return E(1); } }")]
    [DataRow("switch, patterns, when", "class C { int M(object o, string s) { try { return o is int i ? i : s switch { \"a\" => 1, \"b\" => 2, _ => 3 }; } catch (System.Exception e) when (e.Message == s) { return 4; } } }")]
    [DataRow("foreach, lock, using, params", "class C : System.IDisposable { public void Dispose() { } int M(params int[] a) { int n = 0; using (this) lock (this) foreach (int i in a) n += i; foreach (char c in \"abc\") n += c; foreach (object o in new System.Collections.ArrayList()) n++; return n; } }")]
    [DataRow("interpolation, static table, jagged array", "class C { static readonly ushort[] T = { 1, 2, 3, 4, 5, 6, 7, 8 }; string M(byte[][] j) { return $\"{T[1]} of {j[0][0]}\" + T.Length; } }")]
    [DataRow("ref, in, out, struct, local function, extension", "struct S { public int A; } static class C { static int M(this S s, ref int a, in S b, out int c) { c = L(a); return s.A + b.A; int L(int x) => x * 2; } }")]
    [DataRow("finaliser, operator, enum", "enum E : byte { A, B } class C { ~C() { } public static C operator +(C a, C b) => a; E M() => (E)((byte)E.A + 1); }")]
    [DataRow("Stream of one's own", "#pragma warning disable 612\nclass C : System.IO.MemoryStream { public override int Read(byte[] b, int o, int c) => 0; }")]
    [DataRow("DateTime, TimeSpan, BitConverter, Hashtable", "class C { uint M() { var h = new System.Collections.Hashtable(); h[\"a\"] = System.DateTime.UtcNow - System.DateTime.UnixEpoch; return System.BitConverter.ToUInt32(new byte[4], 0); } }")]
    public void Compiles(string what, string source)
    {
        List<string> errors = DeviceCompiler.Compile(source, out _);
        Assert.AreEqual(0, errors.Count, what + " gave: " + string.Join("; ", errors));
    }
}
