// Watches resyncs: the changes each one makes, by name, before they are lost in the store.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>Told of what a resync does; the virtual unit shows it, the board needs none.</summary>
public interface IResyncObserver
{
    /// <summary>A profile was read well and is about to be committed; the transaction can be looked through.</summary>
    void Committing(ParameterTransaction transaction);

    /// <summary>A resync has ended, well when the fault is None; <paramref name="isUnchanged"/>: all its files were those applied last.</summary>
    void Ended(Fault fault, bool isUnchanged, bool restartDue);
}
