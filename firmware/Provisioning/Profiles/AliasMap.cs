// The text of an alias map in, the parameter name for an element's path out (guide "Optional Resync Arguments", alias).

using System;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// At most <see cref="MaxEntries"/> entries, kept as a copy of the text. An entry's left side is the end of an element's path; of several
/// that match, the first one in the map counts. Made once and reused.
/// </summary>
public sealed class AliasMap
{
    /// <summary>Most entries (guide: "Up to 30 parameters can be remapped").</summary>
    public const int MaxEntries = 30;

    /// <summary>Longest text, in bytes: a GPP parameter's longest value.</summary>
    public const int MaxBytes = ParameterStore.MaxValueBytes;

    private readonly byte[] _text = new byte[MaxBytes];
    private readonly short[] _leftOffsets = new short[MaxEntries];
    private readonly short[] _leftCounts = new short[MaxEntries];
    private readonly short[] _lastKeys = new short[MaxEntries];
    private readonly short[] _nameOffsets = new short[MaxEntries];
    private readonly short[] _nameCounts = new short[MaxEntries];
    private readonly short[] _parameters = new short[MaxEntries];
    private readonly int[] _hits = new int[MaxEntries];
    private int _position;
    private int _end;

    /// <summary>How many entries the map has; 0 after a fault.</summary>
    public int Count { get; private set; }

    /// <summary>Column of the last fault, 1 for the first byte; 0 when there was none.</summary>
    public int Column { get; private set; }

    /// <summary>The bytes that <see cref="NameOffset"/> points into.</summary>
    public byte[] Text
    {
        get { return _text; }
    }

    /// <summary>
    /// map = [ entry *( 1*";" entry ) ] *";" ; entry = left "=" right ; white space is free, new lines are white space.
    /// <para>AliasMap for bad syntax and for a right side that names no parameter, AliasTooMany, RuleTooLong. An empty map is none.</para>
    /// </summary>
    public Fault Parse(byte[] buffer, int offset, int count)
    {
        Count = 0;
        Column = 0;
        if (count > MaxBytes)
        {
            return Refuse(Fault.RuleTooLong, MaxBytes);
        }

        Array.Copy(buffer, offset, _text, 0, count);
        Array.Clear(_hits, 0, MaxEntries);
        _position = 0;
        _end = count;
        bool separated = true;
        while (Peek() >= 0)
        {
            Fault fault = !separated ? Refuse(Fault.AliasMap, _position) : ParseEntry();
            if (fault != Fault.None)
            {
                return fault;
            }

            separated = TakeSemicolons();
        }

        return Fault.None;
    }

    /// <summary>Where in <see cref="Text"/> the parameter's name of an entry starts.</summary>
    public int NameOffset(int entry)
    {
        return _nameOffsets[entry];
    }

    /// <summary>Length of that name.</summary>
    public int NameCount(int entry)
    {
        return _nameCounts[entry];
    }

    /// <summary>The parameter, an index of the catalogue, that an entry's right side names.</summary>
    public int ParameterOf(int entry)
    {
        return _parameters[entry];
    }

    /// <summary>How many elements an entry was used for since the last <see cref="Parse"/>.</summary>
    public int HitsOf(int entry)
    {
        return _hits[entry];
    }

    /// <summary>Column of an entry in the map's text, 1 for the first byte.</summary>
    public int ColumnOf(int entry)
    {
        return _leftOffsets[entry] + 1;
    }

    /// <summary>The first entry whose left side is the end of the innermost element's path; -1 when none is.</summary>
    internal int Find(ElementStack elements)
    {
        // Most entries differ in length and last byte of the last name already: 11 instructions each.
        short[] keys = _lastKeys;
        int count = Count;
        short key = KeyOf(elements.NameLength, elements.Names[elements.NameOffset + elements.NameCount - 1]);
        for (int i = 0; i < count; i++)
        {
            if (keys[i] == key && elements.PathEndsWith(_text, _leftOffsets[i], _leftCounts[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static short KeyOf(int nameLength, byte lastByte)
    {
        return (short)((nameLength << 8) | lastByte);
    }

    internal void CountHit(int entry)
    {
        _hits[entry]++;
    }

    // entry = left "=" right
    private Fault ParseEntry()
    {
        if (Count == MaxEntries)
        {
            return Refuse(Fault.AliasTooMany, _position);
        }

        int left = _position;
        if (!TakePath())
        {
            return Refuse(Fault.AliasMap, _position);
        }

        _leftOffsets[Count] = (short)left;
        _leftCounts[Count] = (short)(_position - left);
        if (Peek() != '=')
        {
            return Refuse(Fault.AliasMap, _position);
        }

        _position++;
        Peek();
        return ParseRight();
    }

    // right = "/flat-profile/" name ; a parameter's
    private Fault ParseRight()
    {
        const string root = "/flat-profile/";
        if (!ByteText.StartsWith(_text, _position, _end - _position, root))
        {
            return Refuse(Fault.AliasMap, _position);
        }

        int name = _position + root.Length;
        _position = name;
        TakeName();
        int parameter = Catalogue.Find(_text, name, _position - name);
        if (parameter < 0)
        {
            return Refuse(Fault.AliasMap, name);
        }

        _nameOffsets[Count] = (short)name;
        _nameCounts[Count] = (short)(_position - name);
        _parameters[Count] = (short)parameter;
        Count++;
        return Fault.None;
    }

    // left = 1*( "/" name ) ; as many names, and as long ones, as there can be open elements. False: the position is where it ends.
    private bool TakePath()
    {
        int depth = 0;
        do
        {
            if (_position == _end || _text[_position] != (byte)'/' || depth == ElementStack.MaxDepth)
            {
                return false;
            }

            _position++;
            depth++;
            int name = _position;
            TakeName();
            if (_position == name || _position - name > ElementStack.MaxName)
            {
                _position = name;
                return false;
            }

            _lastKeys[Count] = KeyOf(_position - name, _text[_position - 1]);
        }
        while (_position < _end && _text[_position] == (byte)'/');
        return true;
    }

    // name = 1*( any byte but white space, "/", "=" and ";" )
    private void TakeName()
    {
        while (_position < _end && !RuleScanner.IsSpace(_text[_position]) && _text[_position] != (byte)'/' && _text[_position] != (byte)'='
            && _text[_position] != (byte)';')
        {
            _position++;
        }
    }

    private bool TakeSemicolons()
    {
        bool found = false;
        while (Peek() == ';')
        {
            _position++;
            found = true;
        }

        return found;
    }

    // The next byte that is no white space; -1 at the end.
    private int Peek()
    {
        while (_position < _end && RuleScanner.IsSpace(_text[_position]))
        {
            _position++;
        }

        return _position < _end ? _text[_position] : -1;
    }

    private Fault Refuse(Fault fault, int at)
    {
        Count = 0;
        Column = at + 1;
        return fault;
    }
}
