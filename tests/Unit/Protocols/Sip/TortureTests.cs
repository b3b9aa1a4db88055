// The messages of RFC 4475 (SIP torture test), built from the RFC's text; for each its answer. Byte 1 stands for NUL.

using System.Text;
using nanoFramework.TestFramework;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class TortureTests
{
    private const string Offer = "\nv=0\no=mhandley 29739 7272939 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 49217 RTP/AVP 0 12\nm=video 3227 RTP/AVP 31\na=rtpmap:31 LPC\n";
    private const string Sdp = "Content-Type: application/sdp\nContent-Length: 150\n" + Offer;
    private const string To = "To: sip:user@example.com\n";
    private const string From = "From: sip:caller@example.net;tag=323\n";
    private const string Via = "Via: SIP/2.0/UDP host.example.com;branch=z9hG4bKkdjuw\n";
    private const string Contact = "Contact: <sip:caller@host5.example.net>\n";
    private const string Empty = "l: 0\n\n";

    private readonly SipBed _bed = new SipBed();

    // 3.1.1: valid messages.
    [TestMethod]
    [DataRow("wsinv", 488, "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\nTO :\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\n"
        + "from   : \"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\n  ;\n  tag = 98asjd8\nMaX-fOrWaRdS: 0068\nCall-ID: wsinv.ndaksdj@192.0.2.1\n"
        + "Content-Length   : 150\ncseq: 0009\n  INVITE\nVia  : SIP  /   2.0\n /UDP\n    192.0.2.2;branch=390skdjuw\ns :\nNewFangledHeader:   newfangled value\n"
        + " continued newfangled value\nUnknownHeaderWithUnusualValue: ;;,,;;,;\nContent-Type: application/sdp\nRoute:\n"
        + " <sip:services.example.com;lr;unknownwith=value;unknown-no-value>\nv:  SIP  / 2.0  / TCP     spindle.example.com   ;\n  branch  =   z9hG4bK9ikj8  ,\n"
        + " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\n z9hG4bK30239\nm:\"Quoted string \\\"\\\"\" <sip:jdrosen@example.com> ; newparam =\n      newvalue ;\n"
        + "  secondparam ; q = 0.33\n" + Offer)]
    [DataRow("intmeth", 501, "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0\n"
        + "Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~\nTo: \"BEL:\\\u0007 NUL:\\\u0001 DEL:\\\u007f\" <sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*@example.com>\n"
        + "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"\u0440\u0430\u0431\u043e\u0442\u0430\u044e\u0449\u0438\u0439\";tag=_token~1'+`*%!-.\n"
        + "Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{\nCSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~\nMax-Forwards: 255\n"
        + "extensionHeader-!.%*+_`'~:\ufeff\u5927\u505c\u96fb\nContent-Length: 0\n\n")]
    [DataRow("esc01", 488, "INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0\nTo: sip:%75se%72@example.com\nFrom: <sip:I%20have%20spaces@example.net>;tag=938\nMax-Forwards: 87\n"
        + "i: esc01.239409asdfakjkn23onasd0-3234\nCSeq: 234234 INVITE\nVia: SIP/2.0/UDP host5.example.net;branch=z9hG4bKkdjuw\nC: application/sdp\nContact:\n"
        + "  <sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31>\nContent-Length: 150\n" + Offer)]
    [DataRow("escnull", 405, "REGISTER sip:example.com SIP/2.0\nTo: sip:null-%00-null@example.com\nFrom: sip:null-%00-null@example.com;tag=839923423\nMax-Forwards: 70\n"
        + "Call-ID: escnull.39203ndfvkjdasfkq3w4otrq0adsfdfnavd\nCSeq: 14398234 REGISTER\n" + Via + "Contact: <sip:%00@host5.example.com>\nContact: <sip:%00%00@host5.example.com>\nL:0\n\n")]
    [DataRow("esc02", 501, "RE%47IST%45R sip:registrar.example.com SIP/2.0\nTo: \"%Z%45\" <sip:resource@example.com>\nFrom: \"%Z%45\" <sip:resource@example.com>;tag=f232jadfj23\n"
        + "Call-ID: esc02.asdfnqwo34rq23i34jrjasdcnl23nrlknsdf\nVia: SIP/2.0/TCP host.example.com;branch=z9hG4bK209%fzsnel234\nCSeq: 29344 RE%47IST%45R\nMax-Forwards: 70\n"
        + "Contact: <sip:alias1@host1.example.com>\nC%6Fntact: <sip:alias2@host2.example.com>\nContact: <sip:alias3@host3.example.com>\n" + Empty)]
    [DataRow("lwsdisp", 200, "OPTIONS sip:user@example.com SIP/2.0\n" + To + "From: caller<sip:caller@example.com>;tag=323\nMax-Forwards: 70\nCall-ID: lwsdisp.1234abcd@funky.example.com\n"
        + "CSeq: 60 OPTIONS\nVia: SIP/2.0/UDP funky.example.com;branch=z9hG4bKkdjuw\n" + Empty)]
    [DataRow("dblreq", 405, "REGISTER sip:example.com SIP/2.0\nTo: sip:j.user@example.com\nFrom: sip:j.user@example.com;tag=43251j3j324\nMax-Forwards: 8\n"
        + "I: dblreq.0ha0isndaksdj99sdfafnl3lk233412\nContact: sip:j.user@host.example.com\nCSeq: 8 REGISTER\nVia: SIP/2.0/UDP 192.0.2.125;branch=z9hG4bKkdjuw23492\nContent-Length: 0\n\n"
        + "\nINVITE sip:joe@example.com SIP/2.0\nt: sip:joe@example.com\nFrom: sip:caller@example.net;tag=141334\nMax-Forwards: 8\nCall-ID: dblreq.0ha0isnda977644900765@192.0.2.15\n"
        + "CSeq: 8 INVITE\nVia: SIP/2.0/UDP 192.0.2.15;branch=z9hG4bKkdjuw380234\n" + Sdp)]
    [DataRow("semiuri", 200, "OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0\nTo: sip:j_user@example.com\nFrom: sip:caller@example.org;tag=33242\nMax-Forwards: 3\n"
        + "Call-ID: semiuri.0ha0isndaksdj\nCSeq: 8 OPTIONS\nAccept: application/sdp, application/pkcs7-mime,\n        multipart/mixed, multipart/signed,\n        message/sip, message/sipfrag\n"
        + "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKkdjuw\n" + Empty)]
    [DataRow("transports", 200, "OPTIONS sip:user@example.com SIP/2.0\n" + To + "From: <sip:caller@example.com>;tag=323\nMax-Forwards: 70\nCall-ID:  transports.kijh4akdnaqjkwendsasfdj\n"
        + "Accept: application/sdp\nCSeq: 60 OPTIONS\nVia: SIP/2.0/UDP t1.example.com;branch=z9hG4bKkdjuw\nVia: SIP/2.0/SCTP t2.example.com;branch=z9hG4bKklasjdhf\n"
        + "Via: SIP/2.0/TLS t3.example.com;branch=z9hG4bK2980unddj\nVia: SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKasd0f3en\nVia: SIP/2.0/TCP t5.example.com;branch=z9hG4bK0a9idfnee\n" + Empty)]
    // The signed body is shortened: bodies are not looked into.
    [DataRow("mpart01", 405, "MESSAGE sip:kumiko@example.org SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-d87543-4dade06d0bdb11ee-1--d87543-;rport\nMax-Forwards: 70\n"
        + "Route: <sip:127.0.0.1:5080>\nIdentity: r5mwreLuyDRYBi/0TiPwEsY3rEVsk/G2WxhgTV1PF7hHuLIK0YWVKZhKv9Mj8UeXqkMVbnVq37CD+813gvYjcBUaZngQmXc9WNZSDNGCzA+fWl9MEUHWIZo1CeJebdY/XlgKeTa0Olvq0rt70Q5jiSfbqMJmQFteeivUhkMWYUA=\n"
        + "Contact: <sip:fluffy@127.0.0.1:5070>\nTo: <sip:kumiko@example.org>\nFrom: <sip:fluffy@example.com>;tag=2fb0dcc9\nCall-ID: 3d9485ad0c49859b@Zmx1ZmZ5LW1hYy0xNi5sb2NhbA..\n"
        + "CSeq: 1 MESSAGE\nContent-Transfer-Encoding: binary\nContent-Type: multipart/mixed;boundary=7a9cbec02ceef655\nDate: Sat, 15 Oct 2005 04:44:56 GMT\nUser-Agent: SIPimp.org/0.2.5 (curses)\n"
        + "Content-Length: 62\n\n--7a9cbec02ceef655\nContent-Type: text/plain\n\n\u0001\u0002\n--7a9cbec02")]
    [DataRow("unreason", 0, "SIP/2.0 200 = 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e \u0434\u0435\u0432\u044f\u043d\u043e\u0441\u0442\u043e \u0434\u0435\u0432\u044f\u0442\u044c - \u043f\u0440\u043e\u0441\u0442\u043e\u0435\n"
        + "Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923\nCall-ID: unreason.1234ksdfak3j2erwedfsASdf\nCSeq: 35 INVITE\nFrom: sip:user@example.com;tag=11141343\n"
        + "To: sip:user@example.edu;tag=2229\nContact: <sip:user@host198.example.com>\n" + Sdp)]
    [DataRow("noreason", 0, "SIP/2.0 100 \nVia: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe\nCall-ID: noreason.asndj203insdf99223ndf\nCSeq: 35 INVITE\nFrom: <sip:user@example.com>;tag=39ansfi3\n"
        + "To: <sip:user@example.edu>;tag=902jndnke3\nContent-Length: 0\nContact: <sip:user@host105.example.com>\n\n")]
    public void AValidMessageGetsItsAnswer(string name, int status, string message)
    {
        Check(name, status, message);
    }

    // 3.1.2: invalid messages.
    [TestMethod]
    [DataRow("badinv01", 400, "INVITE sip:user@example.com SIP/2.0\nTo: sip:j.user@example.com\nFrom: sip:caller@example.net;tag=134161461246\nMax-Forwards: 7\n"
        + "Call-ID: badinv01.0ha0isndaksdjasdf3234nas\nCSeq: 8 INVITE\nVia: SIP/2.0/UDP 192.0.2.15;;,;,,\nContact: \"Joe\" <sip:joe@example.org>;;;;\n" + Sdp)]
    [DataRow("clerr", 400, "INVITE sip:user@example.com SIP/2.0\nMax-Forwards: 80\nTo: sip:j.user@example.com\nFrom: sip:caller@example.net;tag=93942939o2\n"
        + "Contact: <sip:caller@hungry.example.net>\nCall-ID: clerr.0ha0isndaksdjweiafasdk3\nCSeq: 8 INVITE\nVia: SIP/2.0/UDP host5.example.com;branch=z9hG4bK-39234-23523\n"
        + "Content-Type: application/sdp\nContent-Length: 9999\n" + Offer)]
    [DataRow("ncl", 400, "INVITE sip:user@example.com SIP/2.0\nMax-Forwards: 254\nTo: sip:j.user@example.com\nFrom: sip:caller@example.net;tag=32394234\n"
        + "Call-ID: ncl.0ha0isndaksdj2193423r542w35\nCSeq: 0 INVITE\nVia: SIP/2.0/UDP 192.0.2.53;branch=z9hG4bKkdjuw\nContact: <sip:caller@example53.example.net>\n"
        + "Content-Type: application/sdp\nContent-Length: -999\n" + Offer)]
    [DataRow("scalar02", 400, "REGISTER sip:example.com SIP/2.0\nVia: SIP/2.0/TCP host129.example.com;branch=z9hG4bK342sdfoi3\nTo: <sip:user@example.com>\nFrom: <sip:user@example.com>;tag=239232jh3\n"
        + "CSeq: 36893488147419103232 REGISTER\nCall-ID: scalar02.23o0pd9vanlq3wnrlnewofjas9ui32\nMax-Forwards: 300\n"
        + "Expires: 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000\n"
        + "Contact: <sip:user@host129.example.com>\n  ;expires=280297596632815\nContent-Length: 0\n\n")]
    [DataRow("scalarlg", -1, "SIP/2.0 503 Service Unavailable\nVia: SIP/2.0/TCP host129.example.com;branch=z9hG4bKzzxdiwo34sw;received=192.0.2.129\nTo: <sip:user@example.com>\n"
        + "From: <sip:other@example.net>;tag=2easdjfejw\nCSeq: 9292394834772304023312 OPTIONS\nCall-ID: scalarlg.noase0of0234hn2qofoaf0232aewf2394r\n"
        + "Retry-After: 949302838503028349304023988\nWarning: 1812 overture \"In Progress\"\nContent-Length: 0\n\n")]
    [DataRow("quotbal", 400, "INVITE sip:user@example.com SIP/2.0\nTo: \"Mr. J. User <sip:j.user@example.com>\nFrom: sip:caller@example.net;tag=93334\nMax-Forwards: 10\n"
        + "Call-ID: quotbal.aksdj\nContact: <sip:caller@host59.example.net>\nCSeq: 8 INVITE\nVia: SIP/2.0/UDP 192.0.2.59:5050;branch=z9hG4bKkdjuw39234\n" + Sdp)]
    [DataRow("ltgtruri", 400, "INVITE <sip:user@example.com> SIP/2.0\n" + To + From + "Max-Forwards: 23\nCall-ID: ltgtruri.1@192.0.2.5\nCSeq: 1 INVITE\nVia: SIP/2.0/UDP 192.0.2.5\n" + Contact + Sdp)]
    [DataRow("lwsruri", 400, "INVITE sip:user@example.com; lr SIP/2.0\nTo: sip:user@example.com;tag=3xfe-9921883-z9f\nFrom: sip:caller@example.net;tag=231413434\nMax-Forwards: 5\n"
        + "Call-ID: lwsruri.asdfasdoeoi2323-asdfwrn23-asd834rk423\nCSeq: 2130706432 INVITE\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKkdjuw2395\n" + Contact + Sdp)]
    [DataRow("lwsstart", 400, "INVITE  sip:user@example.com  SIP/2.0\nMax-Forwards: 8\n" + To + From + "Call-ID: lwsstart.dfknq234oi243099adsdfnawe3@example.com\nCSeq: 1893884 INVITE\n" + Via + Contact + Sdp)]
    [DataRow("trws", 400, "OPTIONS sip:remote-target@example.com SIP/2.0  \nVia: SIP/2.0/TCP host1.examle.com;branch=z9hG4bK299342093\nTo: <sip:remote-target@example.com>\n"
        + "From: <sip:local-resource@example.com>;tag=329429089\nCall-ID: trws.oicu34958239neffasdhr2345r\nAccept: application/sdp\nCSeq: 238923 OPTIONS\nMax-Forwards: 70\nContent-Length: 0\n\n")]
    [DataRow("escruri", 400, "INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0\n" + To + From + "Max-Forwards: 7\nContact: <sip:caller@host39923.example.net>\n"
        + "Call-ID: escruri.23940-asdfhj-aje3br-234q098w-fawerh2q-h4n5\nCSeq: 149209342 INVITE\n" + Via + Sdp)]
    // The date is not looked at: nothing depends on it.
    [DataRow("baddate", 488, "INVITE sip:user@example.com SIP/2.0\n" + To + From + "Max-Forwards: 70\nCall-ID: baddate.239423mnsadf3j23lj42--sedfnm234\nCSeq: 1392934 INVITE\n" + Via
        + "Date: Fri, 01 Jan 2010 16:00:00 EST\n" + Contact + Sdp)]
    [DataRow("regbadct", 405, "REGISTER sip:example.com SIP/2.0\n" + To + "From: sip:user@example.com;tag=998332\nMax-Forwards: 70\nCall-ID: regbadct.k345asrl3fdbv@10.0.0.1\nCSeq: 1 REGISTER\n"
        + "Via: SIP/2.0/UDP 135.180.130.133:5060;branch=z9hG4bKkdjuw\nContact: sip:user@example.com?Route=%3Csip:sip.example.com%3E\n" + Empty)]
    [DataRow("badaspec", 400, "OPTIONS sip:user@example.org SIP/2.0\nVia: SIP/2.0/UDP host4.example.com:5060;branch=z9hG4bKkdju43234\nMax-Forwards: 70\n"
        + "From: \"Bell, Alexander\" <sip:a.g.bell@example.com>;tag=433423\nTo: \"Watson, Thomas\" < sip:t.watson@example.org >\nCall-ID: badaspec.sdf0234n2nds0a099u23h3hnnw009cdkne3\n"
        + "Accept: application/sdp\nCSeq: 3923239 OPTIONS\n" + Empty)]
    [DataRow("baddn", 400, "OPTIONS sip:t.watson@example.org SIP/2.0\nVia:     SIP/2.0/UDP c.example.com:5060;branch=z9hG4bKkdjuw\nMax-Forwards:      70\n"
        + "From:    Bell, Alexander <sip:a.g.bell@example.com>;tag=43\nTo:      Watson, Thomas <sip:t.watson@example.org>\nCall-ID: baddn.31415@c.example.com\nAccept: application/sdp\n"
        + "CSeq:    3923239 OPTIONS\n" + Empty)]
    [DataRow("badvers", 505, "OPTIONS sip:t.watson@example.org SIP/7.0\nVia:     SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw\nMax-Forwards:     70\nFrom:    A. Bell <sip:a.g.bell@example.com>;tag=qweoiqpe\n"
        + "To:      T. Watson <sip:t.watson@example.org>\nCall-ID: badvers.31417@c.example.com\nCSeq:    1 OPTIONS\n" + Empty)]
    [DataRow("mismatch01", 400, "OPTIONS sip:user@example.com SIP/2.0\nTo: sip:j.user@example.com\n" + From + "Max-Forwards: 6\nCall-ID: mismatch01.dj0234sxdfl3\nCSeq: 8 INVITE\n" + Via + Empty)]
    [DataRow("mismatch02", 400, "NEWMETHOD sip:user@example.com SIP/2.0\nTo: sip:j.user@example.com\n" + From + "Max-Forwards: 6\nCall-ID: mismatch02.dj0234sxdfl3\nCSeq: 8 INVITE\n" + Contact + Via + Sdp)]
    [DataRow("bigcode", -1, "SIP/2.0 4294967301 better not break the receiver\nVia: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe\nCall-ID: bigcode.asdof3uj203asdnf3429uasdhfas3ehjasdfas9i\n"
        + "CSeq: 353494 INVITE\nFrom: <sip:user@example.com>;tag=39ansfi3\nTo: <sip:user@example.edu>;tag=902jndnke3\nContent-Length: 0\nContact: <sip:user@host105.example.com>\n\n")]
    public void AnInvalidMessageIsRefusedOrDropped(string name, int status, string message)
    {
        Check(name, status, message);
    }

    // 3.2 to 3.4: transactions, the application's layer, the older RFC.
    [TestMethod]
    [DataRow("badbranch", 200, "OPTIONS sip:user@example.com SIP/2.0\n" + To + "From: sip:caller@example.org;tag=33242\nMax-Forwards: 3\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK\n"
        + "Accept: application/sdp\nCall-ID: badbranch.sadonfo23i420jv0as0derf3j3n\nCSeq: 8 OPTIONS\n" + Empty)]
    [DataRow("insuf", 400, "INVITE sip:user@example.com SIP/2.0\nCSeq: 193942 INVITE\nVia: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf\n" + Sdp)]
    [DataRow("unkscm", 416, "OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0\n" + To + From + "Max-Forwards: 3\nCall-ID: unkscm.nasdfasser0q239nwsdfasdkl34\nCSeq: 3923423 OPTIONS\n"
        + "Via: SIP/2.0/TCP host9.example.com;branch=z9hG4bKkdjuw39234\nContent-Length: 0\n\n")]
    [DataRow("novelsc", 416, "OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0\n" + To + From + "Max-Forwards: 3\nCall-ID: novelsc.asdfasser0q239nwsdfasdkl34\nCSeq: 3923423 OPTIONS\n"
        + "Via: SIP/2.0/TCP host9.example.com;branch=z9hG4bKkdjuw39234\nContent-Length: 0\n\n")]
    [DataRow("unksm2", 405, "REGISTER sip:example.com SIP/2.0\nTo: isbn:2983792873\nFrom: <http://www.example.com>;tag=3234233\nCall-ID: unksm2.daksdj@hyphenated-host.example.com\n"
        + "CSeq: 234902 REGISTER\nMax-Forwards: 70\nVia: SIP/2.0/UDP 192.0.2.21:5060;branch=z9hG4bKkdjuw\nContact: <name:John_Smith>\n" + Empty)]
    [DataRow("bext01", 420, "OPTIONS sip:user@example.com SIP/2.0\nTo: sip:j_user@example.com\n" + From + "Max-Forwards: 6\nCall-ID: bext01.0ha0isndaksdj\n"
        + "Require: nothingSupportsThis, nothingSupportsThisEither\nProxy-Require: noProxiesSupportThis, norDoAnyProxiesSupportThis\nCSeq: 8 OPTIONS\n"
        + "Via: SIP/2.0/TLS fold-and-staple.example.com;branch=z9hG4bKkdjuw\nContent-Length: 0\n\n")]
    [DataRow("invut", 415, "INVITE sip:user@example.com SIP/2.0\n" + Contact + "To: sip:j.user@example.com\n" + From + "Max-Forwards: 70\nCall-ID: invut.0ha0isndaksdjadsfij34n23d\nCSeq: 235448 INVITE\n"
        + "Via: SIP/2.0/UDP somehost.example.com;branch=z9hG4bKkdjuw\nContent-Type: application/unknownformat\nContent-Length: 40\n\n<audio>\n <pcmu port=\"443\"/>\n</audio>\n")]
    [DataRow("regaut01", 405, "REGISTER sip:example.com SIP/2.0\nTo: sip:j.user@example.com\nFrom: sip:j.user@example.com;tag=87321hj23128\nMax-Forwards: 8\nCall-ID: regaut01.0ha0isndaksdj\n"
        + "CSeq: 9338 REGISTER\nVia: SIP/2.0/TCP 192.0.2.253;branch=z9hG4bKkdjuw\nAuthorization: NoOneKnowsThisScheme opaque-data=here\nContent-Length:0\n\n")]
    [DataRow("multi01", 400, "INVITE sip:user@company.com SIP/2.0\nContact: <sip:caller@host25.example.net>\nVia: SIP/2.0/UDP 192.0.2.25;branch=z9hG4bKkdjuw\nMax-Forwards: 70\nCSeq: 5 INVITE\n"
        + "Call-ID: multi01.98asdh@192.0.2.1\nCSeq: 59 INVITE\nCall-ID: multi01.98asdh@192.0.2.2\nFrom: sip:caller@example.com;tag=3413415\nTo: sip:user@example.com\nTo: sip:other@example.net\n"
        + "From: sip:caller@example.net;tag=2923420123\nContact: <sip:caller@host36.example.net>\nMax-Forwards: 5\n" + Sdp)]
    [DataRow("mcl01", 400, "OPTIONS sip:user@example.com SIP/2.0\nVia: SIP/2.0/UDP host5.example.net;branch=z9hG4bK293423\n" + To + "From: sip:other@example.net;tag=3923942\n"
        + "Call-ID: mcl01.fhn2323orihawfdoa3o4r52o3irsdf\nCSeq: 15932 OPTIONS\nContent-Length: 13\nMax-Forwards: 60\nContent-Length: 5\nContent-Type: text/plain\n\n"
        + "There's no way to know how many octets are supposed to be here.\n")]
    [DataRow("bcast", 0, "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923\nVia: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23\n"
        + "Call-ID: bcast.0384840201234ksdfak3j2erwedfsASdf\nCSeq: 35 INVITE\nFrom: sip:user@example.com;tag=11141343\nTo: sip:user@example.edu;tag=2229\nContact: <sip:user@host28.example.com>\n" + Sdp)]
    [DataRow("zeromf", 200, "OPTIONS sip:user@example.com SIP/2.0\n" + To + "From: sip:caller@example.net;tag=3ghsd41\nCall-ID: zeromf.jfasdlfnm2o2l43r5u0asdfas\nCSeq: 39234321 OPTIONS\n"
        + "Via: SIP/2.0/UDP host1.example.com;branch=z9hG4bKkdjuw2349i\nMax-Forwards: 0\nContent-Length: 0\n\n")]
    [DataRow("cparam01", 405, "REGISTER sip:example.com SIP/2.0\nVia: SIP/2.0/UDP saturn.example.com:5060;branch=z9hG4bKkdjuw\nMax-Forwards: 70\nFrom: sip:watson@example.com;tag=DkfVgjkrtMwaerKKpe\n"
        + "To: sip:watson@example.com\nCall-ID: cparam01.70710@saturn.example.com\nCSeq: 2 REGISTER\nContact: sip:+19725552222@gw1.example.net;unknownparam\n" + Empty)]
    [DataRow("cparam02", 405, "REGISTER sip:example.com SIP/2.0\nVia: SIP/2.0/UDP saturn.example.com:5060;branch=z9hG4bKkdjuw\nMax-Forwards: 70\nFrom: sip:watson@example.com;tag=838293\n"
        + "To: sip:watson@example.com\nCall-ID: cparam02.70710@saturn.example.com\nCSeq: 3 REGISTER\nContact: <sip:+19725552222@gw1.example.net;unknownparam>\n" + Empty)]
    [DataRow("regescrt", 405, "REGISTER sip:example.com SIP/2.0\n" + To + "From: sip:user@example.com;tag=8\nMax-Forwards: 70\nCall-ID: regescrt.k345asrl3fdbv@192.0.2.1\nCSeq: 14398234 REGISTER\n"
        + "Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw\nM: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>\nL:0\n\n")]
    [DataRow("sdp01", 406, "INVITE sip:user@example.com SIP/2.0\nTo: sip:j_user@example.com\nContact: <sip:caller@host15.example.net>\nFrom: sip:caller@example.net;tag=234\nMax-Forwards: 5\n"
        + "Call-ID: sdp01.ndaksdj9342dasdd\nAccept: text/nobodyKnowsThis\nCSeq: 8 INVITE\nVia: SIP/2.0/UDP 192.0.2.15;branch=z9hG4bKkdjuw\n" + Sdp)]
    [DataRow("inv2543", 488, "INVITE sip:UserB@example.com SIP/2.0\nVia: SIP/2.0/UDP iftgw.example.com\nFrom: <sip:+13035551111@ift.client.example.net;user=phone>\n"
        + "Record-Route: <sip:UserB@example.com;maddr=ss1.example.com>\nTo: sip:+16505552222@ss1.example.net;user=phone\nCall-ID: inv2543.1717@ift.client.example.com\nCSeq: 56 INVITE\n"
        + "Content-Type: application/sdp\n\nv=0\no=mhandley 29739 7272939 IN IP4 192.0.2.5\ns=-\nc=IN IP4 192.0.2.5\nt=0 0\nm=audio 49217 RTP/AVP 0\n")]
    public void WhatIsOddInMeaningIsAnsweredAsTheRfcSays(string name, int status, string message)
    {
        Check(name, status, message);
    }

    // 3.1.1.7.
    [TestMethod]
    public void ALongRequestIsReadAndAllItsViasComeBack()
    {
        StringBuilder text = new StringBuilder();
        text.Append("INVITE sip:user@example.com SIP/2.0\nTo: \"I have a user name of ");
        Repeat("extreme", 10, text);
        text.Append(" proportion\"<sip:user@example.com:6000;unknownparam1=very");
        Repeat("long", 20, text);
        text.Append("value;longparam");
        Repeat("name", 25, text);
        text.Append("=shortvalue;very");
        Repeat("long", 25, text);
        text.Append("ParameterNameWithNoValue>\nF: sip:");
        Repeat("amazinglylongcallername", 5, text);
        text.Append("@example.net;tag=12");
        Repeat("982", 50, text);
        text.Append("424;unknownheaderparam");
        Repeat("name", 20, text);
        text.Append("=unknowheaderparam");
        Repeat("value", 15, text);
        text.Append(";unknownValueless");
        Repeat("paramname", 10, text);
        text.Append("\nCall-ID: longreq.one");
        Repeat("really", 20, text);
        text.Append("longcallid\nCSeq: 3882340 INVITE\nUnknown-");
        Repeat("Long", 20, text);
        text.Append("-Name: unknown-");
        Repeat("long", 20, text);
        text.Append("-value; unknown-");
        Repeat("long", 20, text);
        text.Append("-parameter-name = unknown-");
        Repeat("long", 20, text);
        text.Append("-parameter-value\n");
        string[] names = { "Via:", "v:", "V:", "ViA:", "VIa:", "VIA:", "via:", "viA:", "vIa:", "vIA:", "V :", "v :", "V  :", "v  :", "Via :", "Via  :" };
        for (int i = 33; i > 0; i--)
        {
            text.Append(names[i % names.Length] + " SIP/2.0/TCP sip" + i.ToString() + ".example.com\n");
        }

        text.Append("Via: SIP/2.0/TCP host.example.com;received=192.0.2.5;branch=very");
        Repeat("long", 50, text);
        text.Append("branchvalue\nMax-Forwards: 70\nContact: <sip:");
        Repeat("amazinglylongcallername", 5, text);
        text.Append("@host5.example.net>\nContent-Type: application/sdp\nl: 150\n" + Offer);
        string answer = _bed.Send(text.ToString());
        Assert.AreEqual(488, SipBed.StatusOf(answer));
        int vias = 0;
        foreach (string line in answer.Split('\n'))
        {
            vias += line.Length > 4 && line.Substring(0, 4) == "Via:" ? 1 : 0;
        }

        Assert.AreEqual(34, vias);
        Assert.IsTrue(answer.IndexOf("SIP/2.0/TCP sip33.example.com;received=10.0.0.9\n") > 0, answer);
    }

    private static void Repeat(string text, int times, StringBuilder output)
    {
        for (int i = 0; i < times; i++)
        {
            output.Append(text);
        }
    }

    // The same message again gets the same answer, nothing is acted on, and an answer gets none.
    private void Check(string name, int status, string message)
    {
        string answer = _bed.Send(message);
        Assert.AreEqual(status, SipBed.StatusOf(answer), name + ": " + answer);
        Assert.AreEqual((int)SipAction.None, (int)_bed.Responder.Action, name);
        Assert.AreEqual(answer, _bed.Send(message), name);
        Assert.IsTrue(SipBed.StatusOf(_bed.Send(answer)) <= 0, name);
    }
}
