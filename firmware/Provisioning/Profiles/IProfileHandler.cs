// What a profile reader tells about a file: its parameters in order, and what was odd (guide "Open Format Configuration File").

using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>Takes the parameters of a profile as they are read, before it is known whether the whole file is good.</summary>
public interface IProfileHandler
{
    /// <summary>
    /// One parameter element. Name and value are borrowed for the call. <paramref name="valueCount"/> is -1 for <c>&lt;X/&gt;</c>
    /// (value unchanged) and 0 for an empty one. <paramref name="access"/> is <see cref="Access.None"/> without a ua attribute and
    /// <see cref="XmlProfileReader.UnknownAccess"/> with one that says none of na, ro, rw. <paramref name="line"/> is the line of its
    /// opening tag, 1 for the first.
    /// </summary>
    void OnParameter(byte[] name, int nameOffset, int nameCount, byte[] value, int valueOffset, int valueCount, Access access, int line);

    /// <summary>Something odd that was read all the same. At most <see cref="XmlProfileReader.MaxWarnings"/> come a file.</summary>
    void OnWarning(string text, int line);
}
