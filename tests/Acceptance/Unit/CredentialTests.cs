// --uid and --pwd of a rule with a server that asks for them: the file comes, and the password is in no log.

using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Boards.Virtual;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class CredentialTests
{
    private const string Secret = "s3cret-of-hal";

    [TestMethod]
    [DataRow("Basic realm=\"r\"", "Authorization: Basic aGFsOnMzY3JldC1vZi1oYWw=")]
    [DataRow("Digest realm=\"r\", nonce=\"n\", qop=\"auth\"", "Authorization: Digest username=\"hal\"")]
    public void ARulesUserAndPasswordAreGivenWhenAskedFor(string challenge, string answer)
    {
        UnitBench bench = Resynced("[--uid hal --pwd $SA] http://192.168.1.200/p", challenge, answer);
        Assert.AreEqual("5077", bench.Unit.Store.Text(Parameters.ParameterIndex.SIP_Port_1_));
        AssertNotLogged(bench);
    }

    [TestMethod]
    [DataRow("[--uid hal --pwd $SA] http://192.168.1.200/p", "does not accept the user and password")]
    [DataRow("http://192.168.1.200/p", "give --uid and --pwd in the rule")]
    public void ARefusalSaysWhatToDo(string rule, string told)
    {
        UnitBench bench = Resynced(rule, "Basic realm=\"r\"", "Authorization: Basic nobody's");
        Assert.IsTrue(bench.Syslog.Exists(line => line.Contains(told, StringComparison.Ordinal)), string.Join("\n", bench.Syslog));
        AssertNotLogged(bench);
    }

    private static UnitBench Resynced(string rule, string challenge, string answer)
    {
        UnitBench bench = new UnitBench();
        bench.Set("GPP_SA", Secret);
        bench.Set("Profile_Rule", rule);
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("Syslog_Server", "192.168.1.200");
        bench.Set("Debug_Server", "192.168.1.200");
        bench.Set("Debug_Level", "3");
        bench.Network.ServeStream(UnitBench.Server, 80, request => request.Contains(answer, StringComparison.Ordinal)
            ? StreamReply.Http(200, "OK", Encoding.ASCII.GetBytes("<flat-profile><SIP_Port_1_>5077</SIP_Port_1_></flat-profile>"))
            : new StreamReply(Encoding.ASCII.GetBytes("HTTP/1.1 401 Who\r\nWWW-Authenticate: " + challenge + "\r\n\r\n")));
        bench.PowerCycle();
        bench.Run(30);
        return bench;
    }

    private static void AssertNotLogged(UnitBench bench)
    {
        string all = string.Join("\n", bench.Syslog) + string.Join("\n", bench.Console.Lines);
        StringAssert.Contains(all, "Fetch: trying 192.168.1.200 for http://192.168.1.200/p");
        Assert.IsFalse(all.Contains(Secret, StringComparison.Ordinal) || all.Contains("aGFs", StringComparison.Ordinal), all);
    }
}
