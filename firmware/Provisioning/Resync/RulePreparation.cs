// A rule's text in; its chosen alternative, committed assignments, alias map and POST body out (guide "Profile Rules", "Optional Resync Arguments").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// All that is done with a rule before its file is fetched: it is expanded, parsed whole, its alternative chosen, the assignments of that
/// one committed, and only then the alias map and the POST body read, which the assignments may have set. An error in the rule assigns
/// nothing; an error behind the assignments leaves them.
/// </summary>
internal sealed class RulePreparation
{
    private const int NoParameter = -1;

    private readonly ParameterStore _store;
    private readonly MacroExpander _expander;
    private readonly RuleParser _parser;
    private readonly RuleChooser _chooser;
    private readonly ParameterCommit _commit;
    private readonly TextBuffer _text;
    private readonly TextBuffer _expanded;
    private readonly TextBuffer _detail;
    private AliasMap _alias;

    // Taken by the first rule with --post, and kept.
    private TextBuffer _post;

    /// <summary>Wires it; <paramref name="text"/> and <paramref name="expanded"/> are free between calls, <paramref name="detail"/> tells where a fault is.</summary>
    internal RulePreparation(
        ParameterStore store, MacroExpander expander, RuleParser parser, ConditionEvaluator evaluator, ParameterCommit commit, TextBuffer text, TextBuffer expanded, TextBuffer detail)
    {
        _store = store;
        _expander = expander;
        _parser = parser;
        _chooser = new RuleChooser(expander, evaluator, parser.Url);
        _commit = commit;
        _text = text;
        _expanded = expanded;
        _detail = detail;
    }

    /// <summary>What the chosen alternative asks for.</summary>
    internal ProfileRule Rule { get; } = new ProfileRule();

    /// <summary>Of the rule, its alias map and its key; valid after <see cref="ReadOptions"/>.</summary>
    internal RuleDigest Digest { get; } = new RuleDigest();

    /// <summary>The body of the POST, null for a GET. A server may answer while it is still being sent: it has a buffer of its own.</summary>
    internal TextBuffer PostBody
    {
        get { return Rule.PostLetter == 0 ? null : _post; }
    }

    /// <summary>The alias map of the file, null for none.</summary>
    internal AliasMap Alias
    {
        get { return Rule.AliasLetter == 0 ? null : _alias; }
    }

    /// <summary>True when the rule has alternatives and none of them holds.</summary>
    internal bool IsSkipped
    {
        get { return _chooser.Chosen < 0 && _parser.Syntax.AlternativeCount > 0; }
    }

    /// <summary>
    /// Chooses the alternative of the rule that stands in the text buffer and makes its assignments. When nothing is to be fetched,
    /// <see cref="Rule"/> is empty. The detail says where in the rule, called <paramref name="name"/>, a fault is.
    /// </summary>
    internal Fault Choose(string name, RuleKind kind)
    {
        Rule.Clear();
        _expanded.Clear();
        Fault fault = _expander.ExpandRule(_text.Bytes, 0, _text.Length, _expanded);
        int column = _expanded.Length;
        Digest.Begin(_expanded);
        if (fault == Fault.None)
        {
            fault = _parser.Parse(_expanded.Bytes, 0, _expanded.Length, kind);
            column = _parser.Column;
        }

        if (fault == Fault.None)
        {
            fault = _chooser.Choose(_parser.Syntax, Rule);
            column = _chooser.Column;
        }

        int refused = NoParameter;
        for (int i = 0; i < Rule.AssignmentCount && fault == Fault.None; i++)
        {
            _text.Clear();
            Rule.AppendAssignmentValue(i, _text);
            fault = _commit.Transaction.Set(Rule.AssignmentParameter(i), _text.Bytes, 0, _text.Length);
            column = Rule.AssignmentColumn(i);
            refused = fault == Fault.None || fault == Fault.StoreFull ? NoParameter : Rule.AssignmentParameter(i);
        }

        if (fault != Fault.None)
        {
            AppendPlace(name, column);
            AppendRefused(refused);
            return fault;
        }

        return Rule.AssignmentCount > 0 ? _commit.Commit() : Fault.None;
    }

    /// <summary>Reads the alias map and expands the POST body, with the macro values of this moment.</summary>
    internal Fault ReadOptions()
    {
        Fault fault = Rule.AliasLetter == 0 ? Fault.None : ReadAlias(ParameterIndex.GPP_A + Rule.AliasLetter - 'a');
        Digest.Add(Rule.Key);
        Digest.Finish();
        return fault == Fault.None && Rule.PostLetter != 0 ? WritePost(ParameterIndex.GPP_A + Rule.PostLetter - 'a') : fault;
    }

    // The map is taken as it stands: the guide names the POST body alone as a GPP that is expanded. Its memory, 3 KiB, is taken by the
    // first rule that has one, and kept.
    private Fault ReadAlias(int parameter)
    {
        _alias = _alias ?? new AliasMap();
        _text.Clear();
        _store.AppendTo(parameter, _text);
        Digest.Add(_text);
        Fault fault = _alias.Parse(_text.Bytes, 0, _text.Length);
        if (fault != Fault.None)
        {
            AppendPlace(Catalogue.NameOf(parameter), _alias.Column);
        }

        return fault;
    }

    private Fault WritePost(int parameter)
    {
        _text.Clear();
        _store.AppendTo(parameter, _text);
        _post = _post ?? new TextBuffer(ResyncEngine.MaxRuleBytes);
        _post.Clear();
        Fault fault = _expander.Expand(_text.Bytes, 0, _text.Length, _post);
        if (fault != Fault.None)
        {
            AppendPlace(Catalogue.NameOf(parameter), _post.Length);
        }

        return fault;
    }

    private void AppendPlace(string name, int column)
    {
        _detail.Append(name);
        _detail.Append(" column ");
        _detail.AppendNumber(column);
    }

    // An assignment's value that does not fit its parameter.
    private void AppendRefused(int parameter)
    {
        if (parameter != NoParameter)
        {
            _detail.Append(" ");
            _detail.Append(Catalogue.NameOf(parameter));
            _detail.Append(" offset ");
            _detail.AppendNumber(_commit.Transaction.FaultPosition);
        }
    }
}
