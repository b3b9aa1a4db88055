// Mutated and random datagrams against the SIP engines: no exception, bounded answers, and no act without the password.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Protocols;
using NanoSpa.Protocols.Tests;

namespace NanoSpa.Fuzz;

[TestClass]
public class SipTests
{
    private const int AnswerBytes = 3072;
    private const int InputBytes = 4096;

    private static readonly string[] Samples =
    {
        "NOTIFY sip:1001@10.0.0.1:5060 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9:5060;rport;branch=z9hG4bK1, SIP/2.0/UDP b;received=1.2.3.4\nv: SIP/2.0/TCP c.d:99\nFrom: \"a \\\" b\" <sip:prov@telco.test>;tag=1\n"
            + "To: <sip:1001@telco.test>\nCall-ID: c\nCSeq: 1 NOTIFY\nMax-Forwards: 70\nEvent: check-sync;reboot=true\nAuthorization: Digest username=\"1001\", realm=\"telco.test\", "
            + "nonce=\"00000001000003e8aaaaaaaaaaaaaaaa\", uri=\"sip:1001@telco.test\", response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"x\"\nContent-Length: 0\n\n",
        "INVITE sip:1001@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK2\nf: <sip:a@b>;tag=1\nt: sip:1001@b;x=\"y\"\ni: c\nCSeq: 2 INVITE\nRequire: 100rel,\n timer\nAccept: application/sdp\n"
            + "c: application/sdp\nl: 5\n\nv=0\n\n",
        "OPTIONS sip:1001@10.0.0.1;x=y SIP/2.0\nVia  : SIP / 2.0 / UDP  [::1]:5060 ; branch = z9hG4bK3\nFrom: a <sip:a@b> ; tag = 1\n ;x\nTo: \"\" <sip:b@c>\nCall-ID: c\nCSeq: 3\n OPTIONS\n\n",
        "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK4;received=1.2.3.4;rport=99\nFrom: <sip:a@b>;tag=1\nTo: <sip:a@b>;tag=2\nCall-ID: c\nCSeq: 1 REGISTER\n"
            + "Contact: <sip:1001@10.0.0.1:5060>;expires=60, *\nm: \"x,y\" <sip:z@10.0.0.1>;q=1\nExpires: 60\nContent-Length: 0\n\n",
        "SIP/2.0 401 Unauthorized\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK5\nFrom: <sip:a@b>;tag=1\nTo: <sip:a@b>;tag=2\nCall-ID: c\nCSeq: 1 REGISTER\n"
            + "WWW-Authenticate: Digest realm=\"x\", nonce=\"y\", qop=\"auth\", opaque=\"z\", algorithm=SHA-256, stale=true\nRetry-After: 5\nMin-Expires: 7\n\n",
    };

    private readonly SipTestSettings _settings = new();
    private readonly DigestResponse _digest = new();
    private readonly SipTokens _tokens;
    private readonly SipTestAccount _account = new() { IsEnabled = true, Registers = true, Address = 0x0A000001, Port = 5060 };
    private readonly SipInput _input = new();
    private readonly TextBuffer _answer = new(AnswerBytes);
    private readonly TextBuffer _request = new(AnswerBytes);

