// Ends of resyncs, counted.

using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Acceptance.Unit;

/// <summary>How many resyncs have ended, and how the last one did.</summary>
internal sealed class ResyncWatch : IResyncObserver
{
    public int Ended { get; private set; }

    public Fault Last { get; private set; }

    public void Committing(ParameterTransaction transaction)
    {
    }

    void IResyncObserver.Ended(Fault fault, bool isUnchanged, bool restartDue)
    {
        Ended++;
        Last = fault;
    }
}
