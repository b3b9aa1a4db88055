// Requests in, answers and acts out: NOTIFY with and without a password, replays, repetitions, methods, Via.

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class SipResponderTests
{
    private const string Realm = "telco.test";

    private readonly SipBed _bed = new SipBed();
    private readonly TextBuffer _uri = new TextBuffer(64);
    private readonly TextBuffer _user = new TextBuffer(64);
    private readonly TextBuffer _password = new TextBuffer(64);
    private readonly TextBuffer _answer = new TextBuffer(600);
    private readonly Authenticator _client = new Authenticator();
    private int _branch;

    [TestMethod]
    [DataRow("resync", (int)SipAction.Resync)]
    [DataRow("Resync", (int)SipAction.Resync)]
    [DataRow("resync;id=7", (int)SipAction.Resync)]
    [DataRow("report", (int)SipAction.Report)]
    [DataRow("reboot_now", (int)SipAction.RebootNow)]
    [DataRow("restart_now", (int)SipAction.RestartNow)]
    [DataRow("reboot", (int)SipAction.Reboot)]
    [DataRow("check-sync", (int)SipAction.Resync)]
    [DataRow("check-sync;reboot=false", (int)SipAction.Resync)]
    [DataRow("check-sync;reboot=true", (int)SipAction.Reboot)]
    [DataRow("check-sync ; reboot = TRUE", (int)SipAction.Reboot)]
    public void ANotifyActsOnceAndIsAnsweredWith200(string package, int action)
    {
        string message = Notify("Event: " + package + "\n");
        string answer = _bed.Send(message);
        Assert.AreEqual(200, SipBed.StatusOf(answer));
        Assert.AreEqual(action, (int)_bed.Responder.Action);
        Assert.AreEqual(answer, _bed.Send(message));
        Assert.AreEqual((int)SipAction.None, (int)_bed.Responder.Action);
    }

    [TestMethod]
    [DataRow("Event: talk\n", 489)]
    [DataRow("Event: resync2\n", 489)]
    [DataRow("Event: check-sync;\n", 489)]
    [DataRow("Event: \n", 489)]
    [DataRow("o: reboot\n", 200)]
    [DataRow("", 400)]
    [DataRow("Event: resync\nEvent: reboot\n", 400)]
    [DataRow("Event: resync\nRequire: 100rel\n", 420)]
    [DataRow("Event: resync\nRequire:\n", 200)]
    public void OtherNotifiesGetTheirStatus(string headers, int status)
    {
        string answer = _bed.Send(Notify(headers));
        Assert.AreEqual(status, SipBed.StatusOf(answer));
        Assert.AreEqual(status == 200, _bed.Responder.Action != SipAction.None);
        Assert.AreEqual(status == 489 ? SipEvents.Allowed : null, SipBed.Header(answer, "Allow-Events"));
        Assert.AreEqual(status == 420 ? "100rel" : null, SipBed.Header(answer, "Unsupported"));
    }

    [TestMethod]
    [DataRow("resync", 403)]
    [DataRow("check-sync", 403)]
    [DataRow("check-sync;reboot=true", 200)]
    [DataRow("reboot_now", 200)]
    public void WithoutResyncFromSipNoNotifyResyncs(string package, int status)
    {
        _bed.Responder.AllowsResync = false;
        Assert.AreEqual(status, SipBed.StatusOf(_bed.Send(Notify("Event: " + package + "\n"))));
        Assert.AreEqual(status == 200, _bed.Responder.Action != SipAction.None);
    }

    [TestMethod]
    public void AChallengedNotifyActsWhenThePasswordIsRight()
    {
        _bed.Account.ChallengesNotify = true;
        string answer = _bed.Send(Notify("Event: reboot\n"));
        Assert.AreEqual(401, SipBed.StatusOf(answer));
        Assert.IsTrue(SipBed.Header(answer, "WWW-Authenticate").IndexOf("Digest realm=\"telco.test\", nonce=\"") == 0);
        Challenge(answer);
        Assert.AreEqual(200, SipBed.StatusOf(_bed.Send(Notify("Event: reboot\n" + Credentials("1001", "secret")))));
        Assert.AreEqual((int)SipAction.Reboot, (int)_bed.Responder.Action);

        // The same nonce with the next count is good; the count used before is not.
        string again = Credentials("1001", "secret");
        Assert.AreEqual(200, SipBed.StatusOf(_bed.Send(Notify("Event: resync\n" + again))));
        answer = _bed.Send(Notify("Event: resync\n" + again));
        Assert.AreEqual(401, SipBed.StatusOf(answer));
        Assert.IsTrue(SipBed.Header(answer, "WWW-Authenticate").IndexOf("stale=true") > 0);
        Assert.AreEqual((int)SipAction.None, (int)_bed.Responder.Action);
    }

    [TestMethod]
    [DataRow("1001", "Secret", "Digest realm=\"telco.test\"")]
    [DataRow("1002", "secret", "Digest realm=\"telco.test\"")]
    [DataRow("1001", "", "Digest realm=\"telco.test\"")]
    [DataRow("1001", "secret", "Digest realm=\"other.test\"")]
    public void AnotherUserPasswordOrRealmIsChallengedAgain(string user, string password, string realm)
    {
        _bed.Account.ChallengesNotify = true;
        string challenge = SipBed.Header(_bed.Send(Notify("Event: reboot\n")), "WWW-Authenticate");
        Take(realm + challenge.Substring(challenge.IndexOf(',')));
        string answer = _bed.Send(Notify("Event: reboot\n" + Credentials(user, password)));
        Assert.AreEqual(401, SipBed.StatusOf(answer));
        Assert.IsTrue(SipBed.Header(answer, "WWW-Authenticate").IndexOf("stale") < 0, answer);
        Assert.AreEqual((int)SipAction.None, (int)_bed.Responder.Action);
    }

    [TestMethod]
    [DataRow(0, 200)]
    [DataRow(DigestServer.NonceLifeSeconds, 200)]
    [DataRow(DigestServer.NonceLifeSeconds + 1, 401)]
    public void ANonceLivesSoLong(int seconds, int status)
    {
        _bed.Account.ChallengesNotify = true;
        Challenge(_bed.Send(Notify("Event: reboot\n")));
        _bed.NowMs += seconds * 1000L;
        string answer = _bed.Send(Notify("Event: reboot\n" + Credentials("1001", "secret")));
        Assert.AreEqual(status, SipBed.StatusOf(answer));
        Assert.AreEqual(status == 401, answer.IndexOf("stale=true") > 0);
    }

    // The form of RFC 2069 has no count: each nonce is good once.
    [TestMethod]
    public void WithoutQopANonceIsGoodOnce()
    {
        _bed.Account.ChallengesNotify = true;
        string challenge = SipBed.Header(_bed.Send(Notify("Event: reboot\n")), "WWW-Authenticate");
        Take(challenge.Substring(0, challenge.IndexOf(", qop=")));
        Assert.AreEqual(200, SipBed.StatusOf(_bed.Send(Notify("Event: reboot\n" + Credentials("1001", "secret")))));
        Assert.AreEqual(401, SipBed.StatusOf(_bed.Send(Notify("Event: reboot\n" + Credentials("1001", "secret")))));
    }

    // Five nonces answered: the first is forgotten, and may not be used again, with any count.
    [TestMethod]
    public void ANonceThatWasForgottenIsStale()
    {
        _bed.Account.ChallengesNotify = true;
        Challenge(_bed.Send(Notify("Event: reboot\n")));
        Assert.AreEqual(200, SipBed.StatusOf(_bed.Send(Notify("Event: reboot\n" + Credentials("1001", "secret")))));
        string later = Credentials("1001", "secret");
        for (int i = 0; i < 4; i++)
        {
            Challenge(_bed.Send(Notify("Event: reboot\n")));
            Assert.AreEqual(200, SipBed.StatusOf(_bed.Send(Notify("Event: reboot\n" + Credentials("1001", "secret")))));
        }

        Assert.AreEqual(401, SipBed.StatusOf(_bed.Send(Notify("Event: reboot\n" + later))));
    }

    [TestMethod]
    [DataRow("Basic MTAwMTpzZWNyZXQ=")]
    [DataRow("Digest")]
    [DataRow("Digest username=\"1001\"")]
    [DataRow("Digest username=\"1001\", realm=\"telco.test\", nonce=\"x\", uri=\"sip:1001@10.0.0.1\", response=\"00000000000000000000000000000000\"")]
    [DataRow("Digest username=\"1001, realm=\"telco.test\"")]
    [DataRow("Digest ,,,,=")]
    [DataRow("Digest username=\"1001\", username=\"1001\", realm=\"telco.test\", nonce=\"x\", uri=\"a\", response=\"00000000000000000000000000000000\"")]
    public void OddCredentialsAreChallenged(string value)
    {
        _bed.Account.ChallengesNotify = true;
        Assert.AreEqual(401, SipBed.StatusOf(_bed.Send(Notify("Event: reboot\nAuthorization: " + value + "\n"))));
        Assert.AreEqual((int)SipAction.None, (int)_bed.Responder.Action);
    }

    [TestMethod]
    public void ALineWithoutAPasswordRefusesWhatWouldBeChallenged()
    {
        _bed.Account.ChallengesNotify = true;
        _bed.Account.Password.Clear();
        Assert.AreEqual(403, SipBed.StatusOf(_bed.Send(Notify("Event: reboot\n"))));
        Assert.AreEqual((int)SipAction.None, (int)_bed.Responder.Action);
    }

    // A flood of unanswered challenges neither ends the nonce of one that is answered nor the memory of a NOTIFY that acted.
    [TestMethod]
    public void AFloodTakesNothingAway()
    {
        _bed.Account.ChallengesNotify = true;
        Challenge(_bed.Send(Notify("Event: reboot\n")));
        string message = Notify("Event: reboot\n" + Credentials("1001", "secret"));
        Flood(100);
        string answer = _bed.Send(message);
        Assert.AreEqual(200, SipBed.StatusOf(answer));
        Flood(100);
        Assert.AreEqual(answer, _bed.Send(message));
        Assert.AreEqual((int)SipAction.None, (int)_bed.Responder.Action);
    }

    [TestMethod]
    [DataRow(31, true)]
    [DataRow(33, false)]
    public void AnAnswerIsRepeatedForTimerJ(int seconds, bool isRepeated)
    {
        string message = Notify("Event: report\n");
        string answer = _bed.Send(message);
        _bed.NowMs += seconds * 1000L;
        Assert.AreEqual(isRepeated, answer == _bed.Send(message));
        Assert.AreEqual(isRepeated, _bed.Responder.Action == SipAction.None);
    }

    [TestMethod]
    [DataRow("OPTIONS", 200)]
    [DataRow("INVITE", 488)]
    [DataRow("BYE", 481)]
    [DataRow("CANCEL", 481)]
    [DataRow("REGISTER", 405)]
    [DataRow("SUBSCRIBE", 405)]
    [DataRow("MESSAGE", 405)]
    [DataRow("options", 501)]
    [DataRow("PING", 501)]
    [DataRow("ACK", 0)]
    public void MethodsGetTheirStatus(string method, int status)
    {
        string answer = _bed.Send(Request(method, ""));
        Assert.AreEqual(status, SipBed.StatusOf(answer));
        Assert.AreEqual(status == 200 || status == 405 || status == 501, SipBed.Header(answer, "Allow") != null);
        Assert.AreEqual(status == 488, SipBed.Header(answer, "Warning") != null);
    }

    [TestMethod]
    [DataRow("SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK1", "SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK1", 5060)]
    [DataRow("SIP/2.0/UDP 10.0.0.9:5080;branch=z9hG4bK1", "SIP/2.0/UDP 10.0.0.9:5080;branch=z9hG4bK1", 5080)]
    [DataRow("SIP/2.0/UDP 10.0.0.8;branch=z9hG4bK1", "SIP/2.0/UDP 10.0.0.8;branch=z9hG4bK1;received=10.0.0.9", 5060)]
    [DataRow("SIP/2.0/UDP pc.test:99;branch=z9hG4bK1", "SIP/2.0/UDP pc.test:99;branch=z9hG4bK1;received=10.0.0.9", 99)]
    [DataRow("SIP/2.0/UDP 10.0.0.9:99;rport;branch=z9hG4bK1", "SIP/2.0/UDP 10.0.0.9:99;rport=5060;branch=z9hG4bK1;received=10.0.0.9", 5060)]
    [DataRow("SIP/2.0/UDP 10.0.0.9:99;branch=z9hG4bK1 ; RPORT , SIP/2.0/UDP b", "SIP/2.0/UDP 10.0.0.9:99;branch=z9hG4bK1 ; RPORT=5060 ;received=10.0.0.9, SIP/2.0/UDP b", 5060)]
    [DataRow("SIP/2.0/UDP 10.0.0.9:99;maddr=1.2.3.4;branch=z9hG4bK1", "SIP/2.0/UDP 10.0.0.9:99;maddr=1.2.3.4;branch=z9hG4bK1", 99)]
    [DataRow("SIP/2.0/UDP [2001:db8::1]:99;branch=z9hG4bK1", "SIP/2.0/UDP [2001:db8::1]:99;branch=z9hG4bK1;received=10.0.0.9", 99)]
    public void TheAnswerGoesToItsSenderAndSaysWhereItCameFrom(string via, string answered, int port)
    {
        string answer = _bed.Send("OPTIONS sip:1001@10.0.0.1 SIP/2.0\nVia: " + via + "\nFrom: <sip:a@b>;tag=1\nTo: <sip:1001@b>\nCall-ID: c\nCSeq: 1 OPTIONS\n\n");
        Assert.AreEqual(answered, SipBed.Header(answer, "Via"));
        Assert.AreEqual(port, _bed.Responder.TargetPort);
    }

    [TestMethod]
    public void ParametersSendAnswersToThePortTheyCameFrom()
    {
        string message = "OPTIONS sip:1001@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9:99;branch=z9hG4bK1\nFrom: <sip:a@b>;tag=1\nTo: <sip:1001@b>\nCall-ID: c\nCSeq: 1 OPTIONS\n\n";
        _bed.Settings.AnswersToSourcePort = true;
        _bed.Settings.InsertsRport = true;
        Assert.AreEqual("SIP/2.0/UDP 10.0.0.9:99;branch=z9hG4bK1;rport=5060", SipBed.Header(_bed.Send(message), "Via"));
        Assert.AreEqual(5060, _bed.Responder.TargetPort);
    }

    [TestMethod]
    [DataRow("<sip:1001@b>", true)]
    [DataRow("<sip:1001@b;tag=x>", true)]
    [DataRow("sip:1001@b", true)]
    [DataRow("\"a;tag=1\" <sip:1001@b>", true)]
    [DataRow("<sip:1001@b>;tag=9", false)]
    [DataRow("<sip:1001@b> ; TAG = 9", false)]
    public void ToGetsATagWhenItHasNone(string to, bool added)
    {
        string answer = _bed.Send("OPTIONS sip:1001@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK1\nFrom: <sip:a@b>;tag=1\nTo: " + to + "\nCall-ID: c\nCSeq: 1 OPTIONS\n\n");
        string answered = SipBed.Header(answer, "To");
        Assert.AreEqual(to, answered.Substring(0, to.Length));
        Assert.AreEqual(added ? to.Length + 5 + SipTokens.WordBytes : to.Length, answered.Length);
    }

    [TestMethod]
    [DataRow("\n\n")]
    [DataRow("\u0001\u0001\u0001\u0001")]
    [DataRow("hello")]
    [DataRow("OPTIONS sip:a@b SIP/2.0")]
    [DataRow("OPTIONS sip:a@b SIP/2.0\nFrom: <sip:a@b>;tag=1\n\n")]
    [DataRow("OPTIONS sip:a@b SIP/2.0\nVia: HTTP/2.0/UDP a\n\n")]
    [DataRow("OPTIONS sip:a@b SIP/2.0\nVia: SIP/2.0/UDP a:0\n\n")]
    [DataRow("SIP/2.0 200 OK\nVia: SIP/2.0/UDP a\n\n")]
    [DataRow("GET / HTTP/1.1\nHost: a\n\n")]
    public void NoiseGetsNoAnswer(string text)
    {
        Assert.AreEqual("dropped", _bed.Send(text));
    }

    // The header of one reader is the body of another.
    [TestMethod]
    public void ALoneCarriageReturnInAHeaderIsRefused()
    {
        string text = Request("OPTIONS", "Subject: a#Event: b\n");
        byte[] bytes = SipBed.Bytes(text);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = bytes[i] == (byte)'#' ? (byte)13 : bytes[i];
        }

        Assert.AreEqual(400, SipBed.StatusOf(_bed.Send(bytes)));
    }

    private void Flood(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.AreEqual(401, SipBed.StatusOf(_bed.Send(Notify("Event: resync\n"))));
        }
    }

    private string Notify(string headers)
    {
        return Request("NOTIFY", headers);
    }

    private string Request(string method, string headers)
    {
        _branch++;
        return method + " sip:1001@10.0.0.1:5060 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK" + _branch.ToString()
            + "\nFrom: <sip:prov@telco.test>;tag=1\nTo: <sip:1001@telco.test>\nCall-ID: c\nCSeq: " + _branch.ToString() + " " + method + "\n" + headers + "Content-Length: 0\n\n";
    }

    private void Challenge(string answer)
    {
        Take(SipBed.Header(answer, "WWW-Authenticate"));
    }

    private void Take(string challenge)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(challenge);
        _client.Challenge.Reset();
        _client.Challenge.Take(bytes, 0, bytes.Length);
        SipBed.Fill(_client.ClientNonce, "abc");
    }

    private string Credentials(string user, string password)
    {
        SipBed.Fill(_uri, "sip:1001@" + Realm);
        SipBed.Fill(_user, user);
        SipBed.Fill(_password, password);
        _answer.Clear();
        _client.Append("NOTIFY", _uri.Bytes, 0, _uri.Length, _user, _password, _answer);
        return "Authorization: " + SipBed.Text(_answer) + "\n";
    }
}
