// A parsed rule in, the alternative that holds out, ready to act on (guide "Profile Rules", steps 1 to 3).

using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// Evaluates the conditions from left to right and takes the first alternative whose condition is true, or that has none. The conditions
/// behind it are not evaluated. Nothing is allocated, nothing is assigned or fetched.
/// </summary>
public sealed class RuleChooser
{
    private readonly MacroExpander _expander;
    private readonly ConditionEvaluator _evaluator;
    private readonly UrlParser _url;

    /// <summary>Makes a chooser that expands $SA to $SD in the arguments of --key, --uid and --pwd with <paramref name="expander"/>.</summary>
    public RuleChooser(MacroExpander expander, ConditionEvaluator evaluator)
        : this(expander, evaluator, new UrlParser())
    {
    }

    /// <summary>As the other one; the URL parser is free between calls.</summary>
    internal RuleChooser(MacroExpander expander, ConditionEvaluator evaluator, UrlParser url)
    {
        _url = url;
        _expander = expander;
        _evaluator = evaluator;
    }

    /// <summary>The alternative that holds, 0 for the first; -1 when none does, when the rule is empty, and after a fault: skip it.</summary>
    public int Chosen { get; private set; } = -1;

    /// <summary>Column of the last fault in the expanded rule, 1 for the first byte; 0 when there was none.</summary>
    public int Column { get; private set; }

    /// <summary>
    /// Chooses and fills <paramref name="into"/>, which is empty when nothing was chosen. Faults: RuleVersion (an operand is no number
    /// and no version), RuleTooLong (a key, user or password of more than <see cref="ProfileRule.MaxKey"/> bytes).
    /// </summary>
    public Fault Choose(RuleSyntax rule, ProfileRule into)
    {
        into.Clear();
        Chosen = -1;
        Column = 0;
        for (int i = 0; i < rule.AlternativeCount; i++)
        {
            ConditionResult result = rule.ConditionOffset(i) < 0
                ? ConditionResult.True
                : _evaluator.Evaluate(rule.Text, rule.ConditionOffset(i), rule.ConditionCount(i));
            if (result == ConditionResult.Error)
            {
                Column = rule.ColumnOf(_evaluator.FaultAt);
                return _evaluator.Fault;
            }

            if (result == ConditionResult.True)
            {
                return Take(rule, i, into);
            }
        }

        return Fault.None;
    }

    private Fault Take(RuleSyntax rule, int alternative, ProfileRule into)
    {
        Fault fault = rule.KeyOffset(alternative) < 0 ? Fault.None : Expand(rule, rule.KeyOffset(alternative), rule.KeyCount(alternative), into.TakeKey());
        if (fault == Fault.None)
        {
            fault = rule.UidOffset(alternative) < 0 ? Fault.None : Expand(rule, rule.UidOffset(alternative), rule.UidCount(alternative), into.TakeUid());
        }

        if (fault == Fault.None)
        {
            fault = rule.PwdOffset(alternative) < 0 ? Fault.None : Expand(rule, rule.PwdOffset(alternative), rule.PwdCount(alternative), into.TakePwd());
        }

        if (fault != Fault.None)
        {
            into.Clear();
            return fault;
        }

        Chosen = alternative;
        into.HasKey = rule.KeyOffset(alternative) >= 0;
        into.PostLetter = LetterAt(rule.Text, rule.PostOffset(alternative));
        into.AliasLetter = LetterAt(rule.Text, rule.AliasOffset(alternative));
        into.IsDelta = rule.DeltaOffset(alternative) >= 0;
        into.IsStatus = rule.StatusOffset(alternative) >= 0;
        into.Digest = ByteText.Equals(rule.Text, rule.DigestOffset(alternative), rule.DigestCount(alternative), "sha256") ? OpensslDigest.Sha256 : OpensslDigest.Md5;
        into.TakeAssignments(rule, alternative);
        into.HasUrl = rule.UrlOffset(alternative) >= 0;
        if (into.HasUrl)
        {
            _url.Parse(rule.Text, rule.UrlOffset(alternative), rule.UrlCount(alternative), into.Url);
        }

        return Fault.None;
    }

    private Fault Expand(RuleSyntax rule, int offset, int count, TextBuffer into)
    {
        Fault fault = _expander.ExpandKey(rule.Text, offset, count, into);
        Column = fault == Fault.None ? 0 : rule.ColumnOf(offset);
        return fault;
    }

    private static int LetterAt(byte[] text, int offset)
    {
        return offset < 0 ? 0 : text[offset];
    }
}
