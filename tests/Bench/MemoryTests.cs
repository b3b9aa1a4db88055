// The unit's long-lived memory and what a resync allocates, against the recorded tables (budgets in firmware/DESIGN.md "Memory").

using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Device;
using NanoSpa.Hal;
using NanoSpa.Hal.Net;
using NanoSpa.Harness;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Bench;

[TestClass]
public class MemoryTests
{
    /// <summary>RAM for values on a board without PSRAM.</summary>
    private const int BoardStoreBytes = 20 * 1024;

    /// <summary>A resync that changes nothing may allocate this much (firmware/DESIGN.md "Memory").</summary>
    private const int QuietResyncBytes = 4096;

    /// <summary>SIP with two lines, as reckoned for a board (firmware/DESIGN.md "Memory").</summary>
    private const int SipBytes = 10 * 1024;

    private static readonly byte[] Passphrase = Encoding.ASCII.GetBytes("SecretPhrase1234");

    [TestMethod]
    public void LongLivedBytesAreThoseRecorded()
    {
        Baseline table = new("memory.txt", "Bytes on the host's managed heap that each long-lived part of a unit takes when it is made.", "part", "constructed");
        MemoryFlash flash = new(64 * 1024);
        ParameterStore store = new(flash, BoardStoreBytes);
        MacroValues values = new(store);
        LoopbackNetwork network = new(new SteppedClock(), 1, 1);
        SystemRandom random = new(1);
        NameServers servers = new(store, 0, 0);
        table.Measured("ParameterStore, 20 KiB of values", AllocationProbe.BytesOf(() => _ = new ParameterStore(flash, BoardStoreBytes)));
        table.Measured("MacroValues", AllocationProbe.BytesOf(() => _ = new MacroValues(store)));
        table.Measured("ProfileReader", AllocationProbe.BytesOf(() => _ = new ProfileReader(100000)));
        table.Measured("ProfileReader, its openssl decoder, AES tables apart", AllocationProbe.BytesOf(() => _ = new OpensslDecoder()));
        table.Measured("ProfileReader, its gzip decoder", AllocationProbe.BytesOf(() => _ = new GzipDecoder()));
        UnitScratch scratch = new();
        TextBuffer transfer = new(Fetcher.OutputBytes);
        ResyncBuffers buffers = new() { Text = scratch.Input, Expanded = scratch.Output, Line = scratch.Line, Work = transfer.Bytes, WorkOffset = Fetcher.AnswerBytes };
        table.Measured("ResyncEngine with its reader", AllocationProbe.BytesOf(() => _ = new ResyncEngine(store, values, 100000, 0, new QuietLog(), 1, null, buffers)));
        table.Measured("Fetcher", AllocationProbe.BytesOf(() => _ = new Fetcher(network, random, 512 * 1024, null, new TextBuffer(Fetcher.OutputBytes), scratch.Input.Bytes)));
        table.Measured("Fetcher, what a challenge adds", AllocationProbe.BytesOf(() => _ = new Protocols.Authenticator()));
        table.Measured("UnitScratch", AllocationProbe.BytesOf(() => _ = new UnitScratch()));
        table.Measured("SyslogSender without a server, one of two", AllocationProbe.BytesOf(() => _ = new SyslogSender(network, network.Clock, random, servers, scratch.Output)));
        table.Measured("SyslogSender, what a server's name adds", AllocationProbe.BytesOf(() => NamedServer(new SyslogSender(network, network.Clock, random, servers, scratch.Output)))
            - AllocationProbe.BytesOf(() => _ = new SyslogSender(network, network.Clock, random, servers, scratch.Output)));
        table.Measured("Unit, all of it, without web pages", AllocationProbe.BytesOf(() => _ = new Device.Unit(new UnitParts
        {
            Clock = network.Clock,
            Random = random,
            Network = network,
            Flash = flash,
            Power = new VirtualPower(),
            Identity = new VirtualIdentity(),
            StoreBytes = BoardStoreBytes,
        })));
        table.Check(1);
    }

