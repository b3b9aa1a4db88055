// What the catalogue and the store take of the device's RAM, and that looking up and setting allocate nothing.

using System;
using System.Collections.Generic;
using System.Reflection;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;

namespace NanoSpa.Catalog.Tests;

[TestClass]
public class BudgetTests
{
    private const int BoardHeapBytes = 20480;

    // A flash that is never asked.
    private sealed class NoFlash : IParameterFlash
    {
        public int SlotSizeBytes => 0;

        public int Read(int slot, int position, byte[] buffer, int offset, int count) => -1;

        public bool BeginWrite(int slot) => false;

        public bool Append(byte[] buffer, int offset, int count) => false;

        public bool EndWrite() => false;
    }

    // Of every array once, however many hold it.
    private static int ArrayBytes(object owner, Type type, BindingFlags flags, HashSet<object> counted)
    {
        int bytes = 0;
        foreach (FieldInfo field in type.GetFields(flags | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            object value = field.GetValue(owner);
            if (value is Array array)
            {
                bytes += counted.Add(array) ? Buffer.ByteLength(array) : 0;
            }
            else if (owner != null && value is not null && field.FieldType.IsClass && field.FieldType.Assembly == typeof(ParameterStore).Assembly && counted.Add(value))
            {
                bytes += ArrayBytes(value, field.FieldType, flags, counted);
            }
        }

        return bytes;
    }

    [TestMethod]
    public void TablesOfTheNamesFitInSixKiB()
    {
        int bytes = ArrayBytes(null, typeof(Catalogue), BindingFlags.Static, new HashSet<object>());
        Console.WriteLine(bytes + " bytes of tables for " + Catalogue.Count + " parameters");
        Assert.IsTrue(bytes <= 6 * 1024, bytes + " bytes");
    }

    [TestMethod]
    public void AStoreForABoardFitsInTwentyFourKiB()
    {
        ParameterStore store = new ParameterStore(new NoFlash(), BoardHeapBytes);
        int buffers = ArrayBytes(store, typeof(ParameterStore), BindingFlags.Instance, new HashSet<object> { store });
        Console.WriteLine(buffers + " bytes of arrays for a heap of " + BoardHeapBytes);
        Assert.IsTrue(buffers <= 24 * 1024, buffers + " bytes");
    }

    [TestMethod]
    public void AResyncThatChangesNothingAllocatesNothing()
    {
        byte[][] names = new byte[Catalogue.Count][];
        byte[][] values = new byte[Catalogue.Count][];
        for (int index = 0; index < Catalogue.Count; index++)
        {
            names[index] = Encoding.ASCII.GetBytes(Catalogue.NameOf(index));
            values[index] = Encoding.ASCII.GetBytes(Catalogue.DefaultOf(index));
        }

        ParameterStore store = new ParameterStore(new NoFlash(), BoardHeapBytes);
        Pass(store, names, values);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass(store, names, values);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Pass(ParameterStore store, byte[][] names, byte[][] values)
    {
        ParameterTransaction transaction = store.Begin();
        for (int i = 0; i < names.Length; i++)
        {
            int index = Catalogue.Find(names[i], 0, names[i].Length);
            transaction.Set(index, values[i], 0, values[i].Length);
            transaction.SetAccess(index, Catalogue.AccessOf(index));
        }

        if (transaction.ChangedCount != 0 || transaction.Commit() != Fault.None)
        {
            throw new InvalidOperationException("something changed");
        }
    }
}
