// Whole TFTP transfers against a simulated server under a simulated clock: every length that matters, every packet lost once, twice or late.

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class TftpTransferTests
{
    private const int Never = -1;
    private const int ServerResendMs = 700;

    private readonly byte[] _packet = new byte[4 + 1428];
    private readonly byte[] _path = Encoding.UTF8.GetBytes("/f");
    private readonly GeneratedFile _file = new GeneratedFile();
    private readonly TftpReader _reader = new TftpReader(new byte[TftpReader.OutputCapacity], new TextBuffer(64), int.MaxValue);
    private long _nowMs;
    private int _fromReader;
    private int _fromServer;
    private int _packetBytes;

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(1, 0)]
    [DataRow(511, 0)]
    [DataRow(512, 0)]
    [DataRow(513, 0)]
    [DataRow(1024, 0)]
    [DataRow(0, 1428)]
    [DataRow(1427, 1428)]
    [DataRow(1428, 1428)]
    [DataRow(1429, 1428)]
    [DataRow(46000, 1428)]
    [DataRow(46000, 1024)]
    public void DeliversAllBytesWhateverTheLength(int length, int blockBytes)
    {
        Run(length, blockBytes, Never, Never, Never);
        Assert.AreEqual((int)TransferStatus.Done, (int)_reader.Status);
        Assert.AreEqual(length, _file.Length);
        Assert.IsFalse(_file.Differs);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1428)]
    public void SurvivesTheLossOrACopyOfEachPacketInTurn(int blockBytes)
    {
        for (int n = 0; n < 8; n++)
        {
            CheckRun(blockBytes, n, Never, Never);
            CheckRun(blockBytes, Never, n, Never);
            CheckRun(blockBytes, Never, Never, n);
            CheckRun(blockBytes, n, n + 1, n + 2);
        }
    }

    [TestMethod]
    public void TheBlockNumberGoesRound()
    {
        // 65,540 blocks of the smallest length: half a megabyte. tests/Acceptance/Network has the 33 MB of plain blocks.
        const int Length = (8 * 65540) + 3;
        Run(Length, 8, Never, Never, Never);
        Assert.AreEqual((int)TransferStatus.Done, (int)_reader.Status);
        Assert.AreEqual(Length, _file.Length);
        Assert.IsFalse(_file.Differs);
    }

    private void CheckRun(int blockBytes, int loseFromReader, int loseFromServer, int copyFromServer)
    {
        Run(5000, blockBytes, loseFromReader, loseFromServer, copyFromServer);
        string what = loseFromReader.ToString() + " " + loseFromServer.ToString() + " " + copyFromServer.ToString();
        Assert.AreEqual((int)TransferStatus.Done, (int)_reader.Status, what);
        Assert.AreEqual(5000, _file.Length, what);
        Assert.IsFalse(_file.Differs, what);
        Assert.AreEqual(1, _file.Finishes, what);
    }

    // The server: grants blockBytes (0: knows no options), goes on at the ACK of its block, sends again after 700 ms. Its last ACK may be
    // lost: the run ends when the reader has ended and the server has nothing to send again, or the reader dallies no more.
    private void Run(int length, int blockBytes, int loseFromReader, int loseFromServer, int copyFromServer)
    {
        _file.Reset();
        _nowMs = 1000;
        _fromReader = 0;
        _fromServer = 0;
        _packetBytes = 0;
        int size = blockBytes == 0 ? 512 : blockBytes;
        int block = -1;
        long resendAtMs = long.MaxValue;
        bool serverDone = false;
        _reader.Start(1, 69, _path, 0, _path.Length, _file, _nowMs);
        while (!serverDone && (_reader.Status == TransferStatus.Busy || _reader.IsDallying))
        {
            if (TakeFromReader(loseFromReader))
            {
                int opcode = _reader.Output[1];
                int acknowledged = (_reader.Output[2] << 8) | _reader.Output[3];
                if (opcode == 1 && block < 0)
                {
                    block = blockBytes == 0 ? 1 : 0;
                }
                else if (opcode == 4 && block >= 0 && acknowledged == (block & 0xFFFF))
                {
                    serverDone = block > 0 && (block * (long)size) - size + size > length;
                    block++;
                }
                else
                {
                    continue;
                }

                if (!serverDone)
                {
                    Build(length, size, block);
                    Send(loseFromServer, copyFromServer);
                    resendAtMs = _nowMs + ServerResendMs;
                }

                continue;
            }

            if (resendAtMs <= _reader.NextDeadlineMs)
            {
                _nowMs = resendAtMs;
                Send(loseFromServer, copyFromServer);
                resendAtMs = _nowMs + ServerResendMs;
            }
            else
            {
                _nowMs = _reader.NextDeadlineMs;
                _reader.Step(_nowMs);
            }
        }
    }

    private bool TakeFromReader(int lose)
    {
        if (_reader.OutputBytes == 0)
        {
            return false;
        }

        _reader.OutputSent();
        return _fromReader++ != lose || TakeFromReader(lose);
    }

    private void Build(int length, int size, int block)
    {
        _packet[0] = 0;
        if (block == 0)
        {
            byte[] option = Encoding.UTF8.GetBytes("blksize." + size.ToString() + ".");
            option[7] = 0;
            option[option.Length - 1] = 0;
            _packet[1] = 6;
            System.Array.Copy(option, 0, _packet, 2, option.Length);
            _packetBytes = 2 + option.Length;
            return;
        }

        int offset = (block - 1) * size;
        int count = length - offset < size ? length - offset : size;
        _packet[1] = 3;
        _packet[2] = (byte)(block >> 8);
        _packet[3] = (byte)block;
        for (int i = 0; i < count; i++)
        {
            _packet[4 + i] = GeneratedFile.ByteAt(offset + i);
        }

        _packetBytes = 4 + count;
    }

    private void Send(int lose, int copy)
    {
        int number = _fromServer++;
        if (number != lose)
        {
            _reader.Receive(1, 3000, _packet, 0, _packetBytes, _nowMs);
        }

        if (number == copy)
        {
            int before = _reader.OutputBytes;
            _reader.Receive(1, 3000, _packet, 0, _packetBytes, _nowMs);
            Assert.AreEqual(before, _reader.OutputBytes);
        }
    }
}
