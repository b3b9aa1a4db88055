// The body of a submitted form in, one transaction of the store out: all of it or nothing.

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Device;

/// <summary>
/// Reads the fields of a parameter page. What equals the store's value as the page showed it is no change; a secret, and a value that no page can show,
/// is kept while its field is empty. Nothing touches the store before the whole body was read. Made with the first form.
/// </summary>
public sealed class WebForm : IFormHandler
{
    /// <summary>The field with the account's token.</summary>
    public const string TokenField = "token";

    /// <summary>In front of a secret's name: the box that empties it.</summary>
    public const string ClearPrefix = "clear.";

    private const int MostFields = 400;
    private const int MaxNameBytes = 80;

    private readonly ParameterStore _store;
    private readonly FormReader _reader;
    private Account _account;
    private TextBuffer _token;
    private bool _hasToken;
    private bool _isForbidden;
    private bool _isTooLarge;
    private int _fields;

    /// <summary>Takes the memory: <paramref name="valuesBytes"/> for what a form changes, and one value.</summary>
    public WebForm(ParameterStore store, int valuesBytes)
    {
        _store = store;
        _reader = new FormReader(MaxNameBytes, ParameterStore.MaxValueBytes, this);
        Values = new FormValues(valuesBytes);
    }

    /// <summary>What was typed and differs from the store.</summary>
    public FormValues Values { get; }

    /// <summary>Values that were changed, or that are wrong.</summary>
    public int Count { get; private set; }

    /// <summary>After <see cref="FormResult.Saved"/>: a changed parameter takes effect at a restart only.</summary>
    public bool NeedsRestart { get; private set; }

    /// <summary>After <see cref="FormResult.StoreFailed"/>: why.</summary>
    public Fault StoreFault { get; private set; }

    /// <summary>Starts with a body of an account.</summary>
    public void Open(Account account, TextBuffer token)
    {
        _account = account;
        _token = token;
        _hasToken = false;
        _isForbidden = false;
        _isTooLarge = false;
        _fields = 0;
        Count = 0;
        NeedsRestart = false;
        StoreFault = Fault.None;
        Values.Clear();
        _reader.Reset();
    }

    /// <summary>Takes the next piece of the body.</summary>
    public void Write(byte[] body, int offset, int count)
    {
        _reader.Write(body, offset, count);
    }

    /// <summary>Ends the body.</summary>
    public void Finish()
    {
        _reader.Finish();
    }

    /// <inheritdoc/>
    public void OnField(TextBuffer name, TextBuffer value)
    {
        _fields++;
        _isTooLarge |= _fields > MostFields;
        if (_isTooLarge || name.Overflowed)
        {
            return;
        }

        if (ByteText.Equals(name.Bytes, 0, name.Length, TokenField))
        {
            _hasToken = IsToken(value);
            return;
        }

        bool clears = ByteText.StartsWith(name.Bytes, 0, name.Length, ClearPrefix);
        int start = clears ? ClearPrefix.Length : 0;
        int parameter = Catalogue.Find(name.Bytes, start, name.Length - start);
        if (parameter < 0)
        {
            return;
        }

        _isForbidden |= !AccessCheck.CanSet(_store, parameter, _account);
        if (clears)
        {
            value.Clear();
            Keep(parameter, value);
        }
        else if (!IsUnchanged(parameter, value))
        {
            Keep(parameter, value);
        }
    }

    /// <summary>Stores what was typed when all of it is right. No resync may be under way: its transaction is the same one.</summary>
    public FormResult Apply()
    {
        if (_isTooLarge)
        {
            return FormResult.TooLarge;
        }

        if (!_hasToken)
        {
            return FormResult.TokenWrong;
        }

        if (_isForbidden)
        {
            return FormResult.NotAllowed;
        }

        ParameterTransaction transaction = _store.Begin();
        FormResult result = SetAll(transaction);
        if (result != FormResult.Saved)
        {
            transaction.Abort();
            return result;
        }

        Count = transaction.ChangedCount;
        bool needsRestart = transaction.ChangesRebootClass;
        StoreFault = transaction.Commit();
        NeedsRestart = needsRestart && StoreFault == Fault.None;
        return StoreFault == Fault.None ? FormResult.Saved : FormResult.StoreFailed;
    }

    private FormResult SetAll(ParameterTransaction transaction)
    {
        Count = 0;
        for (int entry = Values.Next(-1); entry >= 0; entry = Values.Next(entry))
        {
            // A value that was cut has its fault already.
            Fault fault = Values.FaultOf(entry);
            if (fault == Fault.None)
            {
                fault = transaction.Set(Values.ParameterOf(entry), Values.Bytes, Values.OffsetOf(entry), Values.CountOf(entry));
                Values.SetFault(entry, fault, transaction.FaultPosition);
            }

            if (fault == Fault.StoreFull)
            {
                StoreFault = fault;
                return FormResult.StoreFailed;
            }

            Count += fault == Fault.None ? 0 : 1;
        }

        return Count == 0 ? FormResult.Saved : FormResult.ValuesWrong;
    }

    private void Keep(int parameter, TextBuffer value)
    {
        if (!Values.Add(parameter, value.Bytes, 0, value.Length))
        {
            _isTooLarge = true;
        }
        else if (value.Overflowed)
        {
            Values.SetFault(Values.Find(parameter), Fault.ValueTooLong, value.Length);
        }
    }

    private bool IsUnchanged(int parameter, TextBuffer value)
    {
        int offset;
        int count;
        byte[] own = _store.Borrow(parameter, out offset, out count);
        if (value.Length == 0 && (Catalogue.IsSecret(parameter) || !ShownText.IsShown(own, offset, count)))
        {
            return true;
        }

        return !value.Overflowed && ShownText.IsSame(own, offset, count, value.Bytes, 0, value.Length);
    }

    // Every byte is looked at, wherever the first difference is.
    private bool IsToken(TextBuffer value)
    {
        int difference = value.Length ^ _token.Length;
        for (int i = 0; i < _token.Length; i++)
        {
            difference |= value.Bytes[i] ^ _token.Bytes[i];
        }

        return difference == 0;
    }
}
