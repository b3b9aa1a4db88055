// Web servers that are silent, slow, endless, cut, reset, lie, or serve what is no profile.

using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Unit;

/// <summary>RFC 9112 broken in every place that a reply has.</summary>
internal static class HttpFaults
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Chunked = Ok + "Transfer-Encoding: chunked\r\n\r\n";

    // Bounds: connecting 10 s, the first byte 20 s, between bytes 20 s, the whole 300 s; one more for the rest.
    public static IEnumerable<FaultCase> All() =>
    [
        new("connect: silent", Fault.ConnectTimeout, 11, b => b.Network.Faults.Connects = ConnectFate.Silence),
        new("connect: refused", Fault.ConnectRefused, 1, b => b.Network.ServeStream(UnitBench.Server, 80, null)),
        new("connect: reset once open", Fault.ConnectionLost, 1, b => b.Network.Faults.Connects = ConnectFate.ResetWhenOpen),
        new("request: reset", Fault.ConnectionLost, 1, b => b.Network.Faults.Connects = ConnectFate.ResetByRequest),
        new("request: silent", Fault.HttpFirstByteTimeout, 21, b => b.Http("", StreamEnding.Silence, 0)),
        new("request: closed", Fault.HttpTruncated, 1, b => b.Http("", StreamEnding.Close, 0)),
        new("head: silent", Fault.HttpIdleTimeout, 21, b => b.Http(Ok, StreamEnding.Silence, Ok.Length)),
        new("head: closed", Fault.HttpTruncated, 1, b => b.Http(Ok, StreamEnding.Close, Ok.Length)),
        new("head: reset", Fault.ConnectionLost, 1, b => b.Http(Ok, StreamEnding.Reset, Ok.Length)),
        new("head: one byte a second, 400 of them", Fault.FetchTooSlow, 301, b => b.Slow(Ok + "X-Filler: " + new string('x', 400) + "\r\n\r\n")),
        new("head: endless lines", Fault.HttpHeaderTooLong, 21, b => b.Http(Ok + string.Concat(Enumerable.Repeat("X-Filler: yyyyyyyyyyyyyyyyyyyyyyyy\r\n", 20000)))),
        new("head: one endless line", Fault.HttpHeaderTooLong, 21, b => b.Http(Ok + "X-Filler: " + new string('y', 600000))),
        new("head: endless interim replies", Fault.HttpHeaderTooLong, 21, b => b.Http(string.Concat(Enumerable.Repeat("HTTP/1.1 102 Processing\r\n\r\n", 20000)))),
        new("head: not HTTP", Fault.HttpSyntax, 1, b => b.Http("220 mail.example.net ESMTP\r\n")),
        new("head: NUL bytes", Fault.HttpSyntax, 1, b => b.Http(new string('\0', 500))),
        new("body: silent", Fault.HttpIdleTimeout, 21, b => b.Http(WithLength(b, 0), StreamEnding.Silence, 200)),
        new("body: closed", Fault.HttpTruncated, 1, b => b.Http(WithLength(b, 0), StreamEnding.Close, 200)),
        new("body: reset", Fault.ConnectionLost, 1, b => b.Http(WithLength(b, 0), StreamEnding.Reset, 200)),
        new("body: one byte a second", Fault.FetchTooSlow, 301, b => b.Slow(WithLength(b, 0))),
        new("body: one byte a second, and silence", Fault.HttpIdleTimeout, 301, b => b.Slow(WithLength(b, 0), 200)),
        new("body: endless", Fault.FetchTooLarge, 21, b => b.Http(_ => new StreamReply(Bytes(Ok + "\r\n<flat-profile>" + new string(' ', 1 << 20))))),
        new("body: endless chunks", Fault.FetchTooLarge, 21, b => b.Http(_ => new StreamReply(Bytes(Chunked + string.Concat(Enumerable.Repeat("8\r\n        \r\n", 100000)))))),
        new("length: longer, closed", Fault.HttpTruncated, 1, b => b.Http(WithLength(b, 10))),
        new("length: longer, silent", Fault.HttpIdleTimeout, 21, b => b.Http(WithLength(b, 10), StreamEnding.Silence)),
        new("length: shorter", Fault.XmlTruncated, 1, b => b.Http(WithLength(b, -40))),
        new("length: 0", Fault.FormatEmpty, 1, b => b.Http(Ok + "Content-Length: 0\r\n\r\n")),
        new("length: negative", Fault.HttpSyntax, 1, b => b.Http(Ok + "Content-Length: -1\r\n\r\n")),
        new("length: huge", Fault.FetchTooLarge, 1, b => b.Http(Ok + "Content-Length: 2147483647\r\n\r\n")),
        new("length: beyond 64 bits", Fault.FetchTooLarge, 1, b => b.Http(Ok + "Content-Length: 99999999999999999999999\r\n\r\n")),
        new("length: no number", Fault.HttpSyntax, 1, b => b.Http(Ok + "Content-Length: all\r\n\r\n")),
        new("length: two that differ", Fault.HttpSyntax, 1, b => b.Http(Ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n")),
        new("chunk: longer than what comes", Fault.HttpTruncated, 1, b => b.Http(Chunked + "fff\r\n")),
        new("chunk: shorter than what comes", Fault.HttpChunk, 1, b => b.Http(Chunked + "10\r\n")),
        new("chunk: negative", Fault.HttpChunk, 1, b => b.Http(Chunked + "-1\r\n")),
        new("chunk: huge, closed", Fault.HttpTruncated, 1, b => b.Http(Chunked + "7fffffff\r\n")),
        new("chunk: beyond 64 bits", Fault.HttpChunk, 1, b => b.Http(Chunked + new string('f', 40) + "\r\n")),
        new("chunk: no number", Fault.HttpChunk, 1, b => b.Http(Chunked + "\r\n\r\n")),
        new("chunk: none but the last", Fault.FormatEmpty, 1, b => b.Http(Chunked + "0\r\n\r\n")),
        new("status: 403", Fault.HttpStatus, 1, b => b.Http("HTTP/1.1 403 Forbidden\r\n\r\n")),
        new("status: 404", Fault.HttpNotFound, 1, b => b.Http("HTTP/1.1 404 Not Found\r\n\r\n")),
        new("status: 500", Fault.HttpStatus, 1, b => b.Http("HTTP/1.1 500 Oops\r\n\r\n")),
        new("status: 503", Fault.HttpStatus, 1, b => b.Http("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\n\r\n")),
        new("status: 999", Fault.HttpStatus, 1, b => b.Http("HTTP/1.1 999 ?\r\n\r\n")),
        new("redirected for ever", Fault.HttpRedirect, 2, b => b.Http("HTTP/1.1 302 Found\r\nLocation: http://192.168.1.200/p\r\nContent-Length: 0\r\n\r\n")),
        new("redirected to nowhere", Fault.HttpRedirectMissing, 1, b => b.Http("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")),
        new("content: HTML", Fault.FormatHtml, 1, b => b.Http(_ => StreamReply.Http(200, "OK", Bytes("<!DOCTYPE html>\n<html><body>Welcome</body></html>")))),
        new("content: text", Fault.FormatUnknown, 1, b => b.Http(_ => StreamReply.Http(200, "OK", Bytes("access denied")))),
        new("content: empty", Fault.FormatEmpty, 1, b => b.Http(_ => StreamReply.Http(200, "OK", []))),
        new("content: noise", Fault.FormatUnknown, 1, b => b.Http(_ => StreamReply.Http(200, "OK", [0, 1, 2, 3, 250, 251, 252, 253]))),
        new("content: another XML", Fault.XmlNoProfile, 1, b => b.Http(_ => StreamReply.Http(200, "OK", Bytes("<?xml version=\"1.0\"?><feed><entry/></feed>")))),
    ];

    private static string WithLength(FaultBench bench, int more) => $"{Ok}Content-Length: {bench.Profile.Length + more}\r\n\r\n";

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
