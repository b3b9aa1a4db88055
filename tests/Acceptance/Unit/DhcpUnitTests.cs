// A unit with factory values asks the simulated network for DHCP options: which server it goes to, and what is asked again when.

using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class DhcpUnitTests
{
    private int _questions;

    // Order of options, the answer's options after the message type, siaddr: the fault, None when the factory file came.
    [TestMethod]
    [DataRow("66,160,159,150", "420d3139322e3136382e312e32303000", 0u, "")]
    [DataRow("66,160,159,150", "9604c0a801c8", 0u, "")]
    [DataRow("150,66", "9604c0a801c8420a31302e392e392e392e39", 0u, "")]
    [DataRow("66", "", UnitBench.Server, "")]
    [DataRow("66,160,159,150", "", 0u, "UrlNoServer")]
    [DataRow("66", "9604c0a801c8", 0u, "UrlNoServer")]
    [DataRow("160,66", "a0207466" + "74703a2f2f3139322e3136382e312e3230302f7370612450534e2e636667", 0u, "")]
    public void TheFactoryFileComesFromTheServerOfTheAnswer(string order, string options, uint nextServer, string fault)
    {
        UnitBench bench = Bench(options, nextServer, order);
        bench.Run(10);
        Assert.AreEqual(fault == "" ? "None" : fault, bench.Unit.Resync.LastFault.ToString());
        Assert.AreEqual(1, _questions);
        Assert.AreEqual(fault == "" ? "from the network" : "", Text(bench));
    }

    [TestMethod]
    public void WithoutAnAnswerTheUnitGoesOnAfterSevenSeconds()
    {
        UnitBench bench = Bench(null, 0, "66");
        bench.Run(6.5);
        Assert.AreEqual(3, _questions);
        Assert.AreEqual(Fault.None, bench.Unit.Resync.LastFault);
        bench.Run(2);
        Assert.AreEqual(Fault.UrlNoServer, bench.Unit.Resync.LastFault);
    }

    [TestMethod]
    public void AnAddressThatComesLaterIsTheOneAskedFromAndTold()
    {
        UnitBench bench = Bench("42" + "0d3139322e3136382e312e323030", 0, "66");
        uint own = bench.Network.LocalAddress;
        bench.Set("Resync_Error_Retry_Delay", "5");
        bench.Set("Log_Resync_Success_Msg", "done by $IP");
        bench.Network.LocalAddress = Ipv4.Loopback;
        bench.PowerCycle();
        bench.Run(4);
        Assert.AreEqual(Fault.UrlNoServer, bench.Unit.Resync.LastFault);
        Assert.AreEqual(0, _questions, "the loopback has no DHCP server");
        bench.Network.LocalAddress = own;
        bench.Run(3);
        Assert.AreEqual("from the network", Text(bench));
        Assert.IsTrue(bench.Console.Lines.Exists(l => l.Contains("done by 192.168.1.100")), string.Join("\n", bench.Console.Lines));
    }

    private static string Text(UnitBench bench) => bench.Unit.Store.Text(Parameters.ParameterIndex.GPP_A);

    // The first resync is over (no server) before the DHCP server comes; the next is a power cycle's.
    private UnitBench Bench(string options, uint nextServer, string order)
    {
        var bench = new UnitBench();
        bench.Tftp.Files["/spa2102.cfg"] = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>from the network</GPP_A></flat-profile>");
        bench.Run(9);
        bench.Set("Resync_Random_Delay", "0");
        bench.Set("DHCP_Option_To_Use", order);
        bench.Network.Serve(Ipv4.Broadcast, 67, (from, port, question) =>
        {
            _questions++;
            if (options == null)
            {
                return;
            }

            byte[] answer = [.. question.Take(240), 53, 1, 5, .. Convert.FromHexString(options), 255];
            answer[0] = 2;
            for (int i = 0; i < 4; i++)
            {
                answer[20 + i] = (byte)(nextServer >> (24 - (8 * i)));
            }

            bench.Network.Send(UnitBench.Server, 67, from, port, answer);
        });
        bench.PowerCycle();
        return bench;
    }
}
