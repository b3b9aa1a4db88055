// A rig a class: they have networks of their own, and most of their time is waiting. Elsewhere than on Linux the tests are skipped.

using System.Runtime.Versioning;
using Microsoft.VisualStudio.TestTools.UnitTesting;

[assembly: Parallelize(Scope = ExecutionScope.ClassLevel, Workers = 3)]
[assembly: SupportedOSPlatform("linux")]
