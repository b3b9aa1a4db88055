// The chosen alternative of a rule, ready to act on: its assignments, its options and its URL (guide "Profile Rules").

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// What a rule asks for now. Made once and reused; <see cref="RuleChooser"/> fills it. Assignments are read from the expanded text, which
/// must stay as it is until they are done; everything else is a copy.
/// </summary>
public sealed class ProfileRule
{
    /// <summary>Longest key, user or password, in bytes.</summary>
    public const int MaxKey = 256;

    private RuleSyntax _syntax;
    private int _alternative;

    // Each taken by the first rule that has one.
    private TextBuffer _key;
    private TextBuffer _uid;
    private TextBuffer _pwd;

    /// <summary>True when there is a file to fetch.</summary>
    public bool HasUrl { get; internal set; }

    /// <summary>True when there is no file to fetch; there may be assignments all the same.</summary>
    public bool IsEmpty
    {
        get { return !HasUrl; }
    }

    /// <summary>The argument of --key, secrets expanded; empty when the rule has none, and then encrypted files can not be read.</summary>
    public TextBuffer Key
    {
        get { return _key ?? TextBuffer.None; }
    }

    /// <summary>True when the rule has a --key, an empty one too.</summary>
    public bool HasKey { get; internal set; }

    /// <summary>The argument of --uid, secrets expanded; empty when the rule has none.</summary>
    public TextBuffer Uid
    {
        get { return _uid ?? TextBuffer.None; }
    }

    /// <summary>The argument of --pwd, secrets expanded; empty when the rule has none.</summary>
    public TextBuffer Pwd
    {
        get { return _pwd ?? TextBuffer.None; }
    }

    /// <summary>Where the file lies. Scheme tftp and an empty server when the rule names none.</summary>
    public readonly FileUrl Url = new FileUrl();

    /// <summary>'a' to 'p' when the file is asked for by POST with GPP_A to GPP_P as the body; 0 for GET.</summary>
    public int PostLetter { get; internal set; }

    /// <summary>'a' to 'p' when GPP_A to GPP_P holds an alias map for the file; 0 for none.</summary>
    public int AliasLetter { get; internal set; }

    /// <summary>True when a report is of changed parameters alone (--delta).</summary>
    public bool IsDelta { get; internal set; }

    /// <summary>True when a report is of the unit's state, not of its parameters (--status).</summary>
    public bool IsStatus { get; internal set; }

    /// <summary>The digest that a report's key is derived by (--md); MD5 as openssl had it in the guide's time when the rule names none.</summary>
    public OpensslDigest Digest { get; internal set; }

    /// <summary>How many assignments are to be made before the fetch, in order.</summary>
    public int AssignmentCount { get; private set; }

    /// <summary>The parameter, an index of the catalogue, that an assignment sets.</summary>
    public int AssignmentParameter(int assignment)
    {
        return _syntax.AssignmentParameter(_alternative, assignment);
    }

    /// <summary>Appends an assignment's value; it may be empty.</summary>
    public void AppendAssignmentValue(int assignment, TextBuffer output)
    {
        int offset = _syntax.ValueOffset(_alternative, assignment);
        RuleSyntax.AppendPlain(_syntax.Text, offset, _syntax.ValueCount(_alternative, assignment), output);
    }

    /// <summary>Column of an assignment's name in the expanded rule, for messages.</summary>
    public int AssignmentColumn(int assignment)
    {
        return _syntax.ColumnOf(_syntax.NameOffset(_alternative, assignment));
    }

    /// <summary>Forgets all, the bytes of key, user and password too.</summary>
    public void Clear()
    {
        Wipe(_key);
        Wipe(_uid);
        Wipe(_pwd);
        Url.Clear();
        HasUrl = false;
        HasKey = false;
        PostLetter = 0;
        AliasLetter = 0;
        IsDelta = false;
        IsStatus = false;
        Digest = OpensslDigest.Md5;
        AssignmentCount = 0;
    }

    /// <summary>Where the key goes.</summary>
    internal TextBuffer TakeKey()
    {
        return _key ?? (_key = new TextBuffer(MaxKey));
    }

    /// <summary>Where the user goes.</summary>
    internal TextBuffer TakeUid()
    {
        return _uid ?? (_uid = new TextBuffer(MaxKey));
    }

    /// <summary>Where the password goes.</summary>
    internal TextBuffer TakePwd()
    {
        return _pwd ?? (_pwd = new TextBuffer(MaxKey));
    }

    internal void TakeAssignments(RuleSyntax syntax, int alternative)
    {
        _syntax = syntax;
        _alternative = alternative;
        AssignmentCount = syntax.AssignmentCount(alternative);
    }

    private static void Wipe(TextBuffer secret)
    {
        if (secret != null)
        {
            System.Array.Clear(secret.Bytes, 0, secret.Bytes.Length);
            secret.Clear();
        }
    }
}
