// A TCP server on the loopback that does with each connection what the test says.

using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace NanoSpa.Harness.Servers;

/// <summary>Accepts connections, reads a request up to its empty line and runs the script; closes in good order when the script returns.</summary>
public sealed class ScriptedTcpServer : IDisposable
{
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly Action<Socket, string> _script;
    private readonly CancellationTokenSource _stop = new CancellationTokenSource();
    private int _connections;

    public ScriptedTcpServer(Action<Socket, string> script)
    {
        _script = script;
        _listener.Start();
        new Thread(AcceptAll) { IsBackground = true }.Start();
    }

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The last request's bytes.</summary>
    public string LastRequest { get; private set; }

    /// <summary>A server that sends the same bytes to everyone.</summary>
    public static ScriptedTcpServer Saying(string reply)
    {
        return new ScriptedTcpServer((socket, _) => socket.Send(Encoding.Latin1.GetBytes(reply)));
    }

    /// <summary>Waits until the server is disposed or the time is over.</summary>
    public void Hold(int milliseconds)
    {
        _stop.Token.WaitHandle.WaitOne(milliseconds);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.AcceptSocket();
                Interlocked.Increment(ref _connections);
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException || exception is InvalidOperationException)
        {
            // Stopped.
        }
    }

    private void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                LastRequest = ReadRequest(socket);
                _script(socket, LastRequest);
                if (socket.Connected && socket.LingerState?.Enabled != true)
                {
                    socket.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception exception) when (exception is SocketException || exception is ObjectDisposedException)
            {
                // The client left first: that is what hostile scripts provoke.
            }
        }
    }

    private static string ReadRequest(Socket socket)
    {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int count = socket.Receive(buffer);
            if (count == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
