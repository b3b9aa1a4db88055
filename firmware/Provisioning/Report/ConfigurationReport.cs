// The store in, an XML profile of it out, without its secrets (guide "Report Rule"; the page /admin/spacfg.xml).

using System;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// Writes <c>&lt;flat-profile&gt;</c> with one element a parameter, each with the ua attribute of its access, a few bytes at a time and never
/// whole. Read back as a profile it changes nothing: a secret stands there as <c>&lt;X ua="na"/&gt;</c>, value unchanged. White space around a
/// value and control bytes are written as escapes. Memory: a piece of 448 bytes.
/// </summary>
public sealed class ConfigurationReport : IBodySource
{
    private const string Head = "<flat-profile>\n";
    private const string Foot = "</flat-profile>\n";

    // Bytes of a value written at a time; each becomes at most six, and the tags fit in beside them.
    private const int SliceBytes = 32;
    private const int PieceBytes = 448;

    private readonly ParameterStore _store;
    private readonly TextBuffer _piece = new TextBuffer(PieceBytes);
    private Account _account;
    private bool _isDelta;
    private int _next;
    private int _valueWritten;
    private int _pieceRead;

    /// <summary>Makes a report over a store.</summary>
    public ConfigurationReport(ParameterStore store)
    {
        _store = store;
    }

    /// <summary>A report does not fail by itself: always None.</summary>
    public Fault Fault
    {
        get { return Fault.None; }
    }

    /// <summary>
    /// Starts a report of what the account may see; with <paramref name="isDelta"/> only of what was changed since the last resync, upgrade or
    /// start (<see cref="ParameterStore.IsMarked"/>).
    /// </summary>
    public void Open(Account account, bool isDelta)
    {
        _account = account;
        _isDelta = isDelta;
        Rewind();
    }

    /// <inheritdoc/>
    public void Rewind()
    {
        _next = -1;
        _valueWritten = -1;
        _piece.Clear();
        _pieceRead = 0;
    }

    /// <inheritdoc/>
    public int CountBytes()
    {
        Rewind();
        int count = 0;
        while (WritePiece())
        {
            count += _piece.Length;
        }

        Rewind();
        return count;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        int start = offset;
        int end = offset + count;
        while (offset < end && (_pieceRead < _piece.Length || WritePiece()))
        {
            int length = _piece.Length - _pieceRead;
            length = length < end - offset ? length : end - offset;
            Array.Copy(_piece.Bytes, _pieceRead, buffer, offset, length);
            _pieceRead += length;
            offset += length;
        }

        return offset - start;
    }

    // report = head *element foot ; false behind the foot
    private bool WritePiece()
    {
        _piece.Clear();
        _pieceRead = 0;
        if (_next < 0)
        {
            _piece.Append(Head);
            _next = Listed(0);
        }
        else if (_next < Catalogue.Count)
        {
            WriteElement();
        }
        else if (_next == Catalogue.Count)
        {
            _piece.Append(Foot);
            _next++;
        }

        return _piece.Length > 0;
    }

    // element = "<" name ua ">" value "</" name ">" / "<" name ua "/>"
    private void WriteElement()
    {
        string name = Catalogue.NameOf(_next);
        if (_valueWritten < 0)
        {
            _valueWritten = 0;
            _piece.Append("<");
            _piece.Append(name);
            _piece.Append(" ua=\"");
            _piece.Append(AccessText.Of(_store.AccessOf(_next)));
            if (Catalogue.IsSecret(_next))
            {
                _piece.Append("\"/>\n");
                EndElement();
                return;
            }

            _piece.Append("\">");
        }

        int offset;
        int count;
        byte[] value = _store.Borrow(_next, out offset, out count);
        int slice = count - _valueWritten < SliceBytes ? count - _valueWritten : SliceBytes;
        if (slice > 0)
        {
            AppendEscaped(value, offset, count, _valueWritten, slice);
            _valueWritten += slice;
        }

        if (_valueWritten >= count)
        {
            _piece.Append("</");
            _piece.Append(name);
            _piece.Append(">\n");
            EndElement();
        }
    }

    private void EndElement()
    {
        _next = Listed(_next + 1);
        _valueWritten = -1;
    }

    // Growth at most six bytes a byte: "&quot;" or "&#127;".
    private void AppendEscaped(byte[] value, int offset, int count, int from, int slice)
    {
        for (int i = from; i < from + slice; i++)
        {
            byte next = value[offset + i];
            switch (next)
            {
                case (byte)'&':
                    _piece.Append("&amp;");
                    break;
                case (byte)'<':
                    _piece.Append("&lt;");
                    break;
                case (byte)'>':
                    _piece.Append("&gt;");
                    break;
                case (byte)'"':
                    _piece.Append("&quot;");
                    break;
                default:
                    bool isEdge = next == (byte)' ' && (i == 0 || i == count - 1);
                    if (next < 32 || next == 127 || isEdge)
                    {
                        _piece.Append("&#");
                        _piece.AppendNumber(next);
                        _piece.Append(";");
                    }
                    else
                    {
                        _piece.Append(next);
                    }

                    break;
            }
        }
    }

    // The next parameter that belongs into the report; Catalogue.Count behind the last one.
    private int Listed(int index)
    {
        while (index < Catalogue.Count && (!AccessCheck.CanList(_store, index, _account) || (_isDelta && !_store.IsMarked(index))))
        {
            index++;
        }

        return index;
    }
}