    private static void NamedServer(SyslogSender sender)
    {
        TextBuffer name = new(16);
        name.Append((byte)'n');
        sender.Configure(name);
    }

    [TestMethod]
    public void EveryLongLivedArrayIsInTheAccount()
    {
        LoopbackNetwork network = new(new SteppedClock(), 1, 1);
        Device.Unit unit = TwoLines(network);
        unit.Load();
        unit.Start();
        ArrayAccount account = new();
        Baseline table = new("arrays.txt", "Bytes of every array that a unit keeps from its start on, and of the static tables; a second line of defence is memory.txt.", "held by", "arrays", "bytes");
        Part(table, account, unit, "ParameterStore", "_store");
        Part(table, account, unit, "UnitScratch", "_scratch");
        Part(table, account, unit, "Fetcher", "_fetcher");
        Part(table, account, unit, "ResyncEngine with its reader, macros", "_resync", "_values");
        Part(table, account, unit, "lines", "_lines");
        Part(table, account, unit, "SIP", "_sip");
        long before = account.BoardBytes;
        account.Add(unit);
        table.Measured("(on a board: the rest of the unit)", 1, account.BoardBytes - before);
        table.Measured("(on a board: SIP with two lines registered by name)", 1, SipBoardBytes(new ArrayAccount()));
        table.Measured("(on a board: what an encrypted profile by http and by name adds once)", 1, BoardBytesAfterAResync() - account.BoardBytes);
        long unitBytes = account.BoardBytes;
        foreach (Type type in new[] { typeof(Crc32), typeof(Catalogue), typeof(ProfileReader), typeof(Protocols.TransferStatus), typeof(Device.Unit) })
        {
            account.AddStatics(type.Assembly, true);
        }

        foreach ((string name, (int count, long bytes)) in account.Lines)
        {
            table.Measured(name, count, bytes);
        }

        table.Measured("(on a board: tables)", 1, account.BoardBytes - unitBytes);
        table.Measured("(on a board: all of it, at rest)", 1, account.BoardBytes);
        table.Measured("(heads of all arrays on a board)", account.Heads.Count, account.Heads.Bytes);
        table.Measured("(objects on a board)", account.Objects.Count, account.Objects.Bytes);
        Console.WriteLine(account.Bytes + " bytes in arrays, " + account.BoardBytes + " on a board\n" + account);
        table.Check(0);
    }

    private static Device.Unit TwoLines(LoopbackNetwork network)
    {
        return new Device.Unit(new UnitParts
        {
            Clock = network.Clock,
            Random = new SystemRandom(1),
            Network = network,
            Flash = new MemoryFlash(64 * 1024),
            Power = new VirtualPower(),
            Identity = new VirtualIdentity(),
            Lines = new ISlic[] { new VirtualLine(), new VirtualLine() },
            StoreBytes = BoardStoreBytes,
            HoldBytes = 0,
        });
    }

    // Key, look-up, decryption and validators are taken; nothing is held back, as on a board without PSRAM.
    private static long BoardBytesAfterAResync()
    {
        const uint Server = 0xC0A801C8;
        LoopbackNetwork network = new(new SteppedClock(), 0xC0A80164, 1);
        byte[] file = Envelope(Profile(8 * 1024));
        byte[] head = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nLast-Modified: Sat, 21 Nov 2026 12:00:00 GMT\r\nContent-Length: " + file.Length + "\r\n\r\n");
        byte[] flags = { 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0 };
        byte[] answer = { 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 0xC0, 0xA8, 1, 0xC8 };
        network.ServeStream(Server, 80, _ => new StreamReply(head.Concat(file).ToArray()));
        network.Serve(Server, 53, (from, port, query) =>
            network.Send(Server, 53, from, port, query.Take(2).Concat(flags).Concat(query.Skip(12)).Concat(answer).ToArray()));
        Device.Unit unit = TwoLines(network);
        unit.Load();
        Set(unit.Store, ParameterIndex.Profile_Rule, "[--key SecretPhrase1234] http://prov.example.com/p");
        Set(unit.Store, ParameterIndex.Primary_DNS, "192.168.1.200");
        Set(unit.Store, ParameterIndex.Resync_Random_Delay, "0");
        unit.Start();
        for (int step = 0; step < 2000 && !unit.Resync.HasSucceeded; step++)
        {
            network.Clock.Advance(10);
            unit.Step(0);
        }

        Assert.IsTrue(unit.Resync.HasSucceeded, unit.Resync.LastResult.ToString());
        ArrayAccount account = new();
        account.Add(unit);
        account.AddStatics(typeof(Crc32).Assembly, false);
        return account.BoardBytes;
    }

