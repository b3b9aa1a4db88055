// What compiles for the device but does not fit or run there is named with its type and method.

using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using NanoSpa.Size;

namespace NanoSpa.Gate.Tests;

[TestClass]
public sealed class LimitTests
{
    [TestMethod]
    [DataRow("class C { int[,] M() { return null; } }", "C.M: multi-dimensional array")]
    [DataRow("class C { void M() { var a = new int[2, 2]; a[0, 0] = 1; } }", "C.M: multi-dimensional array")]
    [DataRow("class C<T> { }", "C`1: generic type")]
    [DataRow("class C { void M<T>(T a) { } }", "C.M: generic method")]
    [DataRow("class C { static void G<T>() { } void M() { G<int>(); } }", "C.M: generic call G")]
    [DataRow("class G<T> { } class C { G<int> f; }", "C.f: generic instantiation")]
    [DataRow("unsafe class C { int* f; }", "C.f: pointer")]
    [DataRow("unsafe class C { void M() { byte* p = stackalloc byte[4]; p[0] = 1; } }", "C.M: stackalloc")]
    [DataRow("class C { void M() { throw null; } }", "C.M: throw null")]
    [DataRow("enum E { A } class C { [nanoFramework.TestFramework.DataRow(\"a\", E.A)] void M() { } }", "C.M: enum as an argument of DataRowAttribute")]
    public void RefusesTheConstruct(string source, string expected)
    {
        LimitReport report = Check(source);
        Assert.IsTrue(report.Refusals.Any(line => line.StartsWith(expected, System.StringComparison.Ordinal)), string.Join("; ", report.Refusals));
    }

    [TestMethod]
    public void RefusesTooManyMembersLocalsAndArguments()
    {
        AssertRefused(Repeat("void M#() { }", 256), "C: 257 instance methods, the limit is 255");
        AssertRefused(Repeat("static void M#() { }", 256), "C: 256 static methods, the limit is 255");
        AssertRefused(Repeat("public virtual void M#() { }", 256), "C: 256 virtual methods, the limit is 255");
        AssertRefused(Repeat("static int f#;", 256), "C: 256 static fields, the limit is 255");
        AssertRefused("void M(" + Repeat("int a#,", 255).TrimEnd(',') + ") { }", "C.M: 256 arguments, the limit is 255");
        AssertRefused("void M() { " + Repeat("int a# = M2(); M3(ref a#);", 256) + " } int M2() { return 1; } void M3(ref int a) { }", "C.M: 256 locals, the limit is 255");
        AssertRefused("static string M(int a) { switch (a) { " + Repeat("case #: return \"#\";", 256) + " default: return null; } }", "C.M: 256 cases of a switch, the limit is 255");
    }

    [TestMethod]
    public void RefusesAMethodWhoseStackTheDeviceReckonsTooDeep()
    {
        AssertRefused("static string M(int a) { switch (a) { " + Repeat("case #: return \"#\";", 70) + " default: return null; } }", "C.M: the device reckons a stack 70 deep, the limit is 64");
        LimitReport one = Check("class C { static string M(int a) { string b; switch (a) { " + Repeat("case #: b = \"#\"; break;", 70) + " default: b = null; break; } return b; } }");
        Assert.AreEqual(0, one.Refusals.Count, string.Join("; ", one.Refusals));
    }

    [TestMethod]
    [DataRow("static int M(int a, int b) { return a * ((b + 1) * (a + (b - 2))); }", 5)]
    [DataRow("static int M(int a) { return M(M(a)); }", 1)]
    [DataRow("static int M(int a) { return a > 2 ? M(a - 1) : a < -2 ? M(a + 1) : 0; }", 2)]
    [DataRow("static int M(int[] a) { try { return a[0]; } catch (System.Exception e) { return e.Message.Length; } }", 2)]
    [DataRow("static object M() { return new System.Exception(\"a\", new System.Exception(\"b\")); }", 2)]
    [DataRow("static void M(int[] a) { a[0] = a[1] = a[2]; }", 6)]
    [DataRow("static int M(int a) { switch (a) { case 0: return 7; case 1: return 8; case 2: return 9; default: return a + a; } }", 2)]
    public void AStackIsAsDeepAsTheMethodNeeds(string member, int depth)
    {
        List<string> errors = DeviceCompiler.Compile("class C { " + member + " }", out MemoryStream compiled);
        Assert.AreEqual(0, errors.Count, string.Join("; ", errors));
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(compiled);
        MethodBody body = assembly.MainModule.GetType("C").Methods.Single(method => method.Name == "M").Body;
        Assert.AreEqual(depth, DeviceStack.Needed(body));
        Assert.IsTrue(DeviceStack.Reckoned(body) + DeviceStack.Spare >= depth);
    }

