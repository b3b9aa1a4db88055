// The pages of parameters, as either account sees them.

using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class FieldPageTests
{
    private readonly ParameterStore _store = new ParameterStore(new MemoryFlash(8192), 4096);
    private readonly WebTarget _target = new WebTarget();

    [TestMethod]
    [DataRow("/admin/advanced/provisioning", "name=\"GPP_A\">\nplanted-value</textarea>", true)]
    [DataRow("/admin/advanced/provisioning", "<label for=\"GPP_A\" title=\"", true)]
    [DataRow("/admin/advanced/provisioning", "name=\"GPP_SA\">", true)]
    [DataRow("/admin/advanced/provisioning", "name=\"clear.GPP_SA\">", true)]
    [DataRow("/admin/advanced/provisioning", "planted-secret", false)]
    [DataRow("/admin/advanced/provisioning", "<select id=\"Provision_Enable\" name=\"Provision_Enable\"><option selected>Yes<option>No</select>", true)]
    [DataRow("/admin/advanced/provisioning", "<legend>Firmware Upgrade</legend>", true)]
    [DataRow("/admin/advanced/provisioning", ">Profile Rule B</label>", true)]
    [DataRow("/admin/advanced/provisioning", "name=\"Static_IP\"", false)]
    [DataRow("/admin/provisioning", "name=\"Profile_Rule\"", true)]
    [DataRow("/admin/provisioning", "name=\"GPP_A\"", false)]
    [DataRow("/admin/provisioning", "aria-current=\"page\">Provisioning</a>", true)]
    [DataRow("/admin/advanced/system", "<option selected>0<option>1<option>2<option>3</select>", true)]
    [DataRow("/admin/advanced/system", "name=\"User_Password\"", true)]
    [DataRow("/admin/advanced/line2", "name=\"Dial_Plan_2_\"", true)]
    [DataRow("/admin/advanced/line2", "name=\"Dial_Plan_1_\"", false)]
    [DataRow("/admin/advanced/line2", "value=\"a&lt;b&gt;&quot;\"", true)]
    [DataRow("/admin/advanced/line1", "holds no plain text; unchanged while empty\" id=\"Display_Name_1_\"", true)]
    [DataRow("/advanced/provisioning", "planted", false)]
    [DataRow("/advanced/provisioning", "name=\"GPP", false)]
    [DataRow("/advanced/provisioning", "<output class=\"n\">not shown</output>", true)]
    [DataRow("/advanced/provisioning", ">Profile Rule</label><output>", true)]
    [DataRow("/advanced/system", "name=\"Static_IP\" value=\"\">", true)]
    [DataRow("/advanced/system", "Web Server", false)]
    [DataRow("/advanced/sip", "Nothing here for this account.", true)]
    [DataRow("/advanced/user1", "name=\"Speed_Dial_2_1_\"", true)]
    [DataRow("/advanced/user1", ">SIP</a>", false)]
    public void EachAccountSeesItsParameters(string url, string text, bool isThere)
    {
        ParameterTransaction transaction = Begin();
        Set(transaction, ParameterIndex.GPP_A, "planted-value");
        Set(transaction, ParameterIndex.GPP_SA, "planted-secret");
        Set(transaction, ParameterIndex.GPP_SB, "planted-secret");
        Set(transaction, ParameterIndex.Display_Name_2_, "a<b>\"");
        transaction.Set(ParameterIndex.Display_Name_1_, new byte[] { 0x4D, 0xFC, 0x6C }, 0, 3);
        transaction.SetAccess(ParameterIndex.GPP_SB, Access.ReadOnly);
        transaction.SetAccess(ParameterIndex.Profile_Rule, Access.ReadOnly);
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Assert.AreEqual(isThere, Contains(Page(url, null, null), text));
    }

    [TestMethod]
    [DataRow(ParameterIndex.Resync_Periodic, "1x", "name=\"Resync_Periodic\" aria-invalid=\"true\" aria-describedby=\"e.Resync_Periodic\" value=\"1x\">")]
    [DataRow(ParameterIndex.Resync_Periodic, "1x", "<strong id=\"e.Resync_Periodic\">The value is no number;")]
    [DataRow(ParameterIndex.GPP_SA, "typed", "Type it again.</strong>")]
    [DataRow(ParameterIndex.Provision_Enable, "<x>", "<option>Yes<option>No<option selected>&lt;x&gt;</select>")]
    public void ARefusedFormShowsWhatWasTypedAndWhatIsWrong(int parameter, string typed, string text)
    {
        Begin();
        FormValues values = new FormValues(256);
        byte[] bytes = Encoding.UTF8.GetBytes(typed);
        values.Add(parameter, bytes, 0, bytes.Length);
        values.SetFault(values.Find(parameter), Fault.ValueNotNumber, 1);
        TextBuffer page = Page("/admin/advanced/provisioning", "Nothing was saved.", values);
        Assert.IsTrue(Contains(page, text));
        Assert.IsTrue(Contains(page, "role=\"alert\">Nothing was saved.</p>"));
        Assert.IsFalse(Contains(page, ">typed"));
    }

    [TestMethod]
    [DataRow("/admin/advanced/system")]
    [DataRow("/admin/advanced/sip")]
    [DataRow("/admin/advanced/provisioning")]
    [DataRow("/admin/advanced/regional")]
    [DataRow("/admin/advanced/line1")]
    [DataRow("/admin/line2")]
    [DataRow("/advanced/user2")]
    public void ASectionStandsTogetherAndNothingTwice(string url)
    {
        Begin();
        _target.Parse(Encoding.UTF8.GetBytes(url));
        int section = -1;
        int last = -1;
        for (int index = FieldList.Next(FieldList.None, _target, _store); index != FieldList.None; index = FieldList.Next(index, _target, _store))
        {
            Assert.IsTrue(Catalogue.SectionOf(index) > section || (Catalogue.SectionOf(index) == section && index > last));
            section = Catalogue.SectionOf(index);
            last = index;
        }

        Assert.IsTrue(last >= 0);
    }

    [TestMethod]
    public void EveryParameterIsOnOneAdvancedPageOfTheAdmin()
    {
        Begin();
        int listed = 0;
        for (int place = (int)WebPlace.System; place <= (int)WebPlace.User2; place++)
        {
            _target.Parse(Encoding.UTF8.GetBytes("/admin/advanced/" + WebTarget.NameOf((WebPlace)place)));
            for (int index = FieldList.Next(FieldList.None, _target, _store); index != FieldList.None; index = FieldList.Next(index, _target, _store))
            {
                listed++;
            }
        }

        Assert.AreEqual(Catalogue.Count, listed);
    }

    [TestMethod]
    public void TheLongestValuesFit()
    {
        ParameterTransaction transaction = Begin();
        byte[] worst = new byte[ParameterStore.MaxValueBytes];
        for (int i = 0; i < worst.Length; i++)
        {
            worst[i] = (byte)'"';
        }

        Assert.AreEqual((int)Fault.None, (int)transaction.Set(ParameterIndex.GPP_A, worst, 0, worst.Length));
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        Assert.IsTrue(Page("/admin/advanced/provisioning", null, null).Length > HtmlText.Growth * worst.Length);
    }

    private TextBuffer Page(string url, string message, FormValues typed)
    {
        _target.Parse(Encoding.UTF8.GetBytes(url));
        TextBuffer token = new TextBuffer(32);
        token.Append("0123");
        FieldPage page = new FieldPage(_store, _target);
        page.Set(token, message, typed);
        TextBuffer part = new TextBuffer(WebServer.PartBytes);
        TextBuffer whole = new TextBuffer(131072);
        page.Begin();
        while (page.Next(part))
        {
            whole.Append(part);
            Assert.IsFalse(part.Overflowed);
            part.Clear();
        }

        Assert.IsFalse(whole.Overflowed);
        return whole;
    }

    private ParameterTransaction Begin()
    {
        _store.Load();
        return _store.Begin();
    }

    private static bool Contains(TextBuffer page, string text)
    {
        return ByteText.IndexOf(page.Bytes, 0, page.Length, text) >= 0;
    }

    private static void Set(ParameterTransaction transaction, int index, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        transaction.Set(index, bytes, 0, bytes.Length);
    }
}
