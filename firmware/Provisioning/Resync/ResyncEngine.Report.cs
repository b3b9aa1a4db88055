// Report_Rule in, what to report and where to send it out (guide "Report Rule").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <content>A report's rule is evaluated like a profile rule's, in the same buffers, so never while a resync runs.</content>
public sealed partial class ResyncEngine
{
    /// <summary>Where in a rule the fault of <see cref="ChooseReport"/> is; empty otherwise.</summary>
    public TextBuffer ReportPlace
    {
        get { return _detail; }
    }

    /// <summary>After <see cref="ChooseReport"/>: true when the rule has alternatives and none of them holds.</summary>
    public bool IsReportSkipped
    {
        get { return _preparation.IsSkipped; }
    }

    /// <summary>
    /// Expands and parses Report_Rule, chooses its alternative and makes the assignments of that one. <see cref="Rule"/> then says what
    /// is wanted, until <see cref="EndReport"/>; the engine is not stepped meanwhile. Not while the state is Running.
    /// </summary>
    public Fault ChooseReport(long nowMs)
    {
        _values.Url = null;
        _timers.Refresh(nowMs, false);
        _commit.Transaction.Abort();
        _detail.Clear();
        _text.Clear();
        _store.AppendTo(ParameterIndex.Report_Rule, _text);
        Fault fault = _preparation.Choose(Catalogue.NameOf(ParameterIndex.Report_Rule), RuleKind.Report);
        if (fault != Fault.None)
        {
            _commit.Transaction.Abort();
        }

        return fault;
    }

    /// <summary>Forgets the report's rule with its key, user and password.</summary>
    public void EndReport()
    {
        Rule.Clear();
    }
}