    public SipTests()
    {
        _tokens = new SipTokens(new byte[SipTokens.SecretBytes], _digest);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void AnyDatagramIsAnsweredWithinBoundsOrDropped(int seed)
    {
        SipResponder responder = Make();
        SipRegistration registration = Registering();
        Random random = new(seed);
        byte[] padded = new byte[InputBytes];
        int answered = 0;
        for (int round = 0; round < 40000; round++)
        {
            byte[] datagram = round % 10 == 0 ? Noise(random) : Mutation.Of(random, Sample(random));
            int offset = random.Next(64);
            int count = Math.Min(datagram.Length, InputBytes - offset);
            random.NextBytes(padded);
            Array.Copy(datagram, 0, padded, offset, count);
            byte before = offset > 0 ? padded[offset - 1] : (byte)0;
            byte after = padded[Math.Min(offset + count, InputBytes - 1)];
            long nowMs = round * 10L;
            if (_input.Read(padded, offset, count))
            {
                if (!_input.Message.IsRequest)
                {
                    registration.Receive(_input.Message, _input.Via, nowMs);
                    bool isDue = registration.IsDue;
                    int failures = registration.Failures;
                    Assert.IsTrue(registration.Write(_request, nowMs) ? _request.Length <= SipRegistration.MaxRequestBytes : !isDue || registration.Failures > failures);
                }
                else if (responder.Answer(_input, 0x0A000009, 5060, _account, nowMs))
                {
                    answered++;
                    AssertAnswer(responder);
                }

                // Nothing but the right password makes the unit act.
                Assert.AreEqual(SipAction.None, responder.Action);
            }

            // Folded lines become one in place: what stands around the datagram stays as it was.
            Assert.AreEqual(before, offset > 0 ? padded[offset - 1] : (byte)0);
            Assert.IsTrue(offset + count == InputBytes || padded[offset + count] == after);
            if (registration.State != SipRegistrationState.Trying)
            {
                registration = Registering();
            }
        }

        Assert.IsGreaterThan(1000, answered);
    }

    // The status line is whole, the end is the end, and no header has come in by way of a value.
    private void AssertAnswer(SipResponder responder)
    {
        string text = Encoding.Latin1.GetString(_answer.Bytes, 0, _answer.Length);
        StringAssert.StartsWith(text, $"SIP/2.0 {responder.Status} ");
        StringAssert.EndsWith(text, "\r\nContent-Length: 0\r\n\r\n");
        Assert.AreEqual(text.Length - 4, text.IndexOf("\r\n\r\n", StringComparison.Ordinal), text);
        string[] names = { "Via", "From", "To", "Call-ID", "CSeq", "WWW-Authenticate", "Allow", "Allow-Events", "Accept", "Accept-Encoding", "Unsupported", "Warning", "Content-Length" };
        foreach (string line in text[..^4].Split("\r\n").Skip(1))
        {
            Assert.IsTrue(names.Contains(line.Split(':')[0]), text);
            Assert.IsFalse(line.Contains('\r', StringComparison.Ordinal) || line.Contains('\n', StringComparison.Ordinal), text);
        }
    }

    private SipResponder Make()
    {
        Fill(_account.User, "1001");
        Fill(_account.AuthUser, "1001");
        Fill(_account.Password, "secret");
        Fill(_account.Proxy, "telco.test");
        return new SipResponder(_settings, _tokens, _digest, _input, _answer) { AllowsResync = true };
    }

    private SipRegistration Registering()
    {
        SipRegistration registration = new(new SipClient(_settings, _tokens, _digest, _input), _account);
        registration.Start();
        registration.Addresses[0] = 1;
        registration.Addresses[1] = 2;
        registration.AddressesFound(2, 0);
        Assert.IsTrue(registration.Write(_request, 0));
        return registration;
    }

    // Responses carry the branch that the registration waits for, so that they are looked at.
    private byte[] Sample(Random random)
    {
        string sample = Samples[random.Next(Samples.Length)];
        string request = Encoding.Latin1.GetString(_request.Bytes, 0, _request.Length);
        string branch = request.Substring(request.IndexOf("z9hG4bK", StringComparison.Ordinal), 7 + SipTokens.WordBytes);
        int cseq = request.IndexOf("CSeq: ", StringComparison.Ordinal) + 6;
        string number = request[cseq..request.IndexOf(' ', cseq)];
        return Encoding.Latin1.GetBytes(sample.Replace("z9hG4bK4", branch).Replace("z9hG4bK5", branch).Replace("CSeq: 1 REGISTER", $"CSeq: {number} REGISTER")
            .Replace("z9hG4bK1", "z9hG4bK" + random.Next(50)).Replace("\n", random.Next(4) == 0 ? "\n" : "\r\n"));
    }

    private static byte[] Noise(Random random)
    {
        const string Signs = "SIP/2.0 \r\n:;,<>\"\\=@OPTIONSVia19[]";
        byte[] bytes = new byte[random.Next(300)];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)Signs[random.Next(Signs.Length)];
        }

        return bytes;
    }

    private static void Fill(TextBuffer buffer, string text)
    {
        buffer.Clear();
        buffer.Append(text);
    }
}
