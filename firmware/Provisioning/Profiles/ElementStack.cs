// The open elements of an XML-like file: their names for matching, their lines for messages, and where the profile begins.

using System;
using NanoSpa.Core;

namespace NanoSpa.Provisioning;

/// <summary>
/// At most <see cref="MaxDepth"/> open elements. Of a name longer than <see cref="MaxName"/> bytes the first ones are kept, and its
/// length and a sum over all of it decide whether two are equal: no parameter has such a name.
/// </summary>
public sealed class ElementStack
{
    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 32;

    /// <summary>Longest element name that can be a parameter's, in bytes.</summary>
    public const int MaxName = 64;

    /// <summary>Bytes of all names.</summary>
    public const int NamesBytes = MaxDepth * MaxName;

    private readonly byte[] _names;
    private readonly int _start;
    private readonly int[] _lengths = new int[MaxDepth];
    private readonly uint[] _sums = new uint[MaxDepth];
    private readonly int[] _lines = new int[MaxDepth];
    private int _profileDepth;

    /// <summary>Makes a stack whose names stand in <see cref="NamesBytes"/> of a buffer from an offset on, free as long as elements are open.</summary>
    public ElementStack(byte[] buffer, int offset)
    {
        _names = buffer;
        _start = offset;
    }

    /// <summary>How many elements are open.</summary>
    public int Depth { get; private set; }

    /// <summary>True once a flat-profile element was opened.</summary>
    public bool ProfileSeen { get; private set; }

    /// <summary>True inside flat-profile, at any depth below it, and when it is itself the innermost.</summary>
    public bool InProfile
    {
        get { return _profileDepth != 0; }
    }

    /// <summary>True when the innermost element is inside flat-profile, so that it may be a parameter.</summary>
    public bool IsParameter
    {
        get { return _profileDepth != 0 && Depth > _profileDepth; }
    }

    /// <summary>Line of the innermost element's opening tag.</summary>
    public int Line
    {
        get { return Depth == 0 ? 0 : _lines[Depth - 1]; }
    }

    /// <summary>All names, one in each <see cref="MaxName"/> bytes; the innermost at <see cref="NameOffset"/>.</summary>
    public byte[] Names
    {
        get { return _names; }
    }

    /// <summary>Where the innermost element's name starts in <see cref="Names"/>.</summary>
    public int NameOffset
    {
        get { return _start + ((Depth - 1) * MaxName); }
    }

    /// <summary>Bytes of the innermost element's name that are kept.</summary>
    public int NameCount
    {
        get { return _lengths[Depth - 1] < MaxName ? _lengths[Depth - 1] : MaxName; }
    }

    /// <summary>Length of the innermost element's whole name.</summary>
    public int NameLength
    {
        get { return _lengths[Depth - 1]; }
    }

    /// <summary>Closes all.</summary>
    public void Clear()
    {
        Depth = 0;
        _profileDepth = 0;
        ProfileSeen = false;
    }

    /// <summary>Opens the element that the tag names. False when too many are open.</summary>
    public bool Push(TagReader tag, int line)
    {
        if (Depth == MaxDepth)
        {
            return false;
        }

        Array.Copy(tag.Name, 0, _names, _start + (Depth * MaxName), tag.NameKept);
        _lengths[Depth] = tag.NameLength;
        _sums[Depth] = tag.NameSum;
        _lines[Depth] = line;
        Depth++;
        if (_profileDepth == 0 && ByteText.Equals(tag.Name, 0, tag.NameLength, "flat-profile"))
        {
            _profileDepth = Depth;
            ProfileSeen = true;
        }

        return true;
    }

    /// <summary>True when the tag names the innermost element.</summary>
    public bool Matches(TagReader tag)
    {
        int top = Depth - 1;
        if (top < 0 || _lengths[top] != tag.NameLength || _sums[top] != tag.NameSum)
        {
            return false;
        }

        return ByteText.Equals(_names, NameOffset, tag.NameKept, tag.Name, 0, tag.NameKept);
    }

    /// <summary>
    /// True when the path of the innermost element ends with these names. path = 1*( "/" name ), each name at most
    /// <see cref="MaxName"/> bytes.
    /// </summary>
    public bool PathEndsWith(byte[] path, int offset, int count)
    {
        int level = Depth;
        int end = offset + count;
        while (end > offset)
        {
            int start = end - 1;
            while (path[start] != (byte)'/')
            {
                start--;
            }

            level--;
            int length = end - start - 1;
            if (level < 0 || _lengths[level] != length || !ByteText.Equals(_names, _start + (level * MaxName), length, path, start + 1, length))
            {
                return false;
            }

            end = start;
        }

        return true;
    }

    /// <summary>Closes the innermost element.</summary>
    public void Pop()
    {
        if (_profileDepth == Depth)
        {
            _profileDepth = 0;
        }

        Depth--;
    }

    /// <summary>Appends the innermost element's name for a message, or as much of it as is kept.</summary>
    public void AppendName(TextBuffer output)
    {
        XmlBytes.AppendPrintable(_names, NameOffset, NameCount, output);
    }
}
