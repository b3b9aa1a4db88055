// Custom_CA_URL in a whole unit: when it is fetched, what is trusted, what the log says.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class CustomCaTests
{
    private const string First = "-----BEGIN CERTIFICATE-----\nfirst\n-----END CERTIFICATE-----\n";
    private const string Second = "-----BEGIN CERTIFICATE-----\nsecond\n-----END CERTIFICATE-----\n";

    [TestMethod]
    [DataRow("http://192.168.1.200/ca.crt")]
    [DataRow("tftp://192.168.1.200/ca.crt")]
    [DataRow("http://prov.telco.com/$P")]
    [DataRow("/ca.crt")]
    public void TheFileIsFetchedAtTheStartBeforeAnyResync(string url)
    {
        UnitBench bench = Bench(url);
        bench.Set("GPP_P", "ca.crt");
        bench.Network.SetDhcpOption(66, "192.168.1.200");
        bench.Name("prov.telco.com", UnitBench.Server);
        bench.PowerCycle();
        bench.Run(2);
        Assert.AreEqual(First, bench.Trust.Authority);
        Assert.AreEqual(0, bench.Requests.Count(r => r.Contains("/profile", StringComparison.Ordinal)));
        StringAssert.Matches(Told(bench).Single(), new System.Text.RegularExpressions.Regex("Custom CA: trusting .*/ca.crt"));
        bench.Run(60);
        Assert.HasCount(1, Told(bench));
    }

    [TestMethod]
    public void WithoutAUrlNothingIsFetched()
    {
        UnitBench bench = Bench("");
        bench.Run(60);
        Assert.IsNull(bench.Trust.Authority);
        Assert.IsEmpty(Told(bench));
    }

    [TestMethod]
    [DataRow("http://192.168.1.200/missing", (int)Fault.HttpNotFound)]
    [DataRow("http://192.168.1.200/html", (int)Fault.TlsAuthorityBad)]
    [DataRow("http://192.168.1.200/empty", (int)Fault.TlsAuthorityBad)]
    [DataRow("http://192.168.1.200/long", (int)Fault.TlsAuthorityTooLong)]
    [DataRow("tftp://192.168.1.200/long", (int)Fault.TlsAuthorityTooLong)]
    [DataRow("ftp://192.168.1.200/ca.crt", (int)Fault.UrlScheme)]
    [DataRow("http://192.168.1.200/ca.crt HTTP/1.0", (int)Fault.UrlSyntax)]
    [DataRow("http://192.168.1.200:0/ca.crt", (int)Fault.UrlPort)]
    [DataRow("https://192.168.1.200/ca.crt", (int)Fault.TlsNoAuthority)]
    public void AFailureIsToldAndLeavesTheUnitWorking(string url, int expected)
    {
        UnitBench bench = Bench(url);
        bench.PowerCycle();
        bench.Run(41);
        Assert.IsNull(bench.Trust.Authority);
        StringAssert.Contains(Told(bench).First(), $"failed: {FaultText.Of((Fault)expected)}");
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        Assert.AreEqual("applied", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AChangedUrlIsFetchedAfterTheResyncThatSetIt()
    {
        UnitBench bench = Bench("");
        bench.Http["/profile"] = Encoding.ASCII.GetBytes("<flat-profile><Custom_CA_URL>http://192.168.1.200/ca.crt</Custom_CA_URL></flat-profile>");
        bench.PowerCycle();
        bench.Run(41);
        Assert.AreEqual(First, bench.Trust.Authority);
        bench.Http["/profile"] = Encoding.ASCII.GetBytes("<flat-profile><Custom_CA_URL>http://192.168.1.200/other.crt</Custom_CA_URL></flat-profile>");
        bench.Run(61);
        Assert.AreEqual(Second, bench.Trust.Authority);
        bench.Http["/profile"] = Encoding.ASCII.GetBytes("<flat-profile><Custom_CA_URL></Custom_CA_URL></flat-profile>");
        bench.Run(61);
        Assert.IsNull(bench.Trust.Authority);
        StringAssert.Contains(Told(bench).Last(), "none any more");
        Assert.HasCount(3, Told(bench));
    }

    [TestMethod]
    public void TheLastGoodOneStaysOverFailuresUntilTheNextStart()
    {
        UnitBench bench = Bench("http://192.168.1.200/ca.crt");
        bench.PowerCycle();
        bench.Run(41);
        bench.Http["/profile"] = Encoding.ASCII.GetBytes("<flat-profile><Custom_CA_URL>http://192.168.1.200/late.crt</Custom_CA_URL></flat-profile>");
        bench.Run(61);
        Assert.AreEqual(First, bench.Trust.Authority);
        StringAssert.Contains(Told(bench).Last(), "late.crt failed");
        bench.Http["/late.crt"] = Encoding.ASCII.GetBytes(Second);
        bench.Run(61);
        Assert.AreEqual(Second, bench.Trust.Authority, "tried again after the next resync");
        bench.Http.Remove("/late.crt");
        bench.PowerCycle();
        bench.Run(41);
        Assert.IsNull(bench.Trust.Authority);
    }

    [TestMethod]
    public void AServerThatDripsHoldsTheResyncUpForHalfAMinuteAtMost()
    {
        UnitBench bench = Bench("http://192.168.1.200:81/ca.crt");
        bench.Network.ServeStream(UnitBench.Server, 81, _ => new StreamReply(StreamReply.Http(200, "OK", new byte[4000]).Bytes) { PieceBytes = 1, PieceGapMs = 1000 });
        long askedAtMs = 0;
        bench.Network.ServeStream(UnitBench.Server, 82, _ =>
        {
            askedAtMs = bench.Clock.NowMs;
            return StreamReply.Http(404, "Not Found", []);
        });
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("Profile_Rule", "http://192.168.1.200:82/profile");
        bench.PowerCycle();
        long startMs = bench.Clock.NowMs;
        bench.Run(1);
        Assert.IsInRange(29900L, 30500L, askedAtMs - startMs);
    }

    private static UnitBench Bench(string url)
    {
        var bench = new UnitBench();
        bench.Set("Primary_DNS", "192.168.1.1");
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.Set("Profile_Rule", "http://192.168.1.200/profile");
        bench.Set("Resync_Periodic", "60");
        bench.Set("Custom_CA_URL", url);
        bench.Http["/profile"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>applied</GPP_A></flat-profile>");
        bench.Http["/ca.crt"] = Encoding.ASCII.GetBytes(First);
        bench.Http["/other.crt"] = Encoding.ASCII.GetBytes(Second);
        bench.Http["/html"] = Encoding.ASCII.GetBytes("<html>no</html>");
        bench.Http["/empty"] = [];
        bench.Http["/long"] = Encoding.ASCII.GetBytes(First + new string('x', 9000));
        bench.Tftp.Files["/ca.crt"] = bench.Http["/ca.crt"];
        bench.Tftp.Files["/long"] = bench.Http["/long"];
        return bench;
    }

    private static string[] Told(UnitBench bench) => bench.Messages().Where(m => m.Contains("Custom CA", StringComparison.Ordinal)).ToArray();
}
