// Names and values in, header lines out (RFC 3261 section 7.3).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>What requests and responses are written with.</summary>
public abstract class SipLineWriter
{
    /// <summary>Where the message goes.</summary>
    protected TextBuffer Output { get; private set; }

    /// <summary>Any header; an empty value leaves it out.</summary>
    public void Header(string name, byte[] value, int offset, int count)
    {
        if (count > 0)
        {
            Output.Append(name);
            Output.Append(": ");
            SipText.AppendClean(value, offset, count, Output);
            EndLine();
        }
    }

    /// <summary>A header with a text of the unit's own.</summary>
    public void Header(string name, string value)
    {
        Output.Append(name);
        Output.Append(": ");
        Output.Append(value);
        EndLine();
    }

    /// <summary>Ends the line that the caller has appended.</summary>
    public void EndLine()
    {
        Output.Append((byte)13);
        Output.Append((byte)10);
    }

    /// <summary>Ends the message, which has no body.</summary>
    public void End()
    {
        Header("Content-Length", "0");
        EndLine();
    }

    /// <summary>Begins a message.</summary>
    protected void Open(TextBuffer output)
    {
        Output = output;
        output.Clear();
    }
}
