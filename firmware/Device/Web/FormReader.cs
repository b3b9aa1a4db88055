// The body of a form in, its fields out one by one (WHATWG URL, application/x-www-form-urlencoded).

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>Takes the fields of a form.</summary>
public interface IFormHandler
{
    /// <summary>One field, decoded; both buffers may have overflowed, and are free again after the call.</summary>
    void OnField(TextBuffer name, TextBuffer value);
}

/// <summary>
/// Push parser, any chunking. A line break of a text area comes as one line feed. Of a name or a value that is too long the beginning is handed
/// over, with its buffer's Overflowed set. It allocates nothing after its construction.
/// </summary>
public sealed class FormReader
{
    private readonly TextBuffer _name;
    private readonly TextBuffer _value;
    private readonly IFormHandler _handler;
    private bool _inValue;
    private int _digits;
    private int _code;

    /// <summary>Makes a reader for names and values of at most so many bytes.</summary>
    public FormReader(int maxNameBytes, int maxValueBytes, IFormHandler handler)
    {
        _name = new TextBuffer(maxNameBytes);
        _value = new TextBuffer(maxValueBytes);
        _handler = handler;
    }

    /// <summary>Starts with a new body.</summary>
    public void Reset()
    {
        _name.Clear();
        _value.Clear();
        _inValue = false;
        _digits = 0;
    }

    /// <summary>Takes the next piece.</summary>
    public void Write(byte[] body, int offset, int count)
    {
        // body = [ field *( "&" field ) ] ; field = name [ "=" value ] ; "+" is a blank, "%" 2HEXDIG a byte
        int end = offset + count;
        for (int i = offset; i < end; i++)
        {
            byte next = body[i];
            if (_digits > 0)
            {
                TakeDigit(next);
                continue;
            }

            switch (next)
            {
                case (byte)'%':
                    _digits = 2;
                    _code = 0;
                    break;
                case (byte)'&':
                    EndField();
                    break;
                case (byte)'+':
                    Take((byte)' ');
                    break;
                case (byte)'=' when !_inValue:
                    _inValue = true;
                    break;
                default:
                    Take(next);
                    break;
            }
        }
    }

    /// <summary>Ends the body.</summary>
    public void Finish()
    {
        EndField();
    }

    // A percent sign without two digits is no browser's: the byte becomes a question mark.
    private void TakeDigit(byte digit)
    {
        int value = ByteText.HexValue(digit);
        _code = value < 0 || _code < 0 ? -1 : (_code << 4) | value;
        _digits--;
        if (_digits == 0)
        {
            Take(_code < 0 ? (byte)'?' : (byte)_code);
        }
    }

    private void Take(byte next)
    {
        if (!_inValue)
        {
            _name.Append(next);
            return;
        }

        int last = _value.Length - 1;
        if (next == (byte)'\n' && last >= 0 && _value.Bytes[last] == (byte)'\r')
        {
            _value.Bytes[last] = next;
            return;
        }

        _value.Append(next);
    }

    private void EndField()
    {
        if (_digits > 0)
        {
            _digits = 0;
            Take((byte)'?');
        }

        if (_name.Length > 0)
        {
            _handler.OnField(_name, _value);
        }

        Reset();
    }
}