    private static void Part(Baseline table, ArrayAccount account, object unit, string name, params string[] fields)
    {
        table.Measured("(on a board: " + name + ")", fields.Length, account.AddFields(unit, fields));
    }

    [TestMethod]
    public void SipWithTwoLinesRegisteredFitsItsBudget()
    {
        ArrayAccount account = new();
        long bytes = SipBoardBytes(account);
        Console.WriteLine(bytes);
        Assert.IsLessThanOrEqualTo(SipBytes, bytes, account.ToString());
    }

    // All that the rest of the unit does not keep alive, two lines registered by name, after a challenged NOTIFY, with keep-alives.
    private static long SipBoardBytes(ArrayAccount account)
    {
        LoopbackNetwork network = new(new SteppedClock(), 0xC0A80164, 1);
        Registrar registrar = new(network);
        Device.Unit unit = LoadedUnit(network);
        foreach ((int index, string value) in Registrar.Settings)
        {
            Set(unit.Store, index, value);
        }

        unit.Start();
        registrar.Run(unit, 100);
        Assert.IsTrue(unit.Sip.RegistrationOf(0).IsRegistered && unit.Sip.RegistrationOf(1).IsRegistered);
        Assert.IsTrue(registrar.HasChallenged && registrar.WasChallenged && registrar.GotKeepAlive);
        foreach (FieldInfo field in typeof(Device.Unit).GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(field => field.FieldType != typeof(SipAgent)))
        {
            account.Follow(field.Name, field.GetValue(unit));
        }

        long others = account.BoardBytes;
        account.Add(unit.Sip);
        return account.BoardBytes - others;
    }

    private static Device.Unit LoadedUnit(LoopbackNetwork network)
    {
        Device.Unit unit = new(new UnitParts
        {
            Clock = network.Clock,
            Random = new SystemRandom(1),
            Network = network,
            Flash = new MemoryFlash(64 * 1024),
            Power = new VirtualPower(),
            Identity = new VirtualIdentity(),
            Lines = new ISlic[] { new VirtualLine(), new VirtualLine() },
            StoreBytes = BoardStoreBytes,
        });
        unit.Load();
        return unit;
    }

    [TestMethod]
    [DataRow(1, "plain")]
    [DataRow(46, "plain")]
    [DataRow(200, "plain")]
    [DataRow(46, "gzip")]
    [DataRow(46, "encrypted")]
    [DataRow(200, "encrypted")]
    public void AResyncThatChangesNothingAllocatesNextToNothing(int kilobytes, string form)
    {
        byte[] file = Profile(kilobytes * 1024);
        file = form == "plain" ? file : Compressed(file);
        file = form == "encrypted" ? Envelope(file) : file;
        ParameterStore store = new(new MemoryFlash(64 * 1024), BoardStoreBytes);
        store.Load();
        Set(store, ParameterIndex.Profile_Rule, "[--key SecretPhrase1234] http://192.168.1.200/p");
        ResyncEngine engine = new(store, new MacroValues(store), 1 << 20, new QuietLog(), 1, null);
        long nowMs = 0;
        engine.Start(ResyncEvent.WarmStart, nowMs);
        void Resync()
        {
            nowMs = engine.NextDeadlineMs;
            Assert.AreEqual(ResyncWork.Fetch, engine.Step(nowMs));
            engine.ServerKnown(0xC0A801C8);
            for (int i = 0; i < file.Length; i += 512)
            {
                engine.Body.Write(file, i, Math.Min(512, file.Length - i));
            }

            engine.Body.Finish();
            engine.FetchEnded(Fault.None, false, null, nowMs);
            Assert.AreEqual(ResyncWork.Ended, engine.Step(nowMs));
            Assert.AreEqual(Fault.None, engine.LastFault);
        }

        Assert.IsLessThanOrEqualTo(QuietResyncBytes, AllocationProbe.BytesOf(Resync));
    }

