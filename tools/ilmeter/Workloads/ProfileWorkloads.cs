// Whole profiles, from the bytes as fetched to a committed store, and their parts.

using System;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.IlMeter;

/// <summary>Every run starts from a factory-fresh store, with room for values as a board without PSRAM has it.</summary>
public static class ProfileWorkloads
{
    /// <summary>RAM for values.</summary>
    public const int StoreBytes = 20 * 1024;

    /// <summary>The key of encrypted samples.</summary>
    public static readonly byte[] Passphrase = Encoding.ASCII.GetBytes("SecretPhrase1234");

    private const int PlainBytes = 30 * 1024;
    private static readonly byte[] Plain = SampleProfile.Make(PlainBytes, 2);
    private static readonly byte[] Encrypted = SampleProfile.Encrypt(CodecWorkloads.Gzipped, Passphrase);
    private static readonly XmlProfileReader Xml = new();
    private static readonly ParameterCounter Counter = new();
    private static readonly ProfileReader Reader = new(4 << 20);
    private static readonly TransactionHandler Handler = new(400, 8);
    private static readonly byte[][] Counts = { new[] { (byte)'1' }, new[] { (byte)'2' } };
    private static readonly MemoryFlash Flash = new(64 * 1024);
    private static readonly ParameterStore Store = LoadedStore(new MemoryFlash(64 * 1024));
    private static readonly ParameterStore FilledStore = LoadedStore(Flash);
    private static ParameterTransaction _changed;
    private static int _commits;

    [Workload("XML reading", "byte", 23)]
    public static long XmlReading()
    {
        Counter.Count = 0;
        Xml.Open(Counter, null, 0, 1);
        ByteSink.Feed(Xml, CodecWorkloads.Profile);
        return Counter.Count > 500 ? CodecWorkloads.ProfileBytes : throw new InvalidOperationException(Counter.Count + " read");
    }

    [Workload("profile, 46 KB, gzipped and encrypted", "byte of text", 2200000.0 / CodecWorkloads.ProfileBytes, Prepare = nameof(Fresh))]
    public static long EncryptedProfile()
    {
        Apply(Encrypted, Store);
        return CodecWorkloads.ProfileBytes;
    }

    [Workload("profile, 30 KB, plain", "byte of text", Prepare = nameof(Fresh))]
    public static long PlainProfile()
    {
        Apply(Plain, Store);
        return PlainBytes;
    }

    [Workload("snapshot commit", "byte of a slot", Prepare = nameof(Change))]
    public static long SnapshotCommit()
    {
        None(_changed.Commit());
        return Math.Max(Flash.Lengths[0], Flash.Lengths[1]);
    }

    internal static void Change()
    {
        if (_changed == null)
        {
            Apply(Plain, FilledStore);
        }

        _changed = FilledStore.Begin();
        None(_changed.Set(ParameterIndex.GPP_A, Counts[_commits++ & 1], 0, 1));
    }

    internal static void Fresh()
    {
        None(Store.FactoryReset());
    }

    internal static void ApplyToFresh(byte[] file)
    {
        Apply(file, Store);
    }

    internal static void Apply(byte[] file, ParameterStore store)
    {
        ParameterTransaction transaction = store.Begin();
        Handler.Open(transaction);
        Reader.Open(Passphrase, 0, Passphrase.Length, Handler);
        ByteSink.Feed(Reader, file);
        None(Handler.Fault);
        None(transaction.Commit());
    }

    internal static void None(Fault fault)
    {
        if (fault != Fault.None)
        {
            throw new InvalidOperationException("fault " + fault);
        }
    }

    internal static ParameterStore LoadedStore(MemoryFlash flash)
    {
        ParameterStore store = new(flash, StoreBytes);
        None(store.Load());
        return store;
    }
}
