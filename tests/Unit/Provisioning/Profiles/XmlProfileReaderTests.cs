// XML-like profiles: the guide's examples 2-1 to 2-6 and what real files hold, each whole, byte by byte and split at every point.

using NanoSpa.Core;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class XmlProfileReaderTests
{
    private const string Example21 = "<flat-profile>\n<Resync_On_Reset> Yes\n  </Resync_On_Reset>\n<Resync_Periodic> 7200\n  </Resync_Periodic>\n<Profile_Rule>\n"
        + "  tftp://prov.telco.com:6900/Linksys/config/spa2102.cfg\n</Profile_Rule>\n</flat-profile>\n";

    private const string Example22 = "<?xml version='1.0'?>\n<top-level>\n<!-- Unrecognized element 'generator' is ignored by SPA -->\n<generator> Telco Profile Compiler v.1.2\n"
        + "  </generator>\n<!-- Unrecognized flat-profile attribute 'device' is ignored by SPA -->\n<flat-profile device=\"Linksys\">\n"
        + "  <!-- three parameters are specified by this profile -->\n  <Resync_On_Reset> Yes\n    </Resync_On_Reset>\n  <Resync_Periodic> 7200\n"
        + "    </Resync_Periodic>\n  <Profile_Rule>\n    tftp://prov.telco.com:6900/Linksys/config/spa2102.cfg\n  </Profile_Rule>\n</flat-profile>\n</top-level>\n";

    private const string ThreeParameters = "Resync_On_Reset=Yes;Resync_Periodic=7200;Profile_Rule=tftp://prov.telco.com:6900/Linksys/config/spa2102.cfg;";

    [TestMethod]
    [DataRow(Example21, ThreeParameters)]
    [DataRow(Example22, ThreeParameters)]
    [DataRow("<flat-profile>\n  <Dial_Plan_1_>\n    ( S0 &lt;:18005551212&gt; )\n  </Dial_Plan_1_>\n</flat-profile>", "Dial_Plan_1_=( S0 <:18005551212> );")]
    [DataRow("<flat-profile>\n\n  <!-- x -->\n  <SIP_TOS_DiffServ_Value_1_   ua=\"na\"/>\n  <Dial_Plan_1_   ua=\"ro\"/>\n  <Dial_Plan_2_   ua=\"rw\"/>\n</flat-profile>",
        "SIP_TOS_DiffServ_Value_1_:na/;Dial_Plan_1_:ro/;Dial_Plan_2_:rw/;")]
    [DataRow("<flat-profile>\n  <GPP_A>\n  </GPP_A>\n  <GPP_B/>\n</flat-profile>", "GPP_A=;GPP_B/;")]
    [DataRow("<flat-profile>\n<Speed_Dial_2_2_ ua=\"rw\" />\n<Speed_Dial_3_2_ ua=\"rw\" />\n</flat-profile>", "Speed_Dial_2_2_:rw/;Speed_Dial_3_2_:rw/;")]
    [DataRow("<flat-profile>\n  <GPP_A> 12345678\n</GPP_A>\n</flat-profile>", "GPP_A=12345678;")]
    [DataRow("<flat-profile><GPP_B>ABCD</GPP_B></flat-profile>", "GPP_B=ABCD;")]
    [DataRow("<flat-profile><A>&amp;&lt;&gt;&apos;&quot;</A></flat-profile>", "A=&<>'\";")]
    [DataRow("<flat-profile><A>&#40;&#x2e;&#x2E;&#X41;&#041;</A></flat-profile>", "A=(..A);")]
    [DataRow("<flat-profile><A>&#128;&#xff;</A></flat-profile>", "A=^80^ff;")]
    [DataRow("<flat-profile><A> &#32;x&#32; </A></flat-profile>", "A= x ;")]
    [DataRow("<flat-profile><A>&amp;amp;</A></flat-profile>", "A=&amp;;")]
    [DataRow("<flat-profile><A></A><B ></B ><C\t/><D\n></D\r\n></flat-profile>", "A=;B=;C/;D=;")]
    [DataRow("<flat-profile><A ua=\"na\">x</A><A ua = \"ro\" >y</A></flat-profile>", "A:na=x;A:ro=y;")]
    [DataRow("<flat-profile><A group=\"Line/1\" ua=\"rw\" x=\">\">v</A></flat-profile>", "A:rw=v;")]
    [DataRow("<flat-profile><A xua=\"na\" uax=\"na\" UA=\"na\" u=\"na\">v</A></flat-profile>", "A=v;")]
    [DataRow("<flat-profile><A>1</A><A>2</A></flat-profile>", "A=1;A=2;")]
    [DataRow("<flat-profile><a>1</a><A>2</A></flat-profile>", "a=1;A=2;")]
    [DataRow("<flat-profile><A>a\r\nb\nc\rd\te  f</A></flat-profile>", "A=a b c d^09e  f;")]
    [DataRow("<flat-profile><A>a\n\nb\r\r\nc</A></flat-profile>", "A=a  b  c;")]
    [DataRow("<flat-profile><A>a\r<!-- c -->\nb</A></flat-profile>", "A=a  b;")]
    [DataRow("<flat-profile><A ua&=\"na\" &=\"na\">v</A></flat-profile>", "A=v;")]
    [DataRow("<flat-profile><A>^FC^C3^BC</A></flat-profile>", "A=^fc^c3^bc;")]
    [DataRow("<flat-profile><A>a > b ]]> c</A></flat-profile>", "A=a > b ]]> c;")]
    [DataRow("<flat-profile><A><![CDATA[<x>&amp;]]]> y]]></A></flat-profile>", "A=<x>&amp;] y]]>;")]
    [DataRow("<flat-profile><A>1<![CDATA[ 2 ]]>3</A></flat-profile>", "A=1 2 3;")]
    [DataRow("<flat-profile><A><![CDATA[a\r\nb]]></A></flat-profile>", "A=a b;")]
    [DataRow("<flat-profile><A>x<!-- c -->y</A></flat-profile>", "A=xy;")]
    [DataRow("<flat-profile><A>x<?php ?>y</A></flat-profile>", "A=xy;")]
    [DataRow("<!------ x ------><flat-profile><!----><!-- - -- > --><A>1</A></flat-profile>", "A=1;")]
    [DataRow("<!-- c -->\n<!DOCTYPE x [ <!ENTITY a \"b\"> ]>\n<flat-profile xmlns=\"http://x\"><A>1</A></flat-profile>", "A=1;")]
    [DataRow("<o><p><flat-profile><g><A>1</A><h><B>2</B></h></g></flat-profile></p><C>3</C></o>", "A=1;B=2;")]
    [DataRow("<o><A>1</A><flat-profile><B>2</B></flat-profile><flat-profile><C>3</C></flat-profile></o>", "B=2;C=3;")]
    [DataRow("<o>text<p>more & more</p><flat-profile/></o>", "")]
    [DataRow("<flat-profile></flat-profile>", "")]
    [DataRow("<flat-profile/>", "")]
    [DataRow("<flat-profile><_x-y.z:1>v</_x-y.z:1></flat-profile>", "_x-y.z:1=v;")]
    public void ReadsWithoutAWarning(string profile, string expected)
    {
        ReadsInAnyChunks(profile, expected, "");
    }

    [TestMethod]
    [DataRow("<flat-profile>\n<A ua='na'>v</A></flat-profile>", "A:na=v;", "2 an attribute's value is not in double quotes;")]
    [DataRow("<flat-profile><A ua=ro>v</A></flat-profile>", "A:ro=v;", "1 an attribute's value is not in double quotes;")]
    [DataRow("<flat-profile><A ua=rw/></flat-profile>", "A:rw/;", "1 an attribute's value is not in double quotes;")]
    [DataRow("<flat-profile><A disabled>v</A></flat-profile>", "A=v;", "1 an attribute's value is not in double quotes;")]
    [DataRow("<flat-profile><A ua>v</A></flat-profile>", "A=v;", "1 an attribute's value is not in double quotes;")]
    [DataRow("<flat-profile>\n\n<A\nua=\"ua\">v</A></flat-profile>", "A:?=v;", "3 a ua attribute is none of na, ro, rw; the access is left as it is;")]
    [DataRow("<flat-profile><A ua=\"\"/></flat-profile>", "A:?/;", "1 a ua attribute is none of na, ro, rw; the access is left as it is;")]
    [DataRow("<flat-profile><A ua=\"NA\"/></flat-profile>", "A:?/;", "1 a ua attribute is none of na, ro, rw; the access is left as it is;")]
    [DataRow("<flat-profile><A ua=\"na \"/></flat-profile>", "A:?/;", "1 a ua attribute is none of na, ro, rw; the access is left as it is;")]
    [DataRow("<flat-profile><A>AT&T & Co</A></flat-profile>", "A=AT&T & Co;",
        "1 an ampersand that starts no known escape is taken as text; write &amp;;1 an ampersand that starts no known escape is taken as text; write &amp;;")]
    [DataRow("<flat-profile><A>&&amp;&nbsp;&</A></flat-profile>", "A=&&&nbsp;&;",
        "1 an ampersand that starts no known escape is taken as text; write &amp;;1 an ampersand that starts no known escape is taken as text; write &amp;;"
        + "1 an ampersand that starts no known escape is taken as text; write &amp;;")]
    [DataRow("<flat-profile><A>&#0;</A></flat-profile>", "A=&#0;;", "1 an ampersand that starts no known escape is taken as text; write &amp;;")]
    [DataRow("<flat-profile><A>&#256;</A></flat-profile>", "A=&#256;;", "1 an ampersand that starts no known escape is taken as text; write &amp;;")]
    [DataRow("<flat-profile><A>&#99999999;</A></flat-profile>", "A=&#99999999;;", "1 an ampersand that starts no known escape is taken as text; write &amp;;")]
    [DataRow("<flat-profile><A>&#x;</A></flat-profile>", "A=&#x;;", "1 an ampersand that starts no known escape is taken as text; write &amp;;")]
    [DataRow("<flat-profile><A>&abcdefghijklm;</A></flat-profile>", "A=&abcdefghijklm;;", "1 an ampersand that starts no known escape is taken as text; write &amp;;")]
    [DataRow("<flat-profile><A>(S0 <:1800>)< 3</A></flat-profile>", "A=(S0 <:1800>)< 3;",
        "1 a less-than sign in a value is taken as text; write &lt;;1 a less-than sign in a value is taken as text; write &lt;;")]
    [DataRow("<flat-profile>\nstray & more\nyet <A>1</A> after\n</flat-profile>", "A=1;", "2 text between elements is ignored;3 text between elements is ignored;")]
    [DataRow("<flat-profile><g>x<A>1</A></g></flat-profile>", "A=1;", "1 text between elements is ignored;")]
    [DataRow("<?xml?> junk <flat-profile><A>1</A></flat-profile>", "A=1;", "1 text between elements is ignored;")]
    [DataRow("<flat-profile>< 3<A>1</A></flat-profile>", "A=1;", "1 text between elements is ignored;")]
    [DataRow("<flat-profile><A>1</A></flat-profile>\n<!-- c -->\n<!-- open <A> \n --> x <!-- ", "A=1;", "4 what follows the root element is ignored;")]
    [DataRow("<flat-profile><A>1</A></flat-profile><flat-profile><B>", "A=1;", "1 what follows the root element is ignored;")]
    [DataRow("<flat-profile><A>1</A></flat-profile>< ", "A=1;", "1 what follows the root element is ignored;")]
    public void ReadsWithAWarning(string profile, string expected, string warnings)
    {
        ReadsInAnyChunks(profile, expected, warnings);
    }

    [TestMethod]
    [DataRow("<flat-profile><A>1</B></flat-profile>", (int)Fault.XmlTagMismatch, 18, 1, "found </B>, expected </A>, opened in line 1")]
    [DataRow("<flat-profile>\n<A>1</a></flat-profile>", (int)Fault.XmlTagMismatch, 19, 2, "found </a>, expected </A>, opened in line 2")]
    [DataRow("<flat-profile>\n<A>1\n</flat-profile>", (int)Fault.XmlTagMismatch, 20, 3, "found </flat-profile>, expected </A>, opened in line 2")]
    [DataRow("<flat-profile><A^1B^E9>1</B^07>", (int)Fault.XmlTagMismatch, 20, 1, "found </B?>, expected </A??>, opened in line 1")]
    [DataRow("</a>", (int)Fault.XmlTagMismatch, 0, 1, "found </a>, but nothing is open")]
    [DataRow("<flat-profile/></a>", (int)Fault.XmlTagMismatch, 15, 1, "found </a>, but nothing is open")]
    [DataRow("<flat-profile></></flat-profile>", (int)Fault.XmlTagMismatch, 14, 1, "found </>, expected </flat-profile>, opened in line 1")]
    [DataRow("<flat-profile>\n<A>1\n", (int)Fault.XmlTruncated, 20, 3, "</A> is missing, opened in line 2")]
    [DataRow("<flat-profile", (int)Fault.XmlTruncated, 13, 1, "")]
    [DataRow("<!-- ", (int)Fault.XmlTruncated, 5, 1, "")]
    [DataRow("\n<!--\n\n", (int)Fault.XmlTruncated, 7, 4, "")]
    [DataRow("<flat-profile\na=\"\n", (int)Fault.XmlTruncated, 18, 3, "")]
    [DataRow("<flat-profile><A><![CDATA[\n]]", (int)Fault.XmlTruncated, 29, 2, "</A> is missing, opened in line 1")]
    [DataRow("<flat-profile><A>\n&am", (int)Fault.XmlTruncated, 21, 2, "</A> is missing, opened in line 1")]
    [DataRow("<flat-profile><!-- </flat-profile>", (int)Fault.XmlTruncated, 34, 1, "</flat-profile> is missing, opened in line 1")]
    [DataRow("<flat-profile><A ua=\"na>1</A></flat-profile>", (int)Fault.XmlMarkup, 25, 1, "the tag <A of line 1 does not end")]
    [DataRow("<flat-profile><A>a <b and c</A></flat-profile>", (int)Fault.XmlMarkup, 27, 1, "the tag <b of line 1 does not end")]
    [DataRow("<flat-profile>\n<A\n<B>", (int)Fault.XmlMarkup, 18, 3, "the tag <A of line 2 does not end")]
    [DataRow("<flat-profile><A x=y<B>", (int)Fault.XmlMarkup, 20, 1, "the tag <A of line 1 does not end")]
    [DataRow("", (int)Fault.XmlNoProfile, 0, 1, "")]
    [DataRow("<?xml version=\"1.0\"?>\n", (int)Fault.XmlNoProfile, 22, 2, "")]
    [DataRow("<CPE><A>1</A></CPE>", (int)Fault.XmlNoProfile, 19, 1, "")]
    [DataRow("<Flat-Profile><A>1</A></Flat-Profile>", (int)Fault.XmlNoProfile, 37, 1, "")]
    [DataRow("<html><body>404</body></html>", (int)Fault.FormatHtml, 0, 1, "")]
    [DataRow("<HTML>", (int)Fault.FormatHtml, 0, 1, "")]
    [DataRow("\n<!-- c -->\n<!doctype\n Html>\n<flat-profile/>", (int)Fault.FormatHtml, 12, 3, "")]
    [DataRow("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">", (int)Fault.FormatHtml, 22, 2, "")]
    [DataRow("<?xml?><html xmlns=\"http://www.w3.org/1999/xhtml\">", (int)Fault.FormatHtml, 7, 1, "")]
    [DataRow("<head><title>x</title></head>", (int)Fault.XmlNoProfile, 29, 1, "")]
    [DataRow("<p>Not found<br></p>", (int)Fault.XmlTagMismatch, 16, 1, "found </p>, expected </br>, opened in line 1")]
    public void RefusesWithOffsetAndLine(string profile, int fault, int offset, int line, string detail)
    {
        byte[] bytes = Bytes.OfEscaped(profile);
        for (int split = -1; split <= bytes.Length; split++)
        {
            ProfileLog log = new ProfileLog();
            XmlProfileReader reader = new XmlProfileReader();
            reader.Open(log, null, 0, 1);
            Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed.Split(reader, bytes, split), profile);
            Assert.AreEqual(fault, (int)reader.Fault, profile);
            Assert.AreEqual(offset, reader.FaultOffset, profile);
            Assert.AreEqual(line, reader.FaultLine, profile);
            Assert.AreEqual(detail, reader.Detail.ToString());
            Assert.AreEqual((int)DecodeStatus.Failed, (int)reader.Write(bytes, 0, bytes.Length));
            Assert.AreEqual((int)DecodeStatus.Failed, (int)reader.Finish());
            Assert.AreEqual(fault, (int)reader.Fault, "sticky");
        }
    }

    [TestMethod]
    [DataRow(Example21)]
    [DataRow(Example22)]
    public void ACutFileIsNeverGood(string profile)
    {
        byte[] bytes = Bytes.Of(profile);
        XmlProfileReader reader = new XmlProfileReader();
        for (int length = 0; length < bytes.Length - 1; length++)
        {
            reader.Open(new ProfileLog(), null, 0, 1);
            reader.Write(bytes, 0, length);
            Assert.AreEqual((int)DecodeStatus.Failed, (int)reader.Finish());
            Assert.IsTrue(reader.Fault == Fault.XmlTruncated || reader.Fault == Fault.XmlNoProfile);
            Assert.AreEqual(length, reader.FaultOffset);
        }
    }

    [TestMethod]
    [DataRow(32, (int)Fault.None)]
    [DataRow(33, (int)Fault.XmlTooDeep)]
    public void BoundsTheDepth(int depth, int expected)
    {
        TextBuffer text = new TextBuffer(4096);
        text.Append("<flat-profile>");
        for (int i = 1; i < depth; i++)
        {
            text.Append("<e>");
        }

        for (int i = 1; i < depth; i++)
        {
            text.Append("</e>");
        }

        text.Append("</flat-profile>");
        XmlProfileReader reader = new XmlProfileReader();
        reader.Open(new ProfileLog(), null, 0, 1);
        reader.Write(text.Bytes, 0, text.Length);
        reader.Finish();
        Assert.AreEqual(expected, (int)reader.Fault);
        Assert.AreEqual(expected == (int)Fault.None ? 0 : 14 + (3 * 31), reader.FaultOffset);
    }

    [TestMethod]
    [DataRow(2048, 0, 0, true)]
    [DataRow(2049, 0, 0, false)]
    [DataRow(2048, 3000, 3000, true)]
    [DataRow(2049, 3000, 3000, false)]
    public void AValueThatIsTooLongLeavesItsParameter(int length, int spacesBefore, int spacesBehind, bool fits)
    {
        TextBuffer text = new TextBuffer(16000);
        text.Append("<flat-profile><A>");
        Repeat(text, ' ', spacesBefore);
        Repeat(text, 'v', length);
        Repeat(text, ' ', spacesBehind);
        text.Append("</A><B>1</B></flat-profile>");
        ProfileLog log = new ProfileLog();
        XmlProfileReader reader = new XmlProfileReader();
        reader.Open(log, null, 0, 1);
        reader.Write(text.Bytes, 0, text.Length);
        Assert.AreEqual((int)DecodeStatus.Done, (int)reader.Finish());
        Assert.AreEqual(fits ? 2 : 1, log.Count);
        Assert.AreEqual(fits ? "" : "1 a value is longer than 2048 bytes; the parameter is left as it is;", log.Warnings.ToString());
        Assert.AreEqual(fits ? length + 7 : 4, log.Parameters.Length);
    }

    [TestMethod]
    [DataRow(64, "")]
    [DataRow(65, "")]
    [DataRow(300, "")]
    public void LongNamesAreMatchedAndPassedOver(int length, string warnings)
    {
        TextBuffer text = new TextBuffer(4000);
        text.Append("<flat-profile><");
        Repeat(text, 'n', length);
        text.Append(">1</");
        Repeat(text, 'n', length);
        text.Append("></flat-profile>");
        ProfileLog log = new ProfileLog();
        XmlProfileReader reader = new XmlProfileReader();
        reader.Open(log, null, 0, 1);
        reader.Write(text.Bytes, 0, text.Length);
        Assert.AreEqual((int)DecodeStatus.Done, (int)reader.Finish());
        Assert.AreEqual(64 + 3, log.Parameters.Length);
        Assert.AreEqual(warnings, log.Warnings.ToString());

        text.Bytes[14 + length] = (byte)'m';
        reader.Reset();
        reader.Write(text.Bytes, 0, text.Length);
        Assert.AreEqual((int)Fault.XmlTagMismatch, (int)reader.Fault);
    }

    [TestMethod]
    public void WarningsAreBounded()
    {
        TextBuffer text = new TextBuffer(4000);
        text.Append("<flat-profile>");
        for (int i = 0; i < 100; i++)
        {
            text.Append("x\n");
        }

        text.Append("</flat-profile>");
        ProfileLog log = new ProfileLog();
        XmlProfileReader reader = new XmlProfileReader();
        reader.Open(log, null, 0, 1);
        reader.Write(text.Bytes, 0, text.Length);
        Assert.AreEqual((int)DecodeStatus.Done, (int)reader.Finish());
        Assert.AreEqual(XmlProfileReader.MaxWarnings, log.WarningCount);
        Assert.EndsWith("32 more warnings are left out;", log.Warnings.ToString());
    }

    // Runs are looked at eight bytes at a time when they are whole, and one by one when they come so.
    [TestMethod]
    [DataRow("<flat-profile><N_of_sixteen_and_more>vvvvvvvvvvvvvvvvvvvvvvvv</N_of_sixteen_and_more><B>1</B>\n<!--\n---><C>2</C></flat-profile>\n\n")]
    [DataRow("<flat-profile><Nine_____ ua=\"rw\"> v-v.v/v?v=v>v </Nine_____><B ua=\"na\"></B>\n\t  <C>2</C></flat-profile>")]
    [DataRow("<flat-profile>\n  <!-- a>b->c--->\n  <Seven77>1</Seven77>\n  <!---->\n  <Thirteen_1_13 ua=\"ro\">v</Thirteen_1_13>\n  <Fourteen_bytes>v</Fourteen_bytes></flat-profile>")]
    [DataRow("<flat-profile><Twenty_one_bytes_1_21>v</Twenty_one_bytes_1_21> \n \n<Twenty_two_bytes_of_it>v</Twenty_two_bytes_of_it></flat-profile>\n  <!-- c -->\n")]
    [DataRow("<flat-profile><Twenty_nine_bytes_in_the_name>v</Twenty_nine_bytes_in_the_name><Thirty_bytes_are_in_this_name_>v</Thirty_bytes_are_in_this_name_></flat-profile>")]
    public void AnyByteAnywhereIsReadAsWhenItComesAlone(string profile)
    {
        byte[] odd = Bytes.OfEscaped("\n\r\t ^01^1f!\"&'-./09:;<=>?@AZ[_az{^7f^80^ac^af^b0^bc^c3^ff");
        byte[] bytes = Bytes.Of(profile);
        ProfileLog whole = new ProfileLog();
        ProfileLog single = new ProfileLog();
        XmlProfileReader reader = new XmlProfileReader();
        for (int at = 14; at < bytes.Length; at++)
        {
            byte kept = bytes[at];
            for (int i = 0; i < odd.Length; i++)
            {
                bytes[at] = odd[i];
                string expected = Outcome(reader, single, bytes, -1);
                Assert.AreEqual(expected, Outcome(reader, whole, bytes, 0), "byte " + odd[i].ToString() + " at " + at.ToString());
            }

            bytes[at] = kept;
        }
    }

    private static string Outcome(XmlProfileReader reader, ProfileLog log, byte[] bytes, int split)
    {
        log.Clear();
        reader.Open(log, null, 0, 1);
        Feed.Split(reader, bytes, split);
        return log.Parameters.ToString() + log.Warnings.ToString() + reader.Detail.ToString() + ((int)reader.Fault).ToString() + " " + reader.FaultOffset.ToString() + " "
            + reader.FaultLine.ToString();
    }

    private static void ReadsInAnyChunks(string profile, string expected, string warnings)
    {
        byte[] bytes = Bytes.OfEscaped(profile);
        ProfileLog log = new ProfileLog();
        XmlProfileReader reader = new XmlProfileReader();
        for (int split = -1; split <= bytes.Length; split++)
        {
            log.Clear();
            reader.Open(log, null, 0, 1);
            Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, bytes, split), profile + reader.Detail.ToString());
            Assert.AreEqual((int)Fault.None, (int)reader.Fault, profile);
            Assert.AreEqual(expected, log.Parameters.ToString());
            Assert.AreEqual(warnings, log.Warnings.ToString());
        }
    }

    private static void Repeat(TextBuffer output, char letter, int count)
    {
        for (int i = 0; i < count; i++)
        {
            output.Append((byte)letter);
        }
    }
}