    [TestMethod]
    [DataRow("", "an idle second without a trigger")]
    [DataRow("$REGTMR1 gt 300 and $PRVTMR ge 600 and \"$EXTIP\" ne \"\"", "the guide's example")]
    [DataRow("$SWVER ge 2.0.6 and \"$CCERT\" eq \"Installed\" and $UPGCOND", "versions and texts")]
    [DataRow("! 1.0.33 and \"$MAC$IP$PN$SN$UID1\" ne \"\" and $UPGTMR lt 99999 and $PRVST ne 2", "no left side, long texts")]
    [DataRow("$REGTMR1 gt x", "a bad condition, told before")]
    public void AnIdleSecondWithATriggerAllocatesNothing(string condition, string name)
    {
        LoopbackNetwork network = new(new SteppedClock(), 1, 1);
        Device.Unit unit = LoadedUnit(network);
        Set(unit.Store, ParameterIndex.Profile_Rule, "");
        Set(unit.Store, ParameterIndex.Resync_Random_Delay, "0");
        Set(unit.Store, ParameterIndex.Resync_Trigger_1, condition);
        Set(unit.Store, ParameterIndex.Resync_Trigger_2, condition);
        unit.Start();
        unit.Resync.RegistrationLost(0, network.Clock.NowMs);
        void Second()
        {
            network.Clock.Advance(1000);
            unit.Step(0);
        }

        Assert.AreEqual(0, AllocationProbe.BytesOf(Second, 20), name);
    }

    private static void Set(ParameterStore store, int index, string value)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(value);
        ParameterTransaction transaction = store.Begin();
        Assert.AreEqual(Fault.None, transaction.Set(index, bytes, 0, bytes.Length));
        Assert.AreEqual(Fault.None, transaction.Commit());
    }

    // A full profile, padded with comments as real ones are: every parameter at its factory value but a few.
    private static byte[] Profile(int bytes)
    {
        StringBuilder text = new("<flat-profile>\n<GPP_A>12345678</GPP_A>\n<Display_Name_1_ ua=\"rw\">Front desk</Display_Name_1_>\n");
        for (int index = 0; text.Length < bytes; index = (index + 1) % Catalogue.Count)
        {
            text.Append("<!-- setting ").Append(index).Append(" -->\n<Tel_").Append(index).Append(">x</Tel_").Append(index).Append(">\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("</flat-profile>\n").ToString());
    }

    private static byte[] Compressed(byte[] plain)
    {
        MemoryStream file = new();
        using (GZipStream gzip = new(file, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return file.ToArray();
    }

    private static byte[] Envelope(byte[] plain)
    {
        CaptureSink file = new(plain.Length + 64);
        OpensslEncoder encoder = new();
        encoder.Open(Passphrase, 0, Passphrase.Length, Passphrase, 0, OpensslDigest.Sha256, file);
        encoder.Write(plain, 0, plain.Length);
        encoder.Finish();
        return file.Bytes[..file.Length];
    }

    private sealed class QuietLog : ILog
    {
        public bool Wants(int debugLevel) => false;

        public void Message(LogSeverity severity, TextBuffer line)
        {
        }

        public void Debug(int debugLevel, TextBuffer line)
        {
        }
    }
}
