// A datagram port that counts: TFTP read requests (RFC 1350, opcode 1), bytes.

using NanoSpa.Hal;

namespace NanoSpa.Tool.Fleet;

/// <summary>Passes everything on.</summary>
internal sealed class FleetPort(IDatagramPort port, FleetTraffic traffic, int dnsPort) : IDatagramPort
{
    private bool _asked;

    public int LocalPort => port.LocalPort;

    public uint RemoteAddress => port.RemoteAddress;

    public int RemotePort => port.RemotePort;

    public bool Open(int localPort)
    {
        _asked = false;
        traffic.Opened();
        return port.Open(localPort);
    }

    public bool Send(uint address, int remotePort, byte[] buffer, int offset, int count)
    {
        // A query's first bytes are any number; a repeated request comes from the same opened port.
        if (!_asked && remotePort != dnsPort && count > 2 && buffer[offset] == 0 && buffer[offset + 1] == 1)
        {
            _asked = true;
            traffic.Requested();
        }

        traffic.Sent(count);
        return port.Send(address, remotePort, buffer, offset, count);
    }

    public int Receive(byte[] buffer, int offset, int count, int waitMs)
    {
        int length = port.Receive(buffer, offset, count, waitMs);
        if (length >= 0)
        {
            traffic.Received(length);
        }

        return length;
    }

    public void Close() => port.Close();
}
