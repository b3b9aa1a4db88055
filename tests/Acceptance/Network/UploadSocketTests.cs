// Files sent over real sockets to servers that are slow, deaf or hasty.

using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Harness.Servers;

namespace NanoSpa.Acceptance.Network;

[TestClass]
public class UploadSocketTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    // More than the sockets' buffers hold.
    private readonly byte[] _file = HttpFetchTests.Sample(12 * 1024 * 1024);

    [TestMethod]
    public void AServerThatReadsSlowlyGetsAllOfIt()
    {
        byte[] received = null;
        using var server = new ScriptedTcpServer((socket, request) =>
        {
            socket.ReceiveBufferSize = 65536;
            received = ReadAll(socket, request, 100);
            socket.Send(Encoding.ASCII.GetBytes(Ok));
        });
        FetchRun run = Send(server, 30000, 900);
        Assert.AreEqual(FetchStatus.Done, run.Status, run.Fetcher.Fault.ToString());
        Assert.AreEqual(_file.Length, run.Fetcher.BytesSent);
        CollectionAssert.AreEqual(_file, received);
        Assert.IsGreaterThan(1400, run.ElapsedMs, "longer than the wait for a first byte");
    }

    [TestMethod]
    public void AServerThatReadsNothingEndsItInTime()
    {
        ScriptedTcpServer server = null;
        using (server = new ScriptedTcpServer((_, _) => server.Hold(5000)))
        {
            FetchRun run = Send(server, 3000);
            Assert.AreEqual(Fault.HttpFirstByteTimeout, run.Fetcher.Fault);
            Assert.IsLessThan(2500, run.ElapsedMs);
        }
    }

    [TestMethod]
    public void AServerThatIsSilentBehindTheFileEndsItInTime()
    {
        ScriptedTcpServer server = null;
        using (server = new ScriptedTcpServer((socket, request) =>
        {
            ReadAll(socket, request, 0);
            server.Hold(5000);
        }))
        {
            FetchRun run = Send(server, 10000);
            Assert.AreEqual(Fault.HttpFirstByteTimeout, run.Fetcher.Fault);
        }
    }

    [TestMethod]
    public void AServerThatSaysYesAndReadsOnGetsAllOfIt()
    {
        int received = 0;
        using var server = new ScriptedTcpServer((socket, request) =>
        {
            socket.Send(Encoding.ASCII.GetBytes(Ok));
            Thread.Sleep(200);
            received = ReadAll(socket, request, 0).Length;
        });
        FetchRun run = Send(server, 10000);
        Assert.AreEqual(FetchStatus.Done, run.Status, run.Fetcher.Fault.ToString());
        SpinWait.SpinUntil(() => received > 0, 2000);
        Assert.AreEqual(_file.Length, received);
    }

    [TestMethod]
    public void AServerThatSaysYesAndClosesDidNotGetIt()
    {
        using var server = ScriptedTcpServer.Saying(Ok);
        FetchRun run = Send(server, 10000);
        Assert.AreEqual(FetchStatus.Failed, run.Status);
        Assert.AreEqual(Fault.ConnectionLost, run.Fetcher.Fault);
    }

    [TestMethod]
    public void AServerThatRefusesEarlyIsHeard()
    {
        using var server = new ScriptedTcpServer((socket, _) =>
        {
            socket.Send(Encoding.ASCII.GetBytes("HTTP/1.1 413 Too much\r\nContent-Length: 0\r\n\r\n"));
            Thread.Sleep(500);
        });
        FetchRun run = Send(server, 10000);
        Assert.AreEqual(Fault.HttpStatus, run.Fetcher.Fault);
        Assert.AreEqual("413 Too much", run.Fetcher.Detail.ToString());
    }

    private FetchRun Send(ScriptedTcpServer server, int wholeMs, int firstByteMs = 400)
    {
        var run = new FetchRun();
        run.Fetcher.WholeMs = wholeMs;
        run.Fetcher.FirstByteMs = firstByteMs;
        run.Request.Upload = new ByteSource(_file);
        return run.Get(UrlScheme.Http, "127.0.0.1", server.Port, "/rep.xml");
    }

    // The file, whose first bytes may have come with the request's head.
    private byte[] ReadAll(Socket socket, string request, int everyMs)
    {
        int count = _file.Length;
        byte[] bytes = new byte[count];
        byte[] first = Encoding.Latin1.GetBytes(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        first.CopyTo(bytes, 0);
        int length = first.Length;
        int pauses = 0;
        while (length < count)
        {
            int read = socket.Receive(bytes, length, Math.Min(count - length, 65536), SocketFlags.None);
            if (read == 0)
            {
                break;
            }

            length += read;
            if (everyMs > 0 && length > (pauses + 1) * (count / 16) && pauses < 15)
            {
                pauses++;
                Thread.Sleep(everyMs);
            }
        }

        return bytes.Take(length).ToArray();
    }
}
