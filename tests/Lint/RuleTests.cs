// Each rule reports what behaves otherwise on the device, at the right place, and leaves the cure alone.

using System.Linq;
using Microsoft.CodeAnalysis;

namespace NanoSpa.Lint.Tests;

[TestClass]
public sealed class RuleTests
{
    private const string Firmware = "NanoSpa.Sample";

    [TestMethod]
    [DataRow("int M(uint u) { return (int)u; }", "SPA1001 at '(int)u'")]
    [DataRow("int M(uint u) { return (int)u >> 3; }", "SPA1001 at '(int)u'")]
    [DataRow("int M(uint u) { int a = unchecked((int)(u + 1)); return a; }", "SPA1001 at '(int)(u + 1)'")]
    [DataRow("long M(ulong u) { return (long)u % 3; }", "SPA1001 at '(long)u'")]
    [DataRow("byte M(uint u) { return (byte)(int)u; }", "SPA1001 at '(int)u'")]
    [DataRow("enum E : uint { A } int M(E e) { return (int)e; }", "SPA1001 at '(int)e'")]
    [DataRow("int f; void M(uint u) { f += (int)u; }", "SPA1001 at '(int)u'")]
    [DataRow("static readonly string T = string.Empty;", "SPA1002 at 'string.Empty'")]
    [DataRow("static readonly int T = D.A; static class D { public static readonly int A = 1; }", "SPA1002 at 'D.A'")]
    [DataRow("static readonly int T = D.A; static class D { public static int A { get; } = 1; }", "SPA1002 at 'D.A'")]
    [DataRow("static int T; static C() { T = D.A + 1; } static class D { public static int A = 1; }", "SPA1002 at 'D.A'")]
    [DataRow("static int T { get; } = D.A; static class D { public static int A = 1; }", "SPA1002 at 'D.A'")]
    [DataRow("int M(int a) { return checked(a + 1); }", "SPA1003 at 'checked'")]
    [DataRow("int M(int a) { checked { return a + 1; } }", "SPA1003 at 'checked'")]
    [DataRow("static C() { throw new System.Exception(); }", "SPA1004 at 'throw new System.Exception();'")]
    [DataRow("static object T = D ?? throw new System.Exception(); static object D;", "SPA1004 at 'throw new System.Exception()'")]
    [DataRow("enum E { A } string M(E e) { return e.ToString(); }", "SPA1005 at 'e.ToString()'")]
    [DataRow("enum E { A } string M(E e) { return $\"x{e}\"; }", "SPA1005 at 'e'")]
    [DataRow("enum E { A } string M(E e) { return \"x\" + e; }", "SPA1005 at 'e'")]
    [DataRow("enum E { A } string M(E e, string s) { s += e; return s; }", "SPA1005 at 'e'")]
    [DataRow("enum E { A } string M(E e) { return string.Format(\"{0}\", e); }", "SPA1005 at 'e'")]
    [DataRow("enum E { A } void M(E e, System.Text.StringBuilder b) { b.Append(e); }", "SPA1005 at 'e'")]
    [DataRow("int M() { int n = 0; foreach (var c in \"ab\") n += c; return n; }", "SPA1005 at 'var'")]
    [DataRow("int M(string s, int n) { for (int i = 0; i < n; i++) n += s[i]; return n; }", "SPA1006 at 's[i]'")]
    [DataRow("int M(string s) { int i = 0; while (i < s.Length) i++; return i; }", "SPA1006 at 's.Length'")]
    [DataRow("void M(string s) { do s = s.Substring(1); while (s != \"\"); }", "SPA1006 at 's.Substring(1)'")]
    [DataRow("class K { public override bool Equals(object o) { return true; } public override int GetHashCode() { return 1; } } void M(System.Collections.Hashtable t, K k) { t.Add(k, 1); }", "SPA1008 at 'k'")]
    [DataRow("object M(System.Collections.Hashtable t, System.Net.IPAddress k) { return t[k]; }", "SPA1008 at 'k'")]
    [DataRow("string M() { return \"a\\0b\"; }", "SPA1009 at '\"a\\0b\"'")]
    [DataRow("string M(int a) { return $\"{a}\\0\"; }", "SPA1009 at '\\0'")]
    [DataRow("void M() { try { } catch { } }", "SPA1010 at 'catch'")]
    [DataRow("void M() { try { } catch (System.Exception) { /* never mind */ } }", "SPA1010 at 'catch'")]
    [DataRow("void M() { System.Threading.Thread.Sleep(1); }", "SPA1011 at 'Thread'")]
    [DataRow("long M() { return System.DateTime.UtcNow.Ticks; }", "SPA1011 at 'UtcNow'")]
    [DataRow("System.Net.Sockets.Socket f;", "SPA1011 at 'Socket'")]
    [DataRow("bool M() { return System.IO.File.Exists(\"a\"); }", "SPA1011 at 'File'")]
    [DataRow("object M() { return System.Net.Dns.GetHostEntry(\"a\"); }", "SPA1011 at 'Dns'")]
    public void Reports(string members, string expected)
    {
        Assert.AreEqual(expected, string.Join("; ", Linter.Run("class C { " + members + " }", Firmware)));
    }

