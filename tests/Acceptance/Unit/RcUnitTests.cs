// RC units (guide "Deploying RC Units"): factory values of their own, and who owns them.

using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Unit;

[TestClass]
public class RcUnitTests
{
    // The guide's sample template in its own plain-text syntax (the print's stars are no marks of it), and as XML; addresses that exist here.
    private const string PlainTemplate = """
        Restricted_Access_Domains "domain.com, domain1.com, domain2.com" ;
        Primary_DNS               "192.168.1.1" ;
        Secondary_DNS             "192.168.1.2" ;
        Provision_Enable          "Yes" ;
        Resync_Periodic           "30" ;
        Resync_Error_Retry_Delay  "30" ;
        Profile_Rule              "http://prov.domain.com/sipura/profile?id=$MA" ;
        """;

    private const string Template = """
        <flat-profile>
          <Restricted_Access_Domains>domain.com, domain1.com, domain2.com</Restricted_Access_Domains>
          <Primary_DNS>192.168.1.1</Primary_DNS>
          <Secondary_DNS>192.168.1.2</Secondary_DNS>
          <Provision_Enable>Yes</Provision_Enable>
          <Resync_Periodic>30</Resync_Periodic>
          <Resync_Error_Retry_Delay>30</Resync_Error_Retry_Delay>
          <Profile_Rule>http://prov.domain.com/sipura/profile?id=$MA</Profile_Rule>
        </flat-profile>
        """;

    private static readonly byte[] Profile = Encoding.ASCII.GetBytes("<flat-profile><Customization>Super &amp; VoIP</Customization><GPP_A>custom</GPP_A><Resync_Periodic>600</Resync_Periodic></flat-profile>");

    [TestMethod]
    [DataRow(Template)]
    [DataRow(PlainTemplate)]
    public void AnRcUnitIsPendingUntilItsProfileNamesItsOwner(string template)
    {
        var bench = new UnitBench(rcTemplate: template);
        bench.Name("prov.domain.com", UnitBench.Server);
        Assert.AreEqual("Pending", Customization(bench));
        bench.Run(60);
        Assert.AreEqual("Pending", Customization(bench));
        bench.Http["/sipura/profile?id=000e08abcdef"] = Profile;
        bench.Run(31);
        Assert.AreEqual("Super &amp; VoIP", Customization(bench));
        Assert.AreEqual("600", bench.Unit.Store.Text(ParameterIndex.Resync_Periodic));
        bench.PowerCycle();
        Assert.AreEqual("Super &amp; VoIP", Customization(bench));
        Assert.AreEqual("600", bench.Unit.Store.Text(ParameterIndex.Resync_Periodic), "a start with values of its own keeps them");
    }

    [TestMethod]
    public void AFactoryResetLeadsBackToTheTemplate()
    {
        var bench = new UnitBench(rcTemplate: Template);
        bench.Name("prov.domain.com", UnitBench.Server);
        bench.Http["/sipura/profile?id=000e08abcdef"] = Profile;
        bench.Run(60);
        Assert.AreEqual("custom", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual(Fault.None, bench.Unit.FactoryReset());
        bench.Http.Clear();
        bench.Run(1);
        Assert.AreEqual("Pending", Customization(bench));
        Assert.AreEqual("", bench.Unit.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual("30", bench.Unit.Store.Text(ParameterIndex.Resync_Periodic));
        Assert.AreEqual("http://prov.domain.com/sipura/profile?id=$MA", bench.Unit.Store.Text(ParameterIndex.Profile_Rule));
        Assert.AreEqual("domain.com, domain1.com, domain2.com", bench.Unit.Store.Text(ParameterIndex.Restricted_Access_Domains));
        bench.Http["/sipura/profile?id=000e08abcdef"] = Profile;
        bench.Run(100);
        Assert.AreEqual("custom", bench.Unit.Store.Text(ParameterIndex.GPP_A));
    }

    [TestMethod]
    public void AnRcUnitGoesToNoOtherService()
    {
        var bench = new UnitBench(rcTemplate: Template);
        bench.Http["/p"] = Profile;
        bench.Web.Ask("/admin/resync?http://192.168.1.200/p");
        bench.Run(2);
        Assert.AreEqual(Fault.ServerRestricted, bench.Unit.Resync.LastFault);
        Assert.AreEqual("Pending", Customization(bench));
    }

    [TestMethod]
    public void ANormalUnitIsOpenWhateverAProfileSays()
    {
        var bench = new UnitBench();
        bench.Set("Customization", "SuperVoIP");
        Assert.AreEqual("Open", Customization(bench));
    }

    [TestMethod]
    [DataRow("<flat-profile><GPP_A>x</GPP_B></flat-profile>", "(fault 16", "")]
    [DataRow("no profile at all", "(fault 16", "")]
    [DataRow("<flat-profile><GPP_A>x</GPP_A><Nowhere>1</Nowhere></flat-profile>", "Nowhere", "x")]
    [DataRow("<flat-profile><GPP_A>x</GPP_A></flat-profile>", null, "x")]
    public void ATemplateWithMistakesIsTold(string template, string what, string value)
    {
        var bench = new UnitBench(rcTemplate: template);
        Assert.AreEqual(value, bench.Unit.Store.Text(ParameterIndex.GPP_A));
        string told = bench.Console.Lines.SingleOrDefault(l => l.StartsWith("RC template: ", System.StringComparison.Ordinal));
        Assert.AreEqual(what == null, told == null);
        StringAssert.Contains(told ?? "", what ?? "");
    }

    private static string Customization(UnitBench bench)
    {
        WebClient.Exchange page = bench.Web.Ask("/");
        bench.Run(0.1);
        const string Row = "<td>Customization:</td><td>";
        int at = page.Body.IndexOf(Row, System.StringComparison.Ordinal) + Row.Length;
        return page.Body[at..page.Body.IndexOf('<', at)];
    }
}