    [TestMethod]
    public void AcceptsWhatJustFits()
    {
        LimitReport report = Check(
            "enum E { A } class C { [nanoFramework.TestFramework.DataRow(\"a\", (int)E.A, null, 'c')] void R() { } "
            + Repeat("static void M#() { }", 255) + Repeat("const int K# = #;", 300) + " }");
        Assert.AreEqual(0, report.Refusals.Count, string.Join("; ", report.Refusals));
    }

    [TestMethod]
    [DataRow("int M(int a, int n) { return a << n; }")]
    [DataRow("long M(long a, int n) { a >>= n - 1; return a; }")]
    [DataRow("uint M(uint a, byte n) { return (a >> n) | (a << (32 - n)) | (a >> 3); }")]
    public void TheCompilerMasksShiftCounts(string member)
    {
        LimitReport report = Check("class C { " + member + " }");
        Assert.AreEqual(0, report.Refusals.Count, string.Join("; ", report.Refusals));
    }

    [TestMethod]
    public void RefusesAShiftCountThatIsNotMasked()
    {
        using AssemblyDefinition assembly = AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("Sample", new System.Version(1, 0)), "Sample", ModuleKind.Dll);
        TypeDefinition type = new TypeDefinition("", "C", TypeAttributes.Class, assembly.MainModule.TypeSystem.Object);
        MethodDefinition method = new MethodDefinition("M", MethodAttributes.Static, assembly.MainModule.TypeSystem.Int32);
        method.Parameters.Add(new ParameterDefinition(assembly.MainModule.TypeSystem.Int32));
        ILProcessor body = method.Body.GetILProcessor();
        body.Emit(OpCodes.Ldc_I4_1);
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Shl);
        body.Emit(OpCodes.Ret);
        type.Methods.Add(method);
        assembly.MainModule.Types.Add(type);
        MemoryStream stream = new MemoryStream();
        assembly.Write(stream);
        stream.Position = 0;
        StringAssert.StartsWith(LimitCheck.Of(stream).Refusals.Single(), "C.M: shift by a count that is not masked");
    }

    [TestMethod]
    public void RefusesTooManyStaticTables()
    {
        // Each table is a field of the compiler's one holder type: 256 of them overflow its count.
        AssertRefused(Repeat("static readonly int[] T# = { 1#, 2, 3, 4, 5, 6 };", 128) + " } class D { " + Repeat("static readonly int[] T# = { 2#, 2, 3, 4, 5, 6 };", 128), "<PrivateImplementationDetails>: 256 static fields");
    }

    [TestMethod]
    public void MeasuresIlStringsAndTables()
    {
        LimitReport small = Check("class C { }");
        AssertRefused("static readonly byte[] T = { " + Repeat("unchecked((byte)(# * 7 + # / 256)),", 65536 + 16) + " };", "Sample: ", "static tables and signatures, the limit is 65536");
        AssertRefused(Repeat("static string M#() { return \"" + new string('x', 700) + "#\"; }", 100), "Sample: ", "strings and names, the limit is 65536");
        AssertRefused("static int M(int a) { " + Repeat("a = a * 1234567 + a;", 8000) + " return a; }", "Sample: ", "IL, the limit is 65536");
        Assert.IsTrue(small.IlBytes > 0 && small.IlBytes < 32 && small.StringBytes < 100 && small.TableBytes < 32, SizeTable.Of(new[] { small }));
    }

    private static void AssertRefused(string members, params string[] parts)
    {
        LimitReport report = Check("class C { " + members + " }");
        Assert.IsTrue(report.Refusals.Any(line => parts.All(line.Contains)), string.Join("; ", report.Refusals));
    }

    private static string Repeat(string pattern, int count)
    {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < count; index++)
        {
            text.Append(pattern.Replace("#", index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return text.ToString();
    }

    private static LimitReport Check(string source)
    {
        List<string> errors = DeviceCompiler.Compile(source, out MemoryStream assembly);
        Assert.AreEqual(0, errors.Count, string.Join("; ", errors));
        return LimitCheck.Of(assembly);
    }
}
