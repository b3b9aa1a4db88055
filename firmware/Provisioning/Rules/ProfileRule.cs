// One profile rule taken apart: its options and its URL (guide "Profile Rules", "Optional Resync Arguments", "URL Syntax").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>What a rule asks for. Made once and reused; <see cref="RuleParser"/> fills it.</summary>
public sealed class ProfileRule
{
    /// <summary>Longest key, in bytes.</summary>
    public const int MaxKey = 256;

    /// <summary>True when the rule asks for nothing: it is empty or a comment.</summary>
    public bool IsEmpty = true;

    /// <summary>The argument of --key, secrets expanded; empty when the rule has none, and then encrypted files can not be read.</summary>
    public readonly TextBuffer Key = new TextBuffer(MaxKey);

    /// <summary>Where the file lies. Scheme tftp and an empty server when the rule names none.</summary>
    public readonly FileUrl Url = new FileUrl();

    /// <summary>Forgets all, the key's bytes too.</summary>
    public void Clear()
    {
        IsEmpty = true;
        System.Array.Clear(Key.Bytes, 0, Key.Bytes.Length);
        Key.Clear();
        Url.Clear();
    }
}
