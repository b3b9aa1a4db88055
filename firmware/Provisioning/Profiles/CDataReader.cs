// The text of a CDATA section in, into the parameter's value, as it stands (XML 1.0, 2.7).

namespace NanoSpa.Provisioning;

/// <summary>Reads a section in chunks of any size, from behind its opening. section = *( any byte ) "]]&gt;"</summary>
public sealed class CDataReader
{
    private ValueText _value;
    private int _brackets;

    /// <summary>True once its end was read.</summary>
    public bool IsDone { get; private set; }

    /// <summary>New lines seen in it.</summary>
    public int NewLines { get; private set; }

    /// <summary>Starts a section whose text goes to <paramref name="into"/>.</summary>
    public void Open(ValueText into)
    {
        _value = into;
        _brackets = 0;
        IsDone = false;
        NewLines = 0;
    }

    /// <summary>Takes bytes up to the section's end or the chunk's; answers the position behind what it took.</summary>
    public int Take(byte[] buffer, int position, int end)
    {
        while (position < end && !IsDone)
        {
            byte next = buffer[position];
            if (next == (byte)']')
            {
                _brackets++;
                position++;
            }
            else if (next == (byte)'>' && _brackets >= 2)
            {
                AppendBrackets(_brackets - 2);
                IsDone = true;
                position++;
            }
            else
            {
                AppendBrackets(_brackets);
                position = TakeText(buffer, position, end);
            }
        }

        return position;
    }

    private int TakeText(byte[] buffer, int position, int end)
    {
        byte next = buffer[position];
        if (next == (byte)'\n' || next == (byte)'\r')
        {
            NewLines += next == (byte)'\n' ? 1 : 0;
            _value.AppendLineEnd(next == (byte)'\r');
            return position + 1;
        }

        int start = position;
        while (position < end && buffer[position] != (byte)']' && buffer[position] != (byte)'\n' && buffer[position] != (byte)'\r')
        {
            position++;
        }

        _value.Append(buffer, start, position - start);
        return position;
    }

    private void AppendBrackets(int count)
    {
        _brackets = 0;
        for (int i = 0; i < count && !_value.Overflowed; i++)
        {
            _value.AppendEscaped((byte)']');
        }
    }
}
