// One DHCPACK to the options a unit asked for (RFC 2131, 2132; long options: RFC 3396; 150: RFC 5859).

using System;
using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>
/// The wanted options of one answer, each with its instances joined in the order options field, file, sname. All memory is taken in
/// the constructor; what is longer than an option's room makes that option count as absent.
/// </summary>
public sealed class DhcpReply
{
    /// <summary>Fixed fields and the cookie before the first option.</summary>
    internal const int OptionsOffset = 240;

    internal const int NameServer = 6;
    internal const int TftpServerName = 66;
    internal const int TftpServerAddresses = 150;

    private const int Overload = 52;
    private const int MessageType = 53;
    private const int Acknowledge = 5;
    private const int End = 255;
    private const int ServerNameOffset = 44;
    private const int FileOffset = 108;
    private const int CookieOffset = 236;
    private const int MostTextBytes = 255;

    private readonly byte[] _codes = { NameServer, TftpServerName, TftpServerAddresses, 159, 160 };
    private readonly TextBuffer[] _values;
    private readonly TextBuffer _overload = new TextBuffer(1);
    private readonly TextBuffer _type = new TextBuffer(1);

    /// <summary>Takes the memory.</summary>
    public DhcpReply()
    {
        _values = new TextBuffer[_codes.Length];
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = new TextBuffer(MostTextBytes);
        }

        ServerName = new TextBuffer(FileOffset - ServerNameOffset);
    }

    /// <summary>The field sname, empty when it holds options or nothing usable.</summary>
    public TextBuffer ServerName { get; }

    /// <summary>The field siaddr, 0 when empty.</summary>
    public uint NextServer { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i].Clear();
        }

        ServerName.Clear();
        NextServer = 0;
    }

    /// <summary>Name server number <paramref name="index"/> of option 6, 0 when there are not so many.</summary>
    public uint NameServerOf(int index)
    {
        return AddressOf(NameServer, index);
    }

    /// <summary>Appends option 66, 159 or 160 as text, or the first address of option 150. False when there is none of use.</summary>
    public bool AppendText(int code, TextBuffer output)
    {
        if (code == TftpServerAddresses)
        {
            uint address = AddressOf(code, 0);
            if (address != 0)
            {
                Ipv4.Append(address, output);
            }

            return address != 0;
        }

        TextBuffer value = code == NameServer ? null : Find(code);
        int length = value == null || value.Overflowed ? 0 : TextLength(value.Bytes, 0, value.Length);
        if (length > 0)
        {
            output.Append(value.Bytes, 0, length);
        }

        return length > 0;
    }

    /// <summary>
    /// message = fixed-fields cookie *option. False, and what was read before stays, when it is no whole DHCPACK to
    /// <paramref name="id"/> and this hardware address: it is gone through twice, and taken the second time.
    /// </summary>
    public bool Read(byte[] message, int offset, int count, byte[] id, byte[] hardwareAddress)
    {
        _overload.Clear();
        _type.Clear();
        bool good = count >= OptionsOffset && message[offset] == 2
            && ByteText.Equals(message, offset + 4, 4, id, 0, 4)
            && ByteText.Equals(message, offset + 28, 6, hardwareAddress, 0, 6)
            && Number(message, offset + CookieOffset) == DhcpInform.Cookie
            && Scan(message, offset + OptionsOffset, offset + count, false)
            && _type.Length == 1 && _type.Bytes[0] == Acknowledge && !_type.Overflowed;
        int overload = good && _overload.Length == 1 && !_overload.Overflowed ? _overload.Bytes[0] : 0;
        if (!good || !ScanFields(message, offset, overload, false))
        {
            return false;
        }

        Clear();
        Scan(message, offset + OptionsOffset, offset + count, true);
        ScanFields(message, offset, overload, true);
        NextServer = Number(message, offset + 20);
        if ((overload & 2) == 0)
        {
            ServerName.Append(message, offset + ServerNameOffset, TextLength(message, offset + ServerNameOffset, ServerName.Bytes.Length));
        }

        return true;
    }

    // The fields that the option Overload says hold options: file, then sname.
    private bool ScanFields(byte[] message, int offset, int overload, bool takes)
    {
        return ((overload & 1) == 0 || Scan(message, offset + FileOffset, offset + CookieOffset, takes))
            && ((overload & 2) == 0 || Scan(message, offset + ServerNameOffset, offset + FileOffset, takes));
    }

    // field = *( %x00 / code length *OCTET ) [ %xFF *OCTET ] ; a missing end is forgiven, a length past the end is not
    private bool Scan(byte[] message, int position, int end, bool takes)
    {
        while (position < end && message[position] != End)
        {
            int code = message[position++];
            if (code == 0)
            {
                continue;
            }

            if (position >= end || position + 1 + message[position] > end)
            {
                return false;
            }

            int length = message[position];
            TextBuffer value = takes ? Find(code) : code == MessageType ? _type : code == Overload ? _overload : null;
            if (value != null)
            {
                value.Append(message, position + 1, length);
            }

            position += 1 + length;
        }

        return true;
    }

    private TextBuffer Find(int code)
    {
        for (int i = 0; i < _codes.Length; i++)
        {
            if (_codes[i] == code)
            {
                return _values[i];
            }
        }

        return null;
    }

    // addresses = *( 4OCTET ) ; zeros are passed over, a value of another length holds none
    private uint AddressOf(int code, int index)
    {
        TextBuffer value = Find(code);
        if (value.Overflowed || value.Length % 4 != 0)
        {
            return 0;
        }

        for (int i = 0; i < value.Length; i += 4)
        {
            uint address = Number(value.Bytes, i);
            if (address != 0 && index-- == 0)
            {
                return address;
            }
        }

        return 0;
    }

    // Bytes before the first NUL, without white space at the end; 0 when a control byte is among them.
    private static int TextLength(byte[] text, int offset, int count)
    {
        int length = 0;
        while (length < count && text[offset + length] != 0)
        {
            length++;
        }

        while (length > 0 && ByteText.IsWhiteSpace(text[offset + length - 1]))
        {
            length--;
        }

        for (int i = offset; i < offset + length; i++)
        {
            if (text[i] < 0x20 || text[i] == 0x7F)
            {
                return 0;
            }
        }

        return length;
    }

    private static uint Number(byte[] message, int position)
    {
        return ((uint)message[position] << 24) | ((uint)message[position + 1] << 16)
            | ((uint)message[position + 2] << 8) | message[position + 3];
    }
}
