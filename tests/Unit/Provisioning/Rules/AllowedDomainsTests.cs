// Which servers a list of domains lets through.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class AllowedDomainsTests
{
    private const string Guide = "domain.com, domain1.com, domain2.com";

    [TestMethod]
    [DataRow("", "anything.example", true)]
    [DataRow("", "10.0.0.1", true)]
    [DataRow(" , ,", "anything.example", true)]
    [DataRow(Guide, "domain.com", true)]
    [DataRow(Guide, "prov.domain.com", true)]
    [DataRow(Guide, "a.b.c.domain1.com", true)]
    [DataRow(Guide, "domain2.com", true)]
    [DataRow(Guide, "PROV.Domain.COM", true)]
    [DataRow(Guide, "prov.domain.com.", true)]
    [DataRow(Guide, "domain3.com", false)]
    [DataRow(Guide, "evildomain.com", false)]
    [DataRow(Guide, "domain.com.evil.example", false)]
    [DataRow(Guide, "com", false)]
    [DataRow(Guide, ".", false)]
    [DataRow(Guide, "", false)]
    [DataRow(Guide, "192.168.1.200", false)]
    [DataRow("Telco.COM", "sip.telco.com", true)]
    [DataRow("telco.com\tother.com\r\nthird.com", "x.third.com", true)]
    [DataRow("telco.com,other.com", "other.com", true)]
    [DataRow(".telco.com", "telco.com", true)]
    [DataRow("telco.com.", "prov.telco.com", true)]
    [DataRow(".", "telco.com", false)]
    [DataRow("telco.com 192.168.1.200", "192.168.1.200", true)]
    [DataRow("telco.com 192.168.1.200", "192.168.1.201", false)]
    [DataRow("168.1.200", "192.168.1.200", false)]
    [DataRow("200", "192.168.1.200", false)]
    [DataRow("192.168.1.200", "x.192.168.1.200", true)]
    [DataRow("a.x b.x c.x d.x e.x", "e.x", true)]
    [DataRow("a.x b.x c.x d.x e.x f.x", "e.x", true)]
    [DataRow("a.x b.x c.x d.x e.x f.x", "f.x", false)]
    public void AServerIsInADomainOrNot(string list, string server, bool allowed)
    {
        AllowedDomains domains = With(list);
        byte[] bytes = Bytes.Of("<" + server + ">");
        Assert.AreEqual(allowed, domains.Allows(bytes, 1, bytes.Length - 2));
    }

    [TestMethod]
    [DataRow("", false)]
    [DataRow("a.x b.x c.x d.x e.x", false)]
    [DataRow("a.x,b.x,c.x,d.x,e.x,", false)]
    [DataRow("a.x b.x c.x d.x e.x f.x", true)]
    public void MoreThanFiveAreTold(string list, bool tooMany)
    {
        AllowedDomains domains = With(list);
        domains.Read();
        Assert.AreEqual(tooMany, domains.HasTooMany);
    }

    // Such a list opens nothing: its one domain cannot be known.
    private static AllowedDomains With(string list)
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(4096), 1024);
        store.Load();
        ParameterTransaction transaction = store.Begin();
        byte[] bytes = Bytes.Of("<" + list + ">");
        Assert.AreEqual((int)Fault.None, (int)transaction.Set(ParameterIndex.Restricted_Access_Domains, bytes, 1, bytes.Length - 2));
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        return new AllowedDomains(store);
    }
}
