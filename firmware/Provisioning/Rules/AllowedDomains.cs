// Restricted_Access_Domains and a server in, whether the unit may go there out (guide "Deploying RC Units"; Appendix C).

using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning;

/// <summary>
/// The domains to which resync, upgrade and the registration of line 1 are limited. A server is allowed when it is one of them or lies in
/// one, in any case of letters. A dotted address lies in no domain: it is allowed only when it is listed itself. The parameter is
/// read at each question, as a profile may have changed it a moment ago.
/// </summary>
public sealed class AllowedDomains : IServerFilter
{
    /// <summary>How many count (guide).</summary>
    public const int MaxDomains = 5;

    private const int MaxTextBytes = 256;

    private readonly ParameterStore _store;
    private int _domainCount;

    // Taken with the first list.
    private TextBuffer _text;
    private int[] _offsets;
    private int[] _counts;

    /// <summary>Reads from this store.</summary>
    public AllowedDomains(ParameterStore store)
    {
        _store = store;
    }

    /// <summary>True when the list holds more than counts: as of the last call of <see cref="Allows"/> or <see cref="Read"/>.</summary>
    public bool HasTooMany { get; private set; }

    /// <summary>True for every server while the list is empty; otherwise for those in it.</summary>
    public bool Allows(byte[] server, int offset, int count)
    {
        Read();
        if (_domainCount == 0 && !HasTooMany)
        {
            return true;
        }

        // A name may end with the dot of the root.
        if (count > 0 && server[offset + count - 1] == (byte)'.')
        {
            count--;
        }

        uint address;
        bool isAddress = Ipv4.TryParse(server, offset, count, out address);
        for (int i = 0; i < _domainCount; i++)
        {
            if (isAddress ? IsAddress(i, address) : HoldsName(i, server, offset, count))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the parameter again.</summary>
    public void Read()
    {
        // list = [ domain ] *( ( "," / blank ) [ domain ] ) ; a domain that does not fit the buffer whole does not count
        _domainCount = 0;
        HasTooMany = false;
        if (_store.LengthOf(ParameterIndex.Restricted_Access_Domains) == 0)
        {
            return;
        }

        TakeMemory();
        _text.Clear();
        _store.AppendTo(ParameterIndex.Restricted_Access_Domains, _text);
        byte[] text = _text.Bytes;
        int end = _text.Length;
        int start = 0;
        for (int i = 0; i <= end; i++)
        {
            if (i < end && text[i] != (byte)',' && !ByteText.IsWhiteSpace(text[i]))
            {
                continue;
            }

            if (i > start)
            {
                Take(start, i - start, i == end && _text.Overflowed);
            }

            start = i + 1;
        }
    }

    private void TakeMemory()
    {
        if (_text == null)
        {
            _text = new TextBuffer(MaxTextBytes);
            _offsets = new int[MaxDomains];
            _counts = new int[MaxDomains];
        }
    }

    private void Take(int offset, int count, bool isCut)
    {
        if (isCut || _domainCount == MaxDomains)
        {
            HasTooMany = true;
            return;
        }

        // People write .telco.com, and DNS writes telco.com. with the dot of the root.
        byte[] text = _text.Bytes;
        if (count > 1 && text[offset] == (byte)'.')
        {
            offset++;
            count--;
        }

        if (count > 1 && text[offset + count - 1] == (byte)'.')
        {
            count--;
        }

        _offsets[_domainCount] = offset;
        _counts[_domainCount++] = count;
    }

    private bool IsAddress(int domain, uint address)
    {
        uint listed;
        return Ipv4.TryParse(_text.Bytes, _offsets[domain], _counts[domain], out listed) && listed == address;
    }

    // The name is the domain, or ends with a dot and the domain.
    private bool HoldsName(int domain, byte[] server, int offset, int count)
    {
        byte[] text = _text.Bytes;
        int domainOffset = _offsets[domain];
        int domainCount = _counts[domain];
        int before = count - domainCount;
        if (before < 0 || (before > 0 && server[offset + before - 1] != (byte)'.'))
        {
            return false;
        }

        for (int i = 0; i < domainCount; i++)
        {
            if (ByteText.ToLower(server[offset + before + i]) != ByteText.ToLower(text[domainOffset + i]))
            {
                return false;
            }
        }

        return true;
    }
}
