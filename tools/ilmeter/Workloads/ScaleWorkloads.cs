// Whole profiles of growing size: what is fetched, applied to a factory-fresh store, committed.

using System;

namespace NanoSpa.IlMeter;

/// <summary>Cost must grow with the size and no faster, and nothing may be allocated.</summary>
public static class ScaleWorkloads
{
    /// <summary>How the names of these workloads begin, plain and packed; the size in KB follows.</summary>
    public const string Plain = "scale: plain, KB ";

    /// <summary>Gzipped and encrypted.</summary>
    public const string Packed = "scale: gzipped and encrypted, KB ";

    private static readonly int[] Kilobytes = { 1, 8, 32, 128, 512 };
    private static readonly byte[][] PlainFiles = Array.ConvertAll(Kilobytes, size => SampleProfile.Make(size * 1024, 3));
    private static readonly byte[][] PackedFiles = Array.ConvertAll(PlainFiles, file => SampleProfile.Encrypt(SampleProfile.Gzip(file), ProfileWorkloads.Passphrase));

    [Workload(Plain + "001", "byte of text", Prepare = nameof(Fresh))]
    public static long Plain1() => Apply(0, PlainFiles);

    [Workload(Plain + "008", "byte of text", Prepare = nameof(Fresh))]
    public static long Plain8() => Apply(1, PlainFiles);

    [Workload(Plain + "032", "byte of text", Prepare = nameof(Fresh))]
    public static long Plain32() => Apply(2, PlainFiles);

    [Workload(Plain + "128", "byte of text", Prepare = nameof(Fresh))]
    public static long Plain128() => Apply(3, PlainFiles);

    [Workload(Plain + "512", "byte of text", Prepare = nameof(Fresh))]
    public static long Plain512() => Apply(4, PlainFiles);

    [Workload(Packed + "001", "byte of text", Prepare = nameof(Fresh))]
    public static long Packed1() => Apply(0, PackedFiles);

    [Workload(Packed + "008", "byte of text", Prepare = nameof(Fresh))]
    public static long Packed8() => Apply(1, PackedFiles);

    [Workload(Packed + "032", "byte of text", Prepare = nameof(Fresh))]
    public static long Packed32() => Apply(2, PackedFiles);

    [Workload(Packed + "128", "byte of text", Prepare = nameof(Fresh))]
    public static long Packed128() => Apply(3, PackedFiles);

    [Workload(Packed + "512", "byte of text", Prepare = nameof(Fresh))]
    public static long Packed512() => Apply(4, PackedFiles);

    internal static void Fresh() => ProfileWorkloads.Fresh();

    private static long Apply(int size, byte[][] files)
    {
        ProfileWorkloads.ApplyToFresh(files[size]);
        return Kilobytes[size] * 1024;
    }
}
