// The 200 to a REGISTER in, how long the unit's own contact is kept out (RFC 3261 sections 10.2.4 and 10.3).

using NanoSpa.Core;

namespace NanoSpa.Protocols;

/// <summary>Contact = value *( "," value ), in several lines too.</summary>
public sealed class SipContacts
{
    private const int DefaultPort = 5060;
    private const int MaxSeconds = 1 << 30;

    private readonly SipAddress _address;
    private readonly SipUri _uri;

    /// <summary>Borrows what addresses are taken apart with.</summary>
    internal SipContacts(SipAddress address, SipUri uri)
    {
        _address = address;
        _uri = uri;
    }

    /// <summary>
    /// Seconds: of the contact with this address and port, else of the Expires header, else what was asked for. A value that is no number counts as
    /// none (section 20.10).
    /// </summary>
    public int ExpiresOf(SipMessage response, uint address, int port, int asked)
    {
        int otherwise = response.Number(SipHeader.Expires, asked);
        for (int index = response.Find(SipHeader.Contact, -1); index >= 0; index = response.Find(SipHeader.Contact, index))
        {
            int at = response.OffsetOf(index);
            int end = response.EndOf(index);
            while (at < end)
            {
                int comma = SipText.Find(response.Bytes, at, end, (byte)',', (byte)',');
                if (comma < 0)
                {
                    break;
                }

                at = SipText.SkipBlanks(response.Bytes, at, comma);
                int seconds;
                if (IsOwn(response.Bytes, at, SipText.TrimEnd(response.Bytes, at, comma), address, port, out seconds))
                {
                    return seconds < 0 ? otherwise : seconds;
                }

                at = comma + 1;
            }
        }

        return otherwise;
    }

    private bool IsOwn(byte[] text, int offset, int end, uint address, int port, out int seconds)
    {
        seconds = -1;
        uint host;
        if (!_address.Parse(text, offset, end) || !_uri.Parse(text, _address.UriOffset, _address.UriCount)
            || !Ipv4.TryParse(text, _uri.HostOffset, _uri.HostCount, out host) || host != address || (_uri.Port == 0 ? DefaultPort : _uri.Port) != port)
        {
            return false;
        }

        int value;
        int count;
        int number;
        if (_address.FindParameter(text, "expires", out value, out count) && ByteText.TryParseNumber(text, value, count, MaxSeconds, out number))
        {
            seconds = number;
        }

        return true;
    }
}
