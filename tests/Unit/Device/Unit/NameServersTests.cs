// Which name servers a unit asks, by its board and its parameters.

using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class NameServersTests
{
    private const uint Board = 0x0A000001;
    private const uint First = 0xC0A80101;
    private const uint Second = 0xC0A80102;

    // Order, board's own, primary, secondary: whether the network is to be asked.
    [TestMethod]
    [DataRow("Manual", 0u, "", "", false)]
    [DataRow("Manual,DHCP", 0u, "192.168.1.1", "", true)]
    [DataRow("Manual,DHCP", 0u, "192.168.1.1", "192.168.1.2", false)]
    [DataRow("DHCP,Manual", 0u, "192.168.1.1", "192.168.1.2", true)]
    [DataRow("Manual,DHCP", Board, "192.168.1.1", "", false)]
    public void TheNetworkIsAskedForServersWhenTheOrderSaysSo(string order, uint board, string primary, string secondary, bool asked)
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(4096), 1024);
        store.Load();
        Set(store, ParameterIndex.DNS_Server_Order, order);
        Set(store, ParameterIndex.Primary_DNS, primary);
        Set(store, ParameterIndex.Secondary_DNS, secondary);
        NameServers servers = new NameServers(store, board, 5353);
        servers.Configure();
        Assert.AreEqual(asked, servers.NeedsAnswer);
        Assert.IsTrue(servers.InParallel);
        Set(store, ParameterIndex.DNS_Query_Mode, "Sequential");
        servers.Configure();
        Assert.IsFalse(servers.InParallel);
    }

    // Board's own, primary, secondary: the two that are asked.
    [TestMethod]
    [DataRow(0u, "", "", 0u, 0u)]
    [DataRow(0u, "192.168.1.1", "192.168.1.2", First, Second)]
    [DataRow(Board, "192.168.1.1", "192.168.1.2", Board, First)]
    [DataRow(Board, "", "192.168.1.2", Board, Second)]
    [DataRow(0u, "0.0.0.0", "192.168.1.2", Second, 0u)]
    [DataRow(0u, "ns.telco.com", "192.168.1.2", Second, 0u)]
    public void TheBoardsServerComesFirst(uint board, string primary, string secondary, uint first, uint second)
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(4096), 1024);
        store.Load();
        Set(store, ParameterIndex.Primary_DNS, primary);
        Set(store, ParameterIndex.Secondary_DNS, secondary);
        NameServers servers = new NameServers(store, board, 5353);
        servers.Configure();
        Assert.AreEqual(first, servers.AddressOf(0));
        Assert.AreEqual(second, servers.AddressOf(1));
        if (first != 0)
        {
            Assert.AreEqual(board != 0 ? 5353 : 53, servers.PortOf(0));
        }
    }

    private static void Set(ParameterStore store, int index, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        ParameterTransaction transaction = store.Begin();
        transaction.Set(index, bytes, 0, bytes.Length);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
    }
}
