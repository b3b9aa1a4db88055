// What decides how a body is read in, an MD5 of it out: the expanded rule, its alias map, its key.

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Two equal digests: the same body would give the same parameters.</summary>
internal sealed class RuleDigest
{
    private static readonly byte[] Separator = { 0 };

    /// <summary>The digest's, and free when it is finished.</summary>
    internal Md5 Md5 { get; } = new Md5();

    /// <summary>The digest, valid after <see cref="Finish"/>.</summary>
    internal byte[] Value { get; } = new byte[Md5.DigestBytes];

    /// <summary>Starts with the expanded rule.</summary>
    internal void Begin(TextBuffer rule)
    {
        Md5.Reset();
        Add(rule);
    }

    /// <summary>Adds a part.</summary>
    internal void Add(TextBuffer part)
    {
        Md5.Update(part.Bytes, 0, part.Length);
        Md5.Update(Separator, 0, 1);
    }

    /// <summary>Ends it.</summary>
    internal void Finish()
    {
        Md5.Finish(Value, 0);
    }
}
