// Name servers that are silent, answer other questions, refuse, or send answers that cannot be read.

using System;
using System.Collections.Generic;
using System.Linq;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Unit;

/// <summary>RFC 1035 broken in header, question and answers. Three tries end a look-up after 7 s.</summary>
internal static class DnsFaults
{
    private const uint Stranger = 0xC0A80102;
    private const double Timeout = 8;

    public static IEnumerable<FaultCase> All()
    {
        yield return new("silent", Fault.DnsTimeout, Timeout, b => Answer(b, null));
        yield return Wrong("answers from another address", Fault.DnsTimeout, Good, from: Stranger);
        yield return Wrong("answers from another port", Fault.DnsTimeout, Good, port: 5353);
        yield return Wrong("another id", Fault.DnsTimeout, q => With(Good(q), 0, (byte)(q[0] ^ 1)));
        yield return Wrong("the query itself", Fault.DnsTimeout, q => q);
        yield return Wrong("another question", Fault.DnsTimeout, q => With(Good(q), 13, (byte)'x'));
        yield return Wrong("no such name", Fault.DnsNoName, q => With(Good(q), 3, 0x83));
        yield return Wrong("server failure", Fault.DnsServerFailure, q => With(Good(q), 3, 0x82));
        yield return Wrong("refused", Fault.DnsServerFailure, q => With(Good(q), 3, 0x85));
        yield return Wrong("no answers", Fault.DnsNoAddress, q => With(Good(q), 7, 0)[..q.Length]);
        yield return Wrong("65535 answers, one there", Fault.DnsServerFailure, q => With(With(Good(q), 6, 255), 7, 255));
        yield return Wrong("address of no server", Fault.ConnectRefused, q => With(Good(q), Good(q).Length - 1, 9));
        yield return Wrong("a name that points at itself", Fault.DnsServerFailure, q => With(Good(q), q.Length + 1, (byte)q.Length));
        yield return Wrong("an alias of itself, for ever", Fault.DnsNoAddress, Alias);
        yield return Wrong("an address of 400 bytes", Fault.DnsServerFailure, q => With(With(Good(q), q.Length + 10, 1), q.Length + 11, 144));
        yield return Wrong("cut by the server, its address there", Fault.None, q => With(Good(q), 2, 0x83));
        yield return Wrong("noise", Fault.DnsTimeout, q => Enumerable.Repeat((byte)0xC0, 400).ToArray());
        yield return Wrong("an empty datagram", Fault.DnsTimeout, q => []);
    }

    private static FaultCase Wrong(string name, Fault outcome, Func<byte[], byte[]> reply, uint from = UnitBench.NameServer, int port = 53) =>
        new(name, outcome, Timeout, b => Answer(b, reply, from, port));

    /// <summary>Has the name server answer so, or not at all; the unit knows no name from before.</summary>
    public static void Answer(FaultBench bench, Func<byte[], byte[]> reply, uint from = UnitBench.NameServer, int port = 53)
    {
        bench.PowerCycle();
        bench.Network.Serve(UnitBench.NameServer, 53, reply == null ? null : (address, remote, query) => bench.Network.Send(from, port, address, remote, reply(query)));
    }

    /// <summary>The address of the bench's server.</summary>
    public static byte[] Good(byte[] query)
    {
        byte[] reply = [.. query, 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 168, 1, 200];
        (reply[2], reply[3], reply[7]) = (0x81, 0x80, 1);
        return reply;
    }

    private static byte[] Alias(byte[] query)
    {
        byte[] reply = [.. query, 0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 2, 0xC0, 12];
        (reply[2], reply[3], reply[7]) = (0x81, 0x80, 1);
        return reply;
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }
}
