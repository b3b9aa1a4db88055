// URLs of the administration web server.

using System.Text;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class WebTargetTests
{
    [TestMethod]
    [DataRow("/", (int)WebPlace.Info, false, false, "")]
    [DataRow("/admin", (int)WebPlace.Info, true, false, "")]
    [DataRow("/admin/", (int)WebPlace.Info, true, false, "")]
    [DataRow("/admin/advanced", (int)WebPlace.Info, true, true, "")]
    [DataRow("/advanced/", (int)WebPlace.Info, false, true, "")]
    [DataRow("/admin/advanced/line1", (int)WebPlace.Line1, true, true, "")]
    [DataRow("/admin/user2/", (int)WebPlace.User2, true, false, "")]
    [DataRow("/sip?x", (int)WebPlace.Sip, false, false, "x")]
    [DataRow("/admin/resync?http://a/b?c=1", (int)WebPlace.Resync, true, false, "http://a/b?c=1")]
    [DataRow("/resync?", (int)WebPlace.Resync, false, false, "")]
    [DataRow("/admin/spacfg.xml", (int)WebPlace.Export, true, false, "")]
    [DataRow("/style.css", (int)WebPlace.Style, false, false, "")]
    [DataRow("/adminx", (int)WebPlace.Unknown, false, false, "")]
    [DataRow("/line", (int)WebPlace.Unknown, false, false, "")]
    [DataRow("/line11", (int)WebPlace.Unknown, false, false, "")]
    [DataRow("//", (int)WebPlace.Unknown, false, false, "")]
    [DataRow("/admin/../admin", (int)WebPlace.Unknown, true, false, "")]
    [DataRow("/advanced/admin", (int)WebPlace.Unknown, false, true, "")]
    [DataRow("*", (int)WebPlace.Unknown, false, false, "")]
    [DataRow("", (int)WebPlace.Info, false, false, "")]
    public void AUrlIsAPlaceAnAccountAndAView(string url, int place, bool isAdmin, bool isAdvanced, string query)
    {
        WebTarget target = new WebTarget();
        target.Parse(Encoding.UTF8.GetBytes(url));
        Assert.AreEqual(place, (int)target.Place);
        Assert.AreEqual(isAdmin, target.Account == Account.Admin);
        Assert.AreEqual(isAdvanced, target.IsAdvanced);
        Assert.AreEqual(query, target.QueryCount == 0 ? "" : Encoding.UTF8.GetString(target.Url, target.QueryOffset, target.QueryCount));
    }
}
