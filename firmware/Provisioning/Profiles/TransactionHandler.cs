// The parameters of a profile in, a transaction filled (guide "Open Format Configuration File", firmware/DESIGN.md "Store").

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Sets what a profile says in a transaction, which the caller commits when the whole file was good. A refused value leaves its
/// parameter and the rest applies; a full store is a fault of the whole profile. A value without ua puts the factory access back
/// (guide: "the factory default user access is applied"); <c>&lt;X/&gt;</c> without ua changes nothing.
/// </summary>
public sealed class TransactionHandler : IProfileHandler
{
    private readonly int _unknownListed;
    private ParameterTransaction _transaction;
    private int _parameterCount;
    private Fault _fault;

    /// <summary>Makes a handler whose <see cref="Log"/> holds so many bytes and whose <see cref="Unknown"/> so many names.</summary>
    public TransactionHandler(int logBytes, int unknownNames)
    {
        Log = new TextBuffer(logBytes);
        Unknown = new TextBuffer(unknownNames * (ElementStack.MaxName + 1));
        _unknownListed = unknownNames;
    }

    /// <summary>The warnings, one a line: <c>line 12: Ring1_Cadence: offset 3: …</c>. What does not fit is counted only.</summary>
    public TextBuffer Log { get; }

    /// <summary>The first unknown names, one a line, in printable ASCII.</summary>
    public TextBuffer Unknown { get; }

    /// <summary>Parameters of the catalogue that the profile named, values and accesses, each time counted.</summary>
    public int ParameterCount => _parameterCount;

    /// <summary>Elements with a name that the catalogue does not have.</summary>
    public int UnknownCount { get; private set; }

    /// <summary>Warnings, those of the reader included.</summary>
    public int WarningCount { get; private set; }

    /// <summary>StoreFull once a value found no room: nothing of the profile may be applied. Sticky until <see cref="Open"/>.</summary>
    public Fault Fault => _fault;

    /// <summary>Line of the element with the fault.</summary>
    public int FaultLine { get; private set; }

    /// <summary>Starts with a transaction.</summary>
    public void Open(ParameterTransaction into)
    {
        _transaction = into;
        Log.Clear();
        Unknown.Clear();
        _parameterCount = 0;
        UnknownCount = 0;
        WarningCount = 0;
        _fault = Fault.None;
        FaultLine = 0;
    }

    /// <inheritdoc/>
    public void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line)
    {
        if (_fault != Fault.None)
        {
            return;
        }

        int index = Catalogue.Find(name, nameOffset, nameCount);
        if (index < 0)
        {
            CountUnknown(name, nameOffset, nameCount);
            return;
        }

        _parameterCount++;
        Fault refused = valueCount < 0 ? Fault.None : _transaction.Set(index, value, valueOffset, valueCount);
        if (refused != Fault.None)
        {
            Refuse(refused, index, line);
        }
        else if (access == Access.None)
        {
            if (valueCount >= 0)
            {
                _transaction.SetFactoryAccess(index);
            }
        }
        else if (access != XmlProfileReader.UnknownAccess)
        {
            _transaction.SetAccess(index, access);
        }
    }

    /// <inheritdoc/>
    public void OnWarning(string text, int line)
    {
        Warn("", 0, text, line);
    }

    private void Refuse(Fault fault, int index, int line)
    {
        if (fault == Fault.StoreFull)
        {
            _fault = fault;
            FaultLine = line;
        }
        else
        {
            Warn(Catalogue.NameOf(index), _transaction.FaultPosition, FaultText.Of(fault), line);
        }
    }

    private void CountUnknown(byte[] name, int offset, int count)
    {
        if (UnknownCount < _unknownListed)
        {
            XmlBytes.AppendPrintable(name, offset, count, Unknown);
            Unknown.Append((byte)'\n');
        }

        UnknownCount++;
    }

    private void Warn(string name, int position, string text, int line)
    {
        WarningCount++;
        if (Log.Overflowed)
        {
            return;
        }

        Log.Append("line ");
        Log.AppendNumber(line);
        Log.Append(": ");
        if (name.Length > 0)
        {
            Log.Append(name);
            Log.Append(": offset ");
            Log.AppendNumber(position);
            Log.Append(": ");
        }

        Log.Append(text);
        Log.Append((byte)'\n');
    }
}
