// TFTP servers that are silent, stop, lie in options and block numbers, answer from elsewhere, or serve what is no profile.

using System;
using System.Collections.Generic;
using System.Text;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Unit;

/// <summary>RFC 1350 and 2347 to 2349 broken in every packet. Five sends without progress end a transfer after 23 s.</summary>
internal static class TftpFaults
{
    private const uint Stranger = 0xC0A801C9;
    private const double Timeout = 24;

    /// <summary>Answers a datagram from the port, or sends nothing when null.</summary>
    private delegate byte[] Answer(byte[] datagram);

    public static IEnumerable<FaultCase> All() =>
    [
        new("silent", Fault.TftpTimeout, Timeout, b => b.Network.Serve(UnitBench.Server, 69, null)),
        new("silent behind the first block", Fault.TftpTimeout, Timeout, b => Serve(b, d => d[1] == 1 ? Data(1, Spaces(512)) : null)),
        new("answers from another address", Fault.TftpTimeout, Timeout, b => b.Network.Serve(
            UnitBench.Server, 69, (from, port, _) => b.Network.Send(Stranger, 4000, from, port, Data(1, b.Profile)))),
        new("goes on from another port", Fault.TftpTimeout, Timeout, Wandering),
        new("error: not found", Fault.TftpNotFound, 1, b => Serve(b, _ => Error(1))),
        new("error: access", Fault.TftpError, 1, b => Serve(b, _ => Error(2))),
        new("error: options, without any", Fault.TftpTimeout, Timeout, b => Serve(b, _ => Error(8))),
        new("error: of no number", Fault.TftpError, 1, b => Serve(b, _ => Error(60000))),
        new("endless", Fault.FetchTooLarge, 60, b => Serve(b, d => Data(d[1] == 1 ? 1 : (Number(d) + 1) & 0xFFFF, Spaces(512)))),
        new("cut by a short block", Fault.XmlTruncated, 1, b => Serve(b, _ => Data(1, b.Profile[..100]))),
        new("oversize block", Fault.TftpProtocol, Timeout, b => Serve(b, _ => Data(1, Spaces(1600)))),
        new("block 0", Fault.TftpTimeout, Timeout, b => Serve(b, _ => Data(0, b.Profile))),
        new("block of the future", Fault.TftpTimeout, Timeout, b => Serve(b, _ => Data(7, b.Profile))),
        new("the first block for ever", Fault.TftpTimeout, 301, b => Serve(b, _ => Data(1, Spaces(512)))),
        new("option: block size above what was asked", Fault.TftpProtocol, Timeout, b => Serve(b, d => d[1] == 1 ? Oack("blksize", "65464") : Data(Number(d) + 1, b.Profile))),
        new("option: block size 0", Fault.TftpProtocol, Timeout, b => Serve(b, d => d[1] == 1 ? Oack("blksize", "0") : Data(Number(d) + 1, b.Profile))),
        new("option: negative block size", Fault.TftpProtocol, Timeout, b => Serve(b, d => d[1] == 1 ? Oack("blksize", "-512") : Data(Number(d) + 1, b.Profile))),
        new("option: huge size", Fault.FetchTooLarge, Timeout, b => Serve(b, d => d[1] == 1 ? Oack("tsize", "4294967295") : Data(Number(d) + 1, b.Profile))),
        new("option: never asked", Fault.TftpProtocol, Timeout, b => Serve(b, d => d[1] == 1 ? Oack("windowsize", "64") : Data(Number(d) + 1, b.Profile))),
        new("options for ever", Fault.TftpTimeout, 301, b => Serve(b, _ => Oack("blksize", "512"))),
        new("a packet of no kind", Fault.TftpTimeout, Timeout, b => Serve(b, _ => [0, 9, 0, 1, 65])),
        new("a packet of one byte", Fault.TftpTimeout, Timeout, b => Serve(b, _ => [0])),
        new("an empty packet", Fault.TftpTimeout, Timeout, b => Serve(b, _ => [])),
        new("content: HTML", Fault.FormatHtml, 1, b => Serve(b, _ => Data(1, Encoding.ASCII.GetBytes("<html><body>Welcome</body></html>")))),
        new("content: empty", Fault.FormatEmpty, 1, b => Serve(b, _ => Data(1, []))),
    ];

    /// <summary>Answers the request and what follows from one port of the server.</summary>
    private static void Serve(FaultBench bench, Answer answer)
    {
        bench.Network.Serve(UnitBench.Server, 69, (from, port, request) =>
        {
            int own = bench.Network.NewPort();
            void Take(uint address, int remote, byte[] datagram)
            {
                if (answer(datagram) is { } reply)
                {
                    bench.Network.Send(UnitBench.Server, own, address, remote, reply);
                }
            }

            bench.Network.Serve(UnitBench.Server, own, Take);
            Take(from, port, request);
        });
    }

    // The first block from one port, the others from a new port each.
    private static void Wandering(FaultBench bench)
    {
        bench.Network.Serve(UnitBench.Server, 69, (from, port, _) =>
        {
            int own = bench.Network.NewPort();
            bench.Network.Serve(UnitBench.Server, own, (address, remote, datagram) =>
                bench.Network.Send(UnitBench.Server, bench.Network.NewPort(), address, remote, Data(Number(datagram) + 1, Spaces(512))));
            bench.Network.Send(UnitBench.Server, own, from, port, Data(1, Spaces(512)));
        });
    }

    private static int Number(byte[] datagram) => datagram.Length < 4 ? 0 : (datagram[2] << 8) | datagram[3];

    private static byte[] Data(int block, byte[] content) => [0, 3, (byte)(block >> 8), (byte)block, .. content];

    private static byte[] Error(int code) => [0, 5, (byte)(code >> 8), (byte)code, .. Encoding.ASCII.GetBytes("no"), 0];

    private static byte[] Oack(string option, string value) => [0, 6, .. Encoding.ASCII.GetBytes($"{option}\0{value}\0")];

    private static byte[] Spaces(int count)
    {
        byte[] spaces = new byte[count];
        Array.Fill(spaces, (byte)' ');
        return spaces;
    }
}
