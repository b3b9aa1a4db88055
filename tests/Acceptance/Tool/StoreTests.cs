// nanospa store: slots of a unit in, their bytes explained out, and never a secret.

using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Hal.Storage;
using NanoSpa.Parameters;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class StoreTests
{
    private const int StoreBytes = 20480;
    private const string Secret = "topsecret";

    // Slot 0 has the first set, slot 1 the second.
    private static StateFolder TwoCommits()
    {
        var folder = new StateFolder();
        var store = new ParameterStore(new FileParameterFlash(folder.Path, StoreBytes), StoreBytes);
        Commit(store, (ParameterIndex.GPP_A, "one"), (ParameterIndex.Password_1_, Secret));
        Commit(store, (ParameterIndex.GPP_B, "two\tparts"), (ParameterIndex.Profile_Rule, "[--key " + Secret + "] http://h/$MA.cfg"));
        return folder;
    }

    private static void Commit(ParameterStore store, params (int Index, string Text)[] values)
    {
        ParameterTransaction transaction = store.Begin();
        foreach ((int index, string text) in values)
        {
            byte[] value = Encoding.ASCII.GetBytes(text);
            Assert.AreEqual(Fault.None, transaction.Set(index, value, 0, value.Length));
        }

        transaction.SetAccess(ParameterIndex.GPP_C, Access.ReadWrite);
        Assert.AreEqual(Fault.None, transaction.Commit());
    }

    [TestMethod]
    public void AFolderShowsBothSlotsAndWhichOneCounts()
    {
        using StateFolder folder = TwoCommits();
        (int status, string output, string errors) = ToolProcess.Run("", "store", folder.Path);
        Assert.AreEqual(0, status, errors);
        StringAssert.Matches(output, new(@"parameters\.0: \d+ bytes, good\n  format 1, sequence 1, 3 records in \d+ bytes\n  CRC of the header [0-9A-F]{8}, of all [0-9A-F]{8}\n"));
        StringAssert.Matches(output, new(@"\n +\d+  GPP_A  factory  one\n +\d+  GPP_C  rw  \(factory value\)\n +\d+  Password_1_  factory  \(not shown\)\n"));
        StringAssert.Matches(output, new(@"\n +\d+  GPP_B  factory  two parts\n"));
        StringAssert.Matches(output, new(@"\n +24  Profile_Rule  factory  \(not shown\)\n"));
        StringAssert.EndsWith(output, "\na unit with these slots uses parameters.1, sequence 2");
        Assert.IsFalse(output.Contains(Secret), output);
    }

    [TestMethod]
    public void ADamagedSlotIsNamedWithTheOffset()
    {
        using StateFolder folder = TwoCommits();
        string path = Path.Combine(folder.Path, "parameters.1");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[30] ^= 1;
        File.WriteAllBytes(path, bytes);
        (int status, string output, _) = ToolProcess.Run("", "store", "--json", folder.Path);
        Assert.AreEqual(1, status);
        JsonElement[] slots = output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.AreEqual("good True ; damaged False", string.Join(" ; ", slots.Select(s => s.GetProperty("state") + " " + s.GetProperty("used"))));
        Assert.AreEqual(JsonValueKind.Null, slots[0].GetProperty("error").ValueKind);
        Assert.AreEqual(bytes.Length - 4, slots[1].GetProperty("error").GetProperty("offset").GetInt32());
        JsonElement header = slots[1].GetProperty("header");
        Assert.AreEqual(2, header.GetProperty("sequence").GetInt32());
        Assert.AreEqual(header.GetProperty("headerCrc").GetProperty("stored").GetString(), header.GetProperty("headerCrc").GetProperty("computed").GetString());
        Assert.AreNotEqual(header.GetProperty("bodyCrc").GetProperty("stored").GetString(), header.GetProperty("bodyCrc").GetProperty("computed").GetString());
        Assert.IsTrue(slots[0].GetProperty("records").EnumerateArray().Any(r => r.GetProperty("value").GetString() == "one"));
        Assert.IsTrue(slots[1].GetProperty("records").EnumerateArray().All(r => r.GetProperty("value").ValueKind == JsonValueKind.Null));
        Assert.IsFalse(output.Contains(Secret), output);
    }

    [TestMethod]
    public void AnyBytesAreExplainedOrRefused()
    {
        using StateFolder folder = TwoCommits();
        byte[] good = File.ReadAllBytes(Path.Combine(folder.Path, "parameters.0"));
        byte[] newer = [.. good];
        newer[4] = 2;
        BitConverter.TryWriteBytes(newer.AsSpan(20), Crc32.Update(0, newer, 0, 20));
        (byte[] Bytes, int Status, string Said)[] rows =
        [
            ([], 0, "0 bytes, empty\na unit with this slot alone uses the factory values"),
            (good[..10], 1, "10 bytes, damaged\n  offset 10: "),
            (good[..50], 1, "50 bytes, damaged\n  offset 50: "),
            (Encoding.ASCII.GetBytes("<flat-profile><GPP_A>x</GPP_A></flat-profile>"), 1, "damaged\n  offset 0: "),
            (newer, 1, "of another format version\n  offset 4: "),
            ([.. good, 1, 2, 3], 0, "good\n"),
        ];
        foreach ((byte[] bytes, int status, string said) in rows)
        {
            (int ended, string output, _) = ToolProcess.Run("", "store", folder.File("image", bytes));
            Assert.AreEqual(status, ended, output);
            StringAssert.Contains(output, said);
        }

        (int wrong, _, string errors) = ToolProcess.Run("", "store", Path.Combine(folder.Path, "none"));
        Assert.AreEqual(2, wrong);
        StringAssert.EndsWith(errors, "there is no such file");
    }
}
