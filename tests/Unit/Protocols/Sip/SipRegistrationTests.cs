// A registrar's answers and time in, REGISTER requests and states out.

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class SipRegistrationTests
{
    private const string Challenge = "WWW-Authenticate: Digest realm=\"telco.test\", nonce=\"n1\", qop=\"auth\"\n";

    private readonly SipBed _bed = new SipBed();
    private readonly SipInput _input = new SipInput();
    private readonly TextBuffer _request = new TextBuffer(2048);
    private SipRegistration _registration;
    private long _nowMs = 1000;

    public SipRegistrationTests()
    {
        _bed.Account.Registers = true;
        _bed.Account.ExpiresSeconds = 3600;
        _bed.Account.FallbackSeconds = 10000;
        SipBed.Fill(_bed.Settings.UserAgent, "Linksys/SPA2102-5.2.12");
        _registration = new SipRegistration(new SipClient(_bed.Settings, _bed.Tokens, _bed.Digest, _bed.Input), _bed.Account);
    }

    [TestMethod]
    public void TheRequestSaysWhoRegistersWhereAndForHowLong()
    {
        SipBed.Fill(_bed.Account.DisplayName, "J. \"Q\" \\");
        SipBed.Fill(_bed.Account.User, "a b@c");
        SipBed.Fill(_bed.Account.ProxyRequire, "sec-agree\r\nX: y");
        Start(1);
        string request = Request();
        Assert.AreEqual(0, request.IndexOf("REGISTER sip:telco.test:5070 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK"), request);
        Assert.AreEqual("\"J. \\\"Q\\\" \\\\\" <sip:a%20b%40c@telco.test:5070>", SipBed.Header(request, "To"));
        Assert.AreEqual("\"J. \\\"Q\\\" \\\\\" <sip:a%20b%40c@10.0.0.1:5060>;expires=3600", SipBed.Header(request, "Contact"));
        Assert.AreEqual("1 REGISTER", SipBed.Header(request, "CSeq"));
        Assert.AreEqual("70", SipBed.Header(request, "Max-Forwards"));
        Assert.AreEqual("sec-agreeX: y", SipBed.Header(request, "Proxy-Require"));
        Assert.AreEqual("Linksys/SPA2102-5.2.12", SipBed.Header(request, "User-Agent"));
        Assert.AreEqual("0", SipBed.Header(request, "Content-Length"));
        Assert.IsTrue(_input.Read(_request.Bytes, 0, _request.Length) && _input.Status == SipReader.Good, SipReasons.TextOf(_input.Reason));
    }

    // RFC 3261, 17.1.2.2: after T1, then twice as long each time up to T2, until timer F.
    [TestMethod]
    public void AnUnansweredRequestIsSentAgainUntilTimerF()
    {
        Start(1);
        string sent = "";
        for (int step = 0; step < 400; step++)
        {
            _nowMs += 100;
            _registration.Step(_nowMs);
            if (IsSent())
            {
                sent += (_nowMs - 1000).ToString() + " ";
            }
        }

        Assert.AreEqual("500 1500 3500 7500 11500 15500 19500 23500 27500 31500 ", sent);
        Assert.AreEqual((int)SipRegistrationState.Waiting, (int)_registration.State);
        Assert.AreEqual((int)Fault.SipNoAnswer, (int)_registration.Fault);
        Assert.AreEqual(1000 + 32000 + 30000, _registration.NextDeadlineMs);
    }

    // RFC 3261, 17.1.2.2: the same request, whatever its server, another line or the unit's own words did meanwhile.
    [TestMethod]
    [DataRow("")]
    [DataRow("401 Unauthorized")]
    [DataRow("407 Proxy Authentication Required")]
    public void WhatIsSentAgainIsTheSameByteForByte(string status)
    {
        _bed.Account.MapsAddress = true;
        _bed.Settings.LearnsAddress = true;
        _bed.Settings.LearnsPort = true;
        _bed.Settings.SubstitutesVia = true;
        SipBed.Fill(_bed.Account.DisplayName, "J. \"Q\" \\");
        SipClient client = new SipClient(_bed.Settings, _bed.Tokens, _bed.Digest, _bed.Input);
        _registration = new SipRegistration(client, _bed.Account);
        SipRegistration other = new SipRegistration(client, _bed.Account);
        other.Start();
        other.Addresses[0] = 9;
        other.AddressesFound(1, _nowMs);
        Start(1);
        if (status.Length > 0)
        {
            Answer(status, (status[2] == '1' ? Challenge : "Proxy-Authenticate: Digest realm=\"a\\\"b\", nonce=\"n\", opaque=\"o\", algorithm=SHA-256, qop=\"auth\"\n"));
        }

        string first = Request();
        Assert.AreEqual(status.Length > 0, first.IndexOf(", nc=00000001, ") > 0);
        for (int i = 0; i < 4; i++)
        {
            AnswerSeen("100 Trying", "", ";received=5.5.5." + i.ToString() + ";rport=1024");
            Assert.IsTrue(other.Write(_bed.Output, _nowMs) || i > 0);
            _bed.Tokens.Next();
            _nowMs += 4000;
            _registration.Step(_nowMs);
            _request.Clear();
            Assert.IsTrue(IsSent());
            Assert.AreEqual(first, SipBed.Text(_request));
        }
    }

    [TestMethod]
    public void EachLineAnswersItsOwnChallenge()
    {
        SipRegistration first = _registration;
        Start(1);
        Answer("401 Unauthorized", Challenge);
        string sent = Request();
        _registration = new SipRegistration(new SipClient(_bed.Settings, _bed.Tokens, _bed.Digest, _bed.Input), _bed.Account);
        Start(1);
        Answer("401 Unauthorized", "WWW-Authenticate: Digest realm=\"other\", nonce=\"n2\", qop=\"auth\"\n");
        Assert.IsTrue(Request().IndexOf("realm=\"other\", nonce=\"n2\"") > 0);
        _registration = first;
        _nowMs += 500;
        first.Step(_nowMs);
        Assert.AreEqual(sent, Request());
    }

    // The unit restarts for such changes as soon as its lines are idle: until then nobody is sent what was meant for another.
    [TestMethod]
    [DataRow(0, false, true)]
    [DataRow(0, true, true)]
    [DataRow(1, false, true)]
    [DataRow(1, true, true)]
    [DataRow(2, false, true)]
    [DataRow(2, true, true)]
    [DataRow(3, false, true)]
    [DataRow(3, true, false)]
    public void ChangedParametersBeginTheRegistrationAnew(int which, bool isRegistered, bool begins)
    {
        Start(1);
        string callId = SipBed.Header(Request(), "Call-ID");
        if (isRegistered)
        {
            Answer("200 OK", "Expires: 600\n");
        }

        SipBed.Fill(which == 0 ? _bed.Account.Proxy : which == 1 ? _bed.Account.Target : which == 2 ? _bed.Account.User : _bed.Account.DisplayName, "other");
        _nowMs = _registration.NextDeadlineMs;
        _registration.Step(_nowMs);
        Assert.IsTrue(_registration.IsDue);
        Assert.AreEqual(!begins, IsSent());
        Assert.AreEqual(begins, _registration.WantsAddresses);
        Assert.AreEqual(isRegistered, _registration.IsRegistered);
        if (begins)
        {
            Lookup(1);
        }

        Assert.AreEqual(begins, callId != SipBed.Header(Request(), "Call-ID"));
    }

    [TestMethod]
    [DataRow("Contact: <sip:1001@10.0.0.1:5060>;expires=600\n", 600)]
    [DataRow("m: <sip:x@9.9.9.9>;expires=7, \"a,b\" <sip:1001@10.0.0.1>;q=0.5;Expires=\"600\" , <sip:y@9.9.9.9>\n", 600)]
    [DataRow("Contact: <sip:x@10.0.0.1:5061>;expires=7\nContact: <sip:1001@10.0.0.1:5060>;expires=600\n", 600)]
    [DataRow("Contact: <sip:1001@10.0.0.1:5060>\nExpires: 600\n", 600)]
    [DataRow("Contact: <sip:1001@10.0.0.1:5060>;expires=soon\nExpires: 600\n", 600)]
    [DataRow("Expires: 600\n", 600)]
    [DataRow("", 3600)]
    [DataRow("Contact: <sip:1001@10.0.0.1:5060\n", 3600)]
    [DataRow("Contact: <sip:1001@10.0.0.1:5060>;expires=999999\n", 7200)]
    public void TheServerSaysHowLong(string headers, int seconds)
    {
        Start(1);
        Answer("200 OK", headers);
        Assert.IsTrue(_registration.IsRegistered);
        int early = seconds / 2 < 60 ? seconds / 2 : 60;
        Assert.AreEqual(_nowMs + ((seconds - early) * 1000L), _registration.NextDeadlineMs);

        // Nobody answers the renewal: registered until the time is over, and not a moment longer.
        _registration.Step(_nowMs + ((seconds - early) * 1000L));
        Assert.AreEqual((int)SipRegistrationState.Trying, (int)_registration.State);
        _registration.Step(_nowMs + (seconds * 1000L) - 1);
        Assert.IsTrue(_registration.IsRegistered);
        _registration.Step(_nowMs + (seconds * 1000L));
        Assert.IsFalse(_registration.IsRegistered);
    }

    [TestMethod]
    [DataRow("401 Unauthorized", "WWW-Authenticate", "Authorization")]
    [DataRow("407 Proxy Authentication Required", "Proxy-Authenticate", "Proxy-Authorization")]
    public void AChallengeIsAnsweredAndItsNonceUsedAgain(string status, string asks, string answers)
    {
        Start(1);
        Assert.AreEqual(null, SipBed.Header(Request(), answers));
        Answer(status, asks + ": Digest realm=\"r\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"\n" + asks + ": Digest realm=\"r\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"\n");
        string request = Request();
        Assert.IsTrue(SipBed.Header(request, answers).IndexOf("algorithm=SHA-256, qop=auth, nc=00000001") > 0, request);
        Assert.AreEqual("2 REGISTER", SipBed.Header(request, "CSeq"));
        Answer("200 OK", "Expires: 600\n");
        _nowMs += 540000;
        _registration.Step(_nowMs);
        request = Request();
        Assert.IsTrue(SipBed.Header(request, answers).IndexOf("nc=00000002") > 0, request);

        // A nonce that has become too old does not count as a wrong password, however often Max_Auth lets one be wrong.
        _bed.Settings.MaxChallenges = 0;
        Answer(status, asks + ": Digest realm=\"r\", nonce=\"n2\", stale=true, qop=\"auth\"\n");
        Assert.IsTrue(Request().IndexOf("nonce=\"n2\"") > 0);
        Answer("200 OK", "");
        Assert.IsTrue(_registration.IsRegistered);
    }

    [TestMethod]
    [DataRow("401 Unauthorized", Challenge, 2, (int)Fault.SipWrongPassword, 1200)]
    [DataRow("401 Unauthorized", Challenge + "X: stale=true\n", 0, (int)Fault.SipWrongPassword, 1200)]
    [DataRow("401 Unauthorized", "WWW-Authenticate: Basic realm=\"x\"\n", 2, (int)Fault.SipChallengeUnknown, 1200)]
    [DataRow("401 Unauthorized", "", 2, (int)Fault.SipChallengeUnknown, 1200)]
    [DataRow("403 Forbidden", "", 2, (int)Fault.SipRefused, 1200)]
    [DataRow("404 Not Found", "", 2, (int)Fault.SipRefused, 30)]
    [DataRow("486 Busy", "", 2, (int)Fault.SipRefused, 30)]
    [DataRow("500 Error", "", 2, (int)Fault.SipRefused, 30)]
    [DataRow("500 Error", "Retry-After: 90\n", 2, (int)Fault.SipRefused, 90)]
    [DataRow("500 Error", "Retry-After: 99999999\n", 2, (int)Fault.SipRefused, 3600)]
    [DataRow("503 Unavailable", "", 2, (int)Fault.SipRefused, 30)]
    [DataRow("200 OK", "Contact: <sip:1001@10.0.0.1:5060>;expires=0\n", 2, (int)Fault.SipRefused, 30)]
    [DataRow("302 Moved", "Contact: <sip:evil@9.9.9.9>\n", 2, (int)Fault.SipRefused, 1200)]
    [DataRow("423 Interval Too Brief", "Min-Expires: 7201\n", 2, (int)Fault.SipRefused, 1200)]
    [DataRow("423 Interval Too Brief", "", 2, (int)Fault.SipRefused, 1200)]
    public void ARefusalWaitsItsTime(string status, string headers, int challenges, int fault, int seconds)
    {
        SipBed.Fill(_bed.Settings.RetryCodes, "404, 48?");
        _bed.Settings.MaxChallenges = challenges;
        Start(1);
        for (int i = 0; i < 9 && _registration.State == SipRegistrationState.Trying; i++)
        {
            Answer(status, headers);
        }

        Assert.AreEqual(fault, (int)_registration.Fault);
        Assert.AreEqual((int)SipRegistrationState.Waiting, (int)_registration.State);
        Assert.AreEqual(status, _registration.Detail.ToString());
        Assert.AreEqual(_nowMs + (seconds * 1000L), _registration.NextDeadlineMs);
        _registration.Step(_nowMs + (seconds * 1000L));
        Assert.IsTrue(_registration.WantsAddresses);
    }

    [TestMethod]
    public void ATooShortTimeIsMadeLongerOnce()
    {
        Start(1);
        _bed.Account.ExpiresSeconds = 60;
        Answer("423 Interval Too Brief", "Min-Expires: 4000\n");
        Assert.IsTrue(Request().IndexOf(";expires=4000\n") > 0);
        Answer("423 Interval Too Brief", "Min-Expires: 5000\n");
        Assert.AreEqual((int)Fault.SipRefused, (int)_registration.Fault);
    }

    [TestMethod]
    [DataRow("503 Unavailable")]
    [DataRow("408 Timeout")]
    [DataRow("480 Temporarily Unavailable")]
    [DataRow("")]
    public void TheNextAddressIsTriedAndThenAllAgain(string status)
    {
        SipBed.Fill(_bed.Settings.BackupCodes, "480");
        _bed.Account.FallbackSeconds = 3600;
        Start(3);
        for (uint address = 1; address <= 3; address++)
        {
            Assert.AreEqual(address, _registration.ServerAddress);
            Fail(status);
        }

        Assert.AreEqual((int)SipRegistrationState.Waiting, (int)_registration.State);
        _nowMs = _registration.NextDeadlineMs;
        _registration.Step(_nowMs);
        Assert.IsTrue(_registration.WantsAddresses);

        // The name server is gone too: what it said before still holds.
        _registration.LookUpFailed(Fault.DnsTimeout, _nowMs);
        Assert.AreEqual(1u, _registration.ServerAddress);
        Fail(status);
        Answer("200 OK", "Expires: 600\n");
        Assert.AreEqual(2u, _registration.ServerAddress);
        Assert.IsTrue(_registration.IsProxy(1) && _registration.IsProxy(3) && !_registration.IsProxy(4));

        // The server that answered is kept, until the first one is given another chance.
        _nowMs = _registration.NextDeadlineMs;
        _registration.Step(_nowMs);
        Assert.AreEqual((int)SipRegistrationState.Trying, (int)_registration.State);
        Assert.AreEqual(2u, _registration.ServerAddress);
        Answer("200 OK", "Expires: 3600\n");
        _nowMs = _registration.NextDeadlineMs;
        _registration.Step(_nowMs);
        Assert.IsTrue(_registration.WantsAddresses);
    }

    [TestMethod]
    public void AServerThatRefusesEndsARegistrationAndOneThatIsSilentDoesNot()
    {
        Start(1);
        Answer("200 OK", "Expires: 3600\n");
        _nowMs = _registration.NextDeadlineMs;
        _registration.Step(_nowMs);
        _nowMs += 32000;
        _registration.Step(_nowMs);
        Assert.AreEqual((int)Fault.SipNoAnswer, (int)_registration.Fault);
        Assert.IsTrue(_registration.IsRegistered);
        _nowMs += 30000;
        _registration.Step(_nowMs);
        Assert.IsFalse(_registration.IsRegistered);
        Lookup(1);
        Answer("200 OK", "Expires: 3600\n");
        _nowMs = _registration.NextDeadlineMs;
        _registration.Step(_nowMs);
        Answer("403 Forbidden", "");
        Assert.IsFalse(_registration.IsRegistered);
    }

    [TestMethod]
    [DataRow(false, false, ";received=5.5.5.5;rport=1024", "10.0.0.1:5060")]
    [DataRow(true, false, ";received=5.5.5.5;rport=1024", "5.5.5.5:5060")]
    [DataRow(true, true, ";received=5.5.5.5;rport=1024", "5.5.5.5:1024")]
    [DataRow(true, true, ";received=5.5.5.x;rport=99999", "10.0.0.1:5060")]
    public void TheAddressAServerSawIsUsedWhenTheParametersSaySo(bool address, bool port, string seen, string contact)
    {
        _bed.Account.MapsAddress = true;
        _bed.Settings.LearnsAddress = address;
        _bed.Settings.LearnsPort = port;
        Start(1);
        AnswerSeen("200 OK", "Expires: 600\n", seen);
        Assert.IsTrue(Request().IndexOf("Contact: <sip:1001@" + contact + ">") > 0, Request());
        Assert.AreEqual(contact == "10.0.0.1:5060", _registration.State == SipRegistrationState.Registered);
    }

    [TestMethod]
    public void AServerThatSeesAnotherPortEachTimeIsFollowedOnce()
    {
        _bed.Account.MapsAddress = true;
        _bed.Settings.LearnsPort = true;
        Start(1);
        AnswerSeen("200 OK", "Expires: 600\n", ";rport=1024");
        AnswerSeen("200 OK", "Expires: 600\n", ";rport=1025");
        Assert.AreEqual((int)SipRegistrationState.Registered, (int)_registration.State);
        _nowMs = _registration.NextDeadlineMs;
        _registration.Step(_nowMs);
        Assert.IsTrue(Request().IndexOf("@10.0.0.1:1025>") > 0);
    }

    [TestMethod]
    [DataRow("SIP/2.0 200 OK\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK0000000000000000\n")]
    [DataRow("SIP/2.0 200 OK\nVia: SIP/2.0/UDP 10.0.0.1:5060\n")]
    public void AResponseToAnotherRequestChangesNothing(string start)
    {
        Start(1);
        byte[] bytes = SipBed.Bytes(start + "From: <sip:a@b>;tag=1\nTo: <sip:a@b>;tag=2\nCall-ID: c\nCSeq: 1 REGISTER\n\n");
        Assert.IsTrue(_input.Read(bytes, 0, bytes.Length));
        Assert.IsFalse(_registration.Receive(_input.Message, _input.Via, _nowMs));
        Assert.AreEqual((int)SipRegistrationState.Trying, (int)_registration.State);
    }

    // After a provisional response the request is repeated every T2 only.
    [TestMethod]
    public void AProvisionalResponseSlowsTheRepetitions()
    {
        Start(1);
        Answer("100 Trying", "");
        _nowMs += 500;
        _registration.Step(_nowMs);
        Assert.IsTrue(_registration.IsDue);
        Assert.AreEqual(_nowMs + 4000, _registration.NextDeadlineMs);
    }

    [TestMethod]
    [DataRow("telco.test", "", "1001", (int)Fault.None)]
    [DataRow("telco.test:5070;transport=udp", "[2001:db8::1]", "1001", (int)Fault.SipNoProxy)]
    [DataRow("telco.test:5070;transport=udp", "out.test:99", "1001", (int)Fault.None)]
    [DataRow("telco.test:0", "", "1001", (int)Fault.SipNoProxy)]
    [DataRow("telco.test:x", "", "1001", (int)Fault.SipNoProxy)]
    [DataRow("tel co.test", "", "1001", (int)Fault.SipNoProxy)]
    [DataRow("telco.test", "out test", "1001", (int)Fault.SipNoProxy)]
    [DataRow("telco.test", "", "", (int)Fault.SipNoUser)]
    public void AnAccountMustMakeSense(string proxy, string target, string user, int fault)
    {
        SipBed.Fill(_bed.Account.Proxy, proxy);
        SipBed.Fill(_bed.Account.Target, target);
        SipBed.Fill(_bed.Account.User, user);
        _registration.Start();
        Assert.AreEqual(fault, (int)_registration.Fault);
        Assert.AreEqual(fault == (int)Fault.None, _registration.WantsAddresses);
    }

    [TestMethod]
    [DataRow(128, true)]
    [DataRow(129, false)]
    public void AProxyIsSoLong(int length, bool fits)
    {
        SipBed.Fill(_bed.Account.Proxy, new string('a', length));
        _registration.Start();
        Assert.AreEqual(fits, _registration.WantsAddresses);
    }

    [TestMethod]
    public void ARequestThatDoesNotFitIsNotSent()
    {
        Start(1);
        string realm = new string('r', 256);
        string opaque = new string('o', 256);
        SipBed.Fill(_bed.Account.ProxyRequire, new string('p', 128));
        SipBed.Fill(_bed.Settings.UserAgent, new string('u', 128));
        SipBed.Fill(_bed.Account.DisplayName, new string('"', 64));
        Answer("401 Unauthorized", "WWW-Authenticate: Digest realm=\"" + realm + "\", nonce=\"" + opaque + "\", opaque=\"" + opaque + "\", qop=\"auth\"\n");
        Assert.IsFalse(IsSent());
        Assert.AreEqual((int)Fault.SipTooLong, (int)_registration.Fault);
        Assert.IsFalse(_registration.IsDue);
    }

    [TestMethod]
    [DataRow("", 404, false)]
    [DataRow("404", 404, true)]
    [DataRow("40?", 407, true)]
    [DataRow("4*", 486, true)]
    [DataRow("*", 600, true)]
    [DataRow("5*, 610 ,4??", 610, true)]
    [DataRow("5*, 610 ,4??", 611, false)]
    [DataRow("40", 404, false)]
    [DataRow("4044", 404, false)]
    [DataRow(",,", 404, false)]
    public void ATemplateHoldsItsStatuses(string list, int status, bool holds)
    {
        TextBuffer text = new TextBuffer(40);
        text.Append(list);
        Assert.AreEqual(holds, SipCodeList.Holds(text.Bytes, 0, text.Length, status));
    }

    private void Start(int addresses)
    {
        _registration.Start();
        Assert.IsTrue(_registration.WantsAddresses);
        Lookup(addresses);
    }

    private void Lookup(int addresses)
    {
        for (int i = 0; i < addresses; i++)
        {
            _registration.Addresses[i] = (uint)(i + 1);
        }

        _registration.AddressesFound(addresses, _nowMs);
        Assert.IsTrue(IsSent());
    }

    private bool IsSent()
    {
        return _registration.Write(_request, _nowMs);
    }

    // The request under way: what is due is written, as the unit would do at once.
    private string Request()
    {
        IsSent();
        return SipBed.Text(_request);
    }

    private void Fail(string status)
    {
        if (status.Length > 0)
        {
            Answer(status, "");
            return;
        }

        _nowMs += 32000;
        _registration.Step(_nowMs);
    }

    private void Answer(string status, string headers)
    {
        AnswerSeen(status, headers, "");
    }

    private void AnswerSeen(string status, string headers, string seen)
    {
        string request = Request();
        string text = "SIP/2.0 " + status + "\nVia: " + SipBed.Header(request, "Via").Substring(0, SipBed.Header(request, "Via").Length - 6) + seen
            + "\nFrom: " + SipBed.Header(request, "From") + "\nTo: " + SipBed.Header(request, "To") + ";tag=r\nCall-ID: " + SipBed.Header(request, "Call-ID")
            + "\nCSeq: " + SipBed.Header(request, "CSeq") + "\n" + headers + "\n";
        byte[] bytes = SipBed.Bytes(text);
        Assert.IsTrue(_input.Read(bytes, 0, bytes.Length), text);
        Assert.IsTrue(_registration.Receive(_input.Message, _input.Via, _nowMs), text);
    }
}
