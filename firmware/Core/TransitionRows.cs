// A table of transitions, a state and an event in, the row out.

namespace NanoSpa.Core;

/// <summary>Literal tables of four bytes a row: state, event, next state, action.</summary>
public static class TransitionRows
{
    /// <summary>Bytes a row.</summary>
    public const int RowBytes = 4;

    /// <summary>The number of the row for a state and an event, or -1.</summary>
    public static int Find(byte[] rows, byte state, byte happened)
    {
        for (int row = 0; row < rows.Length; row += RowBytes)
        {
            if (rows[row] == state && rows[row + 1] == happened)
            {
                return row / RowBytes;
            }
        }

        return -1;
    }
}
