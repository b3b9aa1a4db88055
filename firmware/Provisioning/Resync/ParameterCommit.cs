// A transaction in, committed parameters and whether they need a restart out.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>Commits what a resync changes: assignments of its rules and profiles. Remembers that a restart is due.</summary>
internal sealed class ParameterCommit
{
    private readonly IResyncObserver _observer;
    private readonly ResyncHistory _history;

    /// <summary>Takes the store's transaction for itself; <paramref name="observer"/> may be null.</summary>
    internal ParameterCommit(ParameterStore store, ResyncHistory history, IResyncObserver observer)
    {
        Transaction = store.Begin();
        _history = history;
        _observer = observer;
    }

    /// <summary>What is going to change.</summary>
    internal ParameterTransaction Transaction { get; }

    /// <summary>True from the moment a parameter was changed that takes effect at a restart only: the unit owes one.</summary>
    internal bool RestartDue { get; private set; }

    /// <summary>Commits, all or nothing.</summary>
    internal Fault Commit()
    {
        bool needsRestart = Transaction.ChangesRebootClass;
        if (_observer != null)
        {
            _observer.Committing(Transaction);
        }

        _history.AddChanges(Transaction);
        Fault fault = Transaction.Commit();
        RestartDue |= fault == Fault.None && needsRestart;
        return fault;
    }
}
