// Ethernet frames from one network interface to another, some of them lost, doubled, held back, changed or late.

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace NanoSpa.Acceptance.Rig;

/// <summary>
/// A thread in a network namespace with a raw socket an interface. The kernel of such machines often has no netem. The same seed makes
/// the same choices, frame by frame. It carries single frames only: what a host hands to its interface as one segment of several frames ends the wire.
/// </summary>
internal sealed class LossyWire : IDisposable
{
    // packet(7): protocol ETH_P_ALL, level SOL_PACKET, option PACKET_IGNORE_OUTGOING.
    private const short AllProtocols = 3;
    private const int PacketLevel = 263;
    private const int IgnoreOutgoing = 23;
    private const int NewNetwork = 0x40000000;
    private const int ReadOnly = 0;
    private const int HoldMs = 30;
    private const int LongestFrameBytes = 65536;
    private const int PollMicroseconds = 2000;

    private readonly Random _random;
    private readonly string _namespacePath;
    private readonly int[] _interfaces;
    private readonly PriorityQueue<(Socket To, byte[] Frame), (long MomentMs, long Order)> _held = new();
    private readonly ManualResetEventSlim _up = new();
    private readonly Thread _thread;
    private volatile WireFaults _faults = new();
    private volatile bool _stopped;
    private volatile Exception _failure;
    private long _order;

    /// <summary>Forwards between two interfaces, by their index, of a namespace.</summary>
    public LossyWire(string name, int first, int second, int seed)
    {
        _random = new Random(seed);
        _namespacePath = Path.Combine("/run/netns", name);
        _interfaces = [first, second];
        _thread = new Thread(Run) { IsBackground = true, Name = "wire" };
        _thread.Start();
        _up.Wait();
        Check();
    }

    /// <summary>Frames that a fault befell.</summary>
    public int Befallen { get; private set; }

    /// <summary>What the wire does from now on.</summary>
    public WireFaults Faults
    {
        set => _faults = value;
    }

    /// <summary>Throws what ended the thread, if anything did.</summary>
    public void Check()
    {
        if (_failure != null)
        {
            throw new InvalidOperationException("the wire is down", _failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int setns(int descriptor, int kind);

    private void Run()
    {
        try
        {
            Enter();
            using Socket first = Open(_interfaces[0]);
            using Socket second = Open(_interfaces[1]);
            _up.Set();
            byte[] buffer = new byte[LongestFrameBytes];
            while (!_stopped)
            {
                Forward(first, second, buffer);
                Forward(second, first, buffer);
                Deliver();
            }
        }
        catch (Exception failure) when (failure is SocketException or IOException or InvalidOperationException)
        {
            _failure = failure;
        }
        finally
        {
            _up.Set();
        }
    }

    // For this thread alone, which then ends in there.
    private void Enter()
    {
        int descriptor = open(_namespacePath, ReadOnly);
        using var own = new SafeFileHandle(descriptor, ownsHandle: true);
        if (descriptor < 0 || setns(descriptor, NewNetwork) != 0)
        {
            throw new InvalidOperationException($"{_namespacePath}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    private static Socket Open(int index)
    {
        var socket = new Socket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)IPAddress.HostToNetworkOrder(AllProtocols));
        socket.SetRawSocketOption(PacketLevel, IgnoreOutgoing, BitConverter.GetBytes(1));
        socket.Bind(new InterfaceEndPoint(index));
        return socket;
    }

    private void Forward(Socket from, Socket to, byte[] buffer)
    {
        // Waits here, so that an idle wire takes little of the processor.
        while (from.Poll(PollMicroseconds, SelectMode.SelectRead))
        {
            Take(buffer.AsSpan(0, from.Receive(buffer)).ToArray(), to);
            Deliver();
        }
    }

    private void Take(byte[] frame, Socket to)
    {
        WireFaults faults = _faults;
        long dueMs = Environment.TickCount64;
        int copies = 1;
        if (TransportFrame.Complete(frame))
        {
            dueMs += faults.DelayMs;
            if (Hit(faults.Loss))
            {
                return;
            }

            if (Hit(faults.Corrupt))
            {
                frame[_random.Next(TransportFrame.FirstPayloadByte, frame.Length)] ^= (byte)(1 << _random.Next(8));
            }

            copies += Hit(faults.Duplicate) ? 1 : 0;
            dueMs += Hit(faults.Reorder) ? HoldMs : 0;
        }

        for (; copies > 0; copies--)
        {
            _held.Enqueue((to, frame), (dueMs, _order++));
        }
    }

    private void Deliver()
    {
        while (_held.TryPeek(out (Socket To, byte[] Frame) next, out (long MomentMs, long Order) when) && when.MomentMs <= Environment.TickCount64)
        {
            _held.Dequeue();
            next.To.Send(next.Frame);
        }
    }

    private bool Hit(int percent)
    {
        bool hit = _random.Next(100) < percent;
        Befallen += hit ? 1 : 0;
        return hit;
    }
}
