// A name server on the loopback for a handful of names.

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;

namespace NanoSpa.Harness.Servers;

/// <summary>Answers A questions from a table; unknown names do not exist. A reply code above 0 is answered to everything.</summary>
public sealed class DnsZoneServer : IDisposable
{
    private readonly ScriptedUdpServer _server;

    public DnsZoneServer(int replyCode = 0)
    {
        ReplyCode = replyCode;
        _server = new ScriptedUdpServer((server, from, query) => server.Send(from, Answer(query)));
    }

    /// <summary>Dotted names in lower case to addresses.</summary>
    public Dictionary<string, string[]> Names { get; } = new Dictionary<string, string[]>();

    /// <summary>RCODE of every reply, 0 for honest ones.</summary>
    public int ReplyCode { get; }

    public int Port => _server.Port;

    /// <summary>Questions received.</summary>
    public int Questions => _server.Datagrams;

    public void Dispose()
    {
        _server.Dispose();
    }

    private byte[] Answer(byte[] query)
    {
        int position = 12;
        StringBuilder name = new StringBuilder();
        while (query[position] != 0)
        {
            name.Append(name.Length > 0 ? "." : "").Append(Encoding.ASCII.GetString(query, position + 1, query[position]));
            position += 1 + query[position];
        }

        Names.TryGetValue(name.ToString(), out string[] addresses);
        int code = ReplyCode != 0 ? ReplyCode : addresses == null ? 3 : 0;
        addresses = code != 0 ? Array.Empty<string>() : addresses;
        MemoryStream reply = new MemoryStream();
        reply.Write(query, 0, 2);
        reply.Write(new byte[] { 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)addresses.Length, 0, 0, 0, 0 });
        reply.Write(query, 12, position + 5 - 12);
        foreach (string address in addresses)
        {
            reply.Write(new byte[] { 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4 });
            reply.Write(IPAddress.Parse(address).GetAddressBytes());
        }

        return reply.ToArray();
    }
}
