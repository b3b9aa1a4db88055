// The pages in a real browser: the guide's tutorial steps, a wrong value, the user's view, a narrow screen. Pictures are kept with the results.

using System;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Tool.Tests;

[TestClass]
public class BrowserTests
{
    private static readonly byte[] Basic = Encoding.ASCII.GetBytes("<flat-profile><GPP_A>12345678</GPP_A></flat-profile>");

    public TestContext TestContext { get; set; }

    [TestInitialize]
    public void NeedsABrowser() => Installed.Need("chromium");

    // Guide, "Basic Resync", steps 7 to 10, and "Syslog Logging", step 1.
    [TestMethod]
    public void TheTutorialsStepsByMouseAndKeyboard()
    {
        using var state = new StateFolder();
        using var server = new FileServer();
        server.Files["/basic.txt"] = Basic;
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No");
        using var browser = new Browser();
        string address = tool.WebAddress();
        browser.Open(address + "/admin/advanced");
        Keep(browser, "info");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "SPA-2102");
        browser.Click("nav a[href$=provisioning]");
        Assert.AreEqual("", browser.Eval("document.querySelector('[name=GPP_A]').value"));
        Keep(browser, "provisioning");
        browser.Open(address + "/admin/resync?" + server.Address + "/basic.txt");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "The unit resyncs now to: " + server.Address + "/basic.txt");
        browser.Until("document.title == 'Status' && document.body.innerText.includes('Nothing is under way')");
        browser.Open(address + "/admin/advanced/provisioning");
        Assert.AreEqual("12345678", browser.Eval("document.querySelector('[name=GPP_A]').value"));
        browser.Click("nav a[href$=system]");
        browser.Type("Syslog_Server", "192.168.1.200");
        browser.Click("button:not([type])");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "Saved: 1 parameter. This holds from now on.");
        browser.Until("document.title == 'System' && document.querySelector('[name=Syslog_Server]')?.value == '192.168.1.200'");
        browser.Open(address + "/admin/resyncs");
        Keep(browser, "resyncs");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "Changed: GPP_A");
    }

    [TestMethod]
    public void AWrongValueAndUndo()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No");
        using var browser = new Browser();
        browser.Open(tool.WebAddress() + "/admin/advanced/line1");
        browser.Type("Display_Name_1_", "M\u00fcller <b>");
        browser.Click("button[type=reset]", false);
        Assert.AreEqual("", browser.Eval("document.querySelector('[name=Display_Name_1_]').value"));
        browser.Type("Display_Name_1_", "M\u00fcller <b>");
        browser.Type("SIP_Port_1_", "99999");
        browser.Click("button:not([type])");
        StringAssert.StartsWith(browser.Eval("document.querySelector('.m').innerText"), "Nothing was saved: 1 value is wrong.");
        StringAssert.StartsWith(browser.Eval("document.getElementById(document.querySelector('[name=SIP_Port_1_]').getAttribute('aria-describedby')).innerText"), "The number is too small or too great");
        Assert.AreEqual("M\u00fcller <b>", browser.Eval("document.querySelector('[name=Display_Name_1_]').value"));
        Keep(browser, "wrong");
        browser.Type("SIP_Port_1_", "5070");
        browser.Click("button:not([type])");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "Saved: 2 parameters. The unit restarts now.");
        tool.WaitFor("restarts warm");
        browser.Until("document.title == 'Line 1' && document.querySelector('[name=SIP_Port_1_]')?.value == '5070'");
        Assert.AreEqual("M\u00fcller <b>", browser.Eval("document.querySelector('[name=Display_Name_1_]').value"));
    }

    [TestMethod]
    public void TheUsersViewBehindItsPasswordOnANarrowScreen()
    {
        using var state = new StateFolder();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No", "--set", "User_Password=us3r", "--set", "Admin_Passwd=4dm!n");
        using var browser = new Browser();
        string address = tool.WebAddress();
        browser.SetSize(360, 640);
        browser.Open(address + "/advanced/user1");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "Log in as user.");
        browser.Login = ("user", "us3r");
        browser.Open(address + "/advanced/user1");
        Assert.AreEqual("Info System Provisioning User 1 User 2", browser.Eval("[...document.querySelectorAll('nav a')].map(a => a.innerText).join(' ')"));
        browser.Type("Speed_Dial_2_1_", "14085551234");
        browser.Click("button:not([type])");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "Saved: 1 parameter.");
        browser.Open(address + "/advanced/user1");
        Assert.AreEqual("14085551234", browser.Eval("document.querySelector('[name=Speed_Dial_2_1_]').value"));
        foreach (string page in new[] { "/", "/advanced/user1", "/system" })
        {
            browser.SetSize(360, 640);
            browser.Open(address + page);
            Assert.AreEqual("360", browser.Eval("Math.max(document.documentElement.scrollWidth, innerWidth)"), page + " is no wider than the screen");
        }

        browser.Open(address + "/advanced/user1");
        Keep(browser, "narrow-user", 360);
        browser.Login = ("admin", "4dm!n");
        browser.Open(address + "/admin/advanced/regional");
        Keep(browser, "narrow-regional", 360);
        Assert.AreEqual("360", browser.Eval("document.documentElement.scrollWidth"));
    }

    [TestMethod]
    public void AnotherSitesFormChangesNothing()
    {
        using var state = new StateFolder();
        using var evil = new FileServer();
        using ToolProcess tool = ToolProcess.Start("run", "--state", state.Path, "--set", "Resync_On_Reset=No");
        using var browser = new Browser();
        string address = tool.WebAddress();
        evil.Files["/profile"] = Basic;
        browser.Open(Page($"<form method=post action='{address}/admin/advanced/provisioning'><input name=GPP_A value=evil><button>x</button></form>"));
        browser.Click("button");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "Another site asked for this");
        browser.Open(Page($"<img src='{address}/admin/resync?{evil.Address}/profile'><a href='{address}/admin/reboot'>x</a>"));
        browser.Click("a");
        StringAssert.Contains(browser.Eval("document.body.innerText"), "Another site asked for this");
        Assert.DoesNotContain("/profile", string.Join(' ', evil.Requests));
        browser.Open(address + "/admin/advanced/provisioning");
        Assert.AreEqual("", browser.Eval("document.querySelector('[name=GPP_A]').value"));
    }

    private static string Page(string html) => "data:text/html," + Uri.EscapeDataString(html);

    private void Keep(Browser browser, string name, int width = 1000) => TestContext.AddResultFile(browser.Picture(name, width));
}