    [TestMethod]
    [DataRow("SPA1001", "int M(uint u) { return (int)(long)u; }")]
    [DataRow("SPA1001", "int f; int[] a = new int[1]; void M(uint u) { f = (int)u; a[0] = (int)u; this.f = unchecked((int)(u + 1)); }")]
    [DataRow("SPA1001", "const uint K = 5; int M() { return (int)K; }")]
    [DataRow("SPA1001", "int M(byte b, ushort w, char c) { return (int)b + (int)w + (int)c; } uint N(int i) { return (uint)i; } byte O(uint u) { return (byte)(u >> 8); }")]
    [DataRow("SPA1001", "int M(ulong u) { return (int)u; } long N(uint u) { return (long)u; }")]
    [DataRow("SPA1002", "const int K = 1; static readonly int A = K; static readonly int B = A + D.K; static class D { public const int K = 2; } enum E { X } static readonly E F = E.X;")]
    [DataRow("SPA1002", "static class D { public static int A = 1; } static readonly System.Func<int> F = () => D.A; int M() { return D.A; } readonly int g = D.A; static readonly string N = nameof(D.A);")]
    [DataRow("SPA1002", "static readonly byte[] T = System.Text.Encoding.UTF8.GetBytes(\"a\");")]
    [DataRow("SPA1003", "int M(int a) { return unchecked(a + 1); } int N(int a) { unchecked { return a + 1; } }")]
    [DataRow("SPA1004", "C() { throw new System.Exception(); } static void M() { throw new System.Exception(); }")]
    [DataRow("SPA1005", "enum E { A } string M(E e, int i) { switch (e) { case E.A: return \"A\" + (int)e + i.ToString(); default: return $\"{i}{(byte)e}\"; } }")]
    [DataRow("SPA1005", "int M() { int n = 0; foreach (char c in \"ab\") n += c; foreach (var b in new byte[2]) n += b; return n; }")]
    [DataRow("SPA1006", "int M(string s) { int n = 0; for (int i = 0, m = s.Length; i < m; i++) n++; foreach (char c in s.Substring(1)) n += c; return n + s[0] + s.Length; }")]
    [DataRow("SPA1006", "int M(byte[] b) { int n = 0; for (int i = 0; i < b.Length; i++) n += b[i]; return n; }")]
    [DataRow("SPA1008", "class K { } void M(System.Collections.Hashtable t, K k, string s, int i, System.Collections.ArrayList l) { t[s] = 1; t[i] = 2; t.Add(k, 1); l.Add(new System.Version(1, 0)); }")]
    [DataRow("SPA1009", "string M() { return \"a\\\\0b\"; } char N() { return '\\0'; }")]
    [DataRow("SPA1010", "int f; void M() { try { } catch (System.Exception) { f++; } try { } catch { throw; } try { } finally { } }")]
    [DataRow("SPA1011", "System.DateTime M(long ticks) { return new System.DateTime(ticks); } string Thread; int Socket() { return Thread.Length; }")]
    public void Accepts(string rule, string members)
    {
        Assert.AreEqual("", string.Join("; ", Linter.Run("class C { " + members + " }", Firmware)), rule);
    }

    [TestMethod]
    [DataRow("NanoSpa.Hal.Net", "void M() { System.Threading.Thread.Sleep(1); } System.Net.Sockets.Socket f; long N() { return System.DateTime.UtcNow.Ticks; }", "")]
    [DataRow("NanoSpa.Hal", "bool M() { return System.IO.File.Exists(\"a\"); }", "")]
    [DataRow("NanoSpa.Hal.Net", "object M() { return System.Net.Dns.GetHostEntry(\"a\"); }", "SPA1011 at 'Dns'")]
    [DataRow("NanoSpa.Halibut", "void M() { System.Threading.Thread.Sleep(1); }", "SPA1011 at 'Thread'")]
    [DataRow("NanoSpa.Core.Tests", "int M(string s) { int i = 0; while (i < s.Length) i++; System.Threading.Thread.Sleep(1); return i; }", "")]
    [DataRow("NanoSpa.Core.Tests", "int M(uint u) { return (int)u; }", "SPA1001 at '(int)u'")]
    public void BindsEachAssemblyAsItsLayerAsks(string assembly, string members, string expected)
    {
        Assert.AreEqual(expected, string.Join("; ", Linter.Run("class C { " + members + " }", assembly)));
    }

    [TestMethod]
    public void EveryRuleIsAnErrorAndDocumented()
    {
        string table = System.IO.File.ReadAllText(Readme());
        foreach (DiagnosticDescriptor rule in Linter.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics))
        {
            Assert.AreEqual(DiagnosticSeverity.Error, rule.DefaultSeverity, rule.Id);
            StringAssert.Contains(table, "| " + rule.Id + " |", rule.Id);
        }
    }

    private static string Readme()
    {
        string folder = System.AppContext.BaseDirectory;
        while (!System.IO.File.Exists(System.IO.Path.Combine(folder, "nanoSpa.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return System.IO.Path.Combine(folder, "tools", "nanolint", "README.md");
    }
}
