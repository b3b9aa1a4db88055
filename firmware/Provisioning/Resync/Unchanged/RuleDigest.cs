// What decides how a body is read in, an MD5 of it out: the expanded rule, its alias map, its key.

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>Two equal digests: the same body would give the same parameters.</summary>
internal sealed class RuleDigest
{
    private static readonly byte[] Separator = { 0 };

    private readonly Md5 _md5 = new Md5();

    /// <summary>The digest, valid after <see cref="Finish"/>.</summary>
    internal byte[] Value { get; } = new byte[Md5.DigestBytes];

    /// <summary>Starts with the expanded rule.</summary>
    internal void Begin(TextBuffer rule)
    {
        _md5.Reset();
        Add(rule);
    }

    /// <summary>Adds a part.</summary>
    internal void Add(TextBuffer part)
    {
        _md5.Update(part.Bytes, 0, part.Length);
        _md5.Update(Separator, 0, 1);
    }

    /// <summary>Ends it.</summary>
    internal void Finish()
    {
        _md5.Finish(Value, 0);
    }
}
