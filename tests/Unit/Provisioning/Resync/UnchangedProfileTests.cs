// A file that was applied before: nothing read, nothing written; what makes it count as another one.

using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class UnchangedProfileTests
{
    private const string Read = "debug: Profile read: xml";

    // Second file, rule and other changes between two resyncs; then whether the second file was read and what GPP_A is.
    [TestMethod]
    [DataRow("1", "", "", false, "web")]
    [DataRow("2", "", "", true, "2")]
    [DataRow("12", "", "", true, "12")]
    [DataRow("1", "Profile_Rule", "/b", true, "1")]
    [DataRow("1", "Profile_Rule", "[--key x] /a", true, "1")]
    [DataRow("1", "Resync_Periodic", "60", false, "web")]
    [DataRow("1", "GPP_C", "x", false, "web")]
    public void AnUnchangedFileIsNotRead(string second, string name, string value, bool isRead, string after)
    {
        ResyncRig rig = Started("1");
        rig.Set("GPP_A", "web");
        if (name.Length > 0)
        {
            rig.Set(name, value);
        }

        Serve(rig, second);
        rig.Messages.Clear();
        rig.RunTo(120);
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
        Assert.AreEqual(after, rig.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual(isRead ? 1 : 0, Reads(rig), "once read it is the one applied last");
        Assert.IsTrue(rig.Engine.LastWasUnchanged);
        Assert.IsTrue(rig.Messages.Contains("done"), "the success message comes all the same");
    }

    [TestMethod]
    public void TheScheduleGoesOn()
    {
        ResyncRig rig = Started("1");
        rig.RunTo(600);
        Assert.AreEqual(11, rig.Resyncs);
        Assert.AreEqual(1, Reads(rig));
    }

    [TestMethod]
    public void ARequestIsAlwaysApplied()
    {
        ResyncRig rig = Started("1");
        rig.Set("GPP_A", "web");
        Assert.AreEqual((int)Fault.None, (int)rig.Request("/a"));
        rig.RunTo(30);
        Assert.AreEqual("1", rig.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual(2, Reads(rig));
    }

    [TestMethod]
    public void AFailedFileIsNotRemembered()
    {
        ResyncRig rig = Started("1");
        rig.Serve("/a", "<flat-profile><GPP_A>2</GPP_B>");
        rig.RunTo(70);
        Assert.AreEqual((int)Fault.XmlTagMismatch, (int)rig.Engine.LastFault);
        rig.RunTo(140);
        Assert.AreEqual((int)Fault.XmlTagMismatch, (int)rig.Engine.LastFault, "it fails again, each time it comes");
        Serve(rig, "1");
        rig.RunTo(210);
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
        Assert.AreEqual(1, Reads(rig), "the one applied before still is the last one applied");
    }

    [TestMethod]
    public void AnotherAliasMapOrKeyReadsTheFileAnew()
    {
        ResyncRig rig = new ResyncRig();
        Prepare(rig);
        rig.Set("GPP_B", "/a/b = /flat-profile/GPP_A ;");
        rig.Set("Profile_Rule", "[--alias b --key $SA] /a");
        rig.Serve("/a", "<a><b>1</b><c>2</c></a>");
        rig.RunTo(70);
        Assert.AreEqual(1, Reads(rig));
        Assert.AreEqual("1", rig.Store.Text(ParameterIndex.GPP_A));
        rig.Set("GPP_B", "/a/c = /flat-profile/GPP_A ;");
        rig.RunTo(130);
        Assert.AreEqual("2", rig.Store.Text(ParameterIndex.GPP_A));
        rig.Set("GPP_SA", "another");
        rig.RunTo(190);
        Assert.AreEqual(3, Reads(rig));
        rig.RunTo(310);
        Assert.AreEqual(3, Reads(rig));
    }

    // Below, at and above the hold: read as it comes and dropped, with the same outcome.
    [TestMethod]
    [DataRow(100)]
    [DataRow(16384)]
    [DataRow(16385)]
    [DataRow(40000)]
    public void AFileLargerThanTheHoldIsReadAndDropped(int bytes)
    {
        ResyncRig rig = new ResyncRig();
        Prepare(rig);
        string file = "<flat-profile><GPP_A>1</GPP_A>";
        TextBuffer text = new TextBuffer(50000);
        text.Append(file);
        while (text.Length < bytes - 15)
        {
            text.Append((byte)' ');
        }

        text.Append("</flat-profile>");
        rig.Serve("/a", text.ToString());
        rig.RunTo(20);
        Assert.AreEqual("1", rig.Store.Text(ParameterIndex.GPP_A));
        rig.Set("GPP_A", "web");
        rig.RunTo(130);
        Assert.AreEqual("web", rig.Store.Text(ParameterIndex.GPP_A));
        Assert.IsTrue(rig.Engine.LastWasUnchanged);
        Assert.AreEqual(1, Reads(rig));
        Assert.AreEqual(bytes > 100 ? bytes : text.Length, text.Length);
    }

    [TestMethod]
    public void A304IsUnchangedWhereValidatorsWereSent()
    {
        ResyncRig rig = Started("1");
        TextBuffer tag = new TextBuffer(200);
        tag.Append("\"v1\"");
        ToFetch(rig);
        Assert.AreEqual(0, rig.Engine.EntityTag.Length);
        Deliver(rig, "3", tag);
        ToFetch(rig);
        Assert.AreEqual("\"v1\"", rig.Engine.EntityTag.ToString());
        rig.Engine.FetchNotModified(rig.NowMs);
        Assert.AreEqual((int)ResyncWork.Ended, (int)rig.Engine.Step(rig.NowMs));
        Assert.AreEqual((int)Fault.None, (int)rig.Engine.LastFault);
        Assert.IsTrue(rig.Engine.LastWasUnchanged);
        Assert.AreEqual("3", rig.Store.Text(ParameterIndex.GPP_A));
        rig.Set("Profile_Rule", "/other");
        ToFetch(rig);
        Assert.AreEqual(0, rig.Engine.EntityTag.Length, "another rule's file has other validators");
        rig.Engine.FetchNotModified(rig.NowMs);
        rig.Engine.Step(rig.NowMs);
        Assert.AreEqual((int)Fault.HttpStatus, (int)rig.Engine.LastFault);
    }

    private static ResyncRig Started(string value)
    {
        ResyncRig rig = new ResyncRig();
        Prepare(rig);
        Serve(rig, value);
        rig.RunTo(20);
        Assert.AreEqual(value, rig.Store.Text(ParameterIndex.GPP_A));
        Assert.AreEqual(1, Reads(rig));
        return rig;
    }

    private static void Prepare(ResyncRig rig)
    {
        rig.WantsDebug = true;
        rig.Set("Profile_Rule", "/a");
        rig.Set("Resync_Random_Delay", "0");
        rig.Set("Resync_Periodic", "60");
        rig.Set("Resync_Error_Retry_Delay", "60");
        rig.Set("Log_Resync_Success_Msg", "done");
        rig.Engine.Start(ResyncEvent.PowerUp, rig.NowMs);
    }

    private static void Serve(ResyncRig rig, string value)
    {
        rig.Serve("/a", "<flat-profile><GPP_A>" + value + "</GPP_A></flat-profile>");
        rig.Serve("/b", "<flat-profile><GPP_A>" + value + "</GPP_A></flat-profile>");
    }

    private static void ToFetch(ResyncRig rig)
    {
        rig.NowMs = rig.Engine.NextDeadlineMs;
        Assert.AreEqual((int)ResyncWork.Fetch, (int)rig.Engine.Step(rig.NowMs));
    }

    private static void Deliver(ResyncRig rig, string value, TextBuffer tag)
    {
        byte[] body = Bytes.Of("<flat-profile><GPP_A>" + value + "</GPP_A></flat-profile>");
        rig.Engine.Body.Write(body, 0, body.Length);
        rig.Engine.Body.Finish();
        rig.Engine.FetchEnded(Fault.None, false, null, tag, null, rig.NowMs);
        Assert.AreEqual((int)ResyncWork.Ended, (int)rig.Engine.Step(rig.NowMs));
    }

    private static int Reads(ResyncRig rig)
    {
        int count = 0;
        for (int i = 0; i < rig.Messages.Count; i++)
        {
            count += ((string)rig.Messages[i]).IndexOf(Read) == 0 ? 1 : 0;
        }

        return count;
    }
}
