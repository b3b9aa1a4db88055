// Two slots of flash for the parameter store (firmware/FORMAT.md).

namespace NanoSpa.Hal;

/// <summary>
/// Two slots, each read at random and rewritten from its start. Nothing of a write is promised before <see cref="EndWrite"/> has
/// answered true; after it, all of it survives a power cut. The other slot is never touched.
/// </summary>
public interface IParameterFlash
{
    /// <summary>Bytes a slot can hold.</summary>
    int SlotSizeBytes { get; }

    /// <summary>Reads up to <paramref name="count"/> bytes at <paramref name="position"/>. The bytes read, 0 at the end, -1 when the slot cannot be read.</summary>
    int Read(int slot, int position, byte[] buffer, int offset, int count);

    /// <summary>Empties the slot and starts writing it. False when the platform refused.</summary>
    bool BeginWrite(int slot);

    /// <summary>Appends to the slot being written. False when the platform refused; the write is then lost.</summary>
    bool Append(byte[] buffer, int offset, int count);

    /// <summary>Ends the write and makes it durable. False when the platform refused; the slot is then worth nothing.</summary>
    bool EndWrite();
}
