// Plain-text profile sources (guide "Source Text Syntax"): rows of a text, what it says, what is wrong with it, cut at every point.

using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Provisioning.Tests;

[TestClass]
public class PlainTextReaderTests
{
    [TestMethod]
    [DataRow("", "", "")]
    [DataRow("\n# nothing but a comment", "", "")]
    [DataRow("^EF^BB^BFA \"1\";", "A:na=1;", "")]
    [DataRow("Feature_Enable      ! \"Enable\" ;    # user read-write\nAnother_Parameter   ? \"3600\" ;\nHidden_Parameter    \"abc123\" ;\n", "Feature_Enable:rw=Enable;Another_Parameter:ro=3600;Hidden_Parameter:na=abc123;", "")]
    [DataRow("Some_Entry          !          ;    # user read-write, leaves value unchanged", "Some_Entry:rw/;", "")]
    [DataRow("A \"\" ;B ;C ? \"\" ;D ? ;", "A:na=;B:na/;C:ro=;D:ro/;", "")]
    [DataRow("A!\"1\";B?\"2\";C\"3\";D;", "A:rw=1;B:ro=2;C:na=3;D:na/;", "")]
    [DataRow("Dial_Plan[1] \"(*xx|# ;!?)\" ;SIP_TOS/DiffServ_Value[2] ! \"0x68\" ; Blind_Attn-Xfer_Enable \"Yes\";Set_Local_Date_(mm/dd) ;", "Dial_Plan[1]:na=(*xx|# ;!?);SIP_TOS/DiffServ_Value[2]:rw=0x68;Blind_Attn-Xfer_Enable:na=Yes;Set_Local_Date_(mm/dd):na/;", "")]
    [DataRow("A # a\n ! # b\r\n \"1\" # c \"\n ; # d", "A:rw=1;", "")]
    [DataRow("A \" 1 \" ;", "A:na= 1 ;", "")]
    [DataRow("A \"1\r\n2\n3\r4\" ;", "A:na=1 2 3 4;", "1 a value goes on in the next line; the line's end is taken as a space;2 a value goes on in the next line; the line's end is taken as a space;3 a value goes on in the next line; the line's end is taken as a space;")]
    [DataRow("A \"<b>&amp;^E9^09\" ;", "A:na=<b>&amp;^e9^09;", "")]
    [DataRow("A \"1\" ;\nA \"2\" ;", "A:na=1;A:na=2;", "")]
    [DataRow("imported \"1\";import \"2\";", "imported:na=1;import:na=2;", "")]
    public void ReadsTheGuidesSyntaxHoweverItIsCut(string text, string parameters, string warnings)
    {
        byte[] bytes = Bytes.OfEscaped(text);
        ProfileLog log = new ProfileLog();
        PlainTextReader reader = new PlainTextReader();
        for (int split = -1; split <= bytes.Length; split++)
        {
            log.Clear();
            reader.Open(log, null);
            DecodeStatus status = Feed.Split(reader, bytes, split);
            Assert.AreEqual((int)DecodeStatus.Done, (int)status, reader.Detail.ToString());
            Assert.AreEqual(parameters, log.Parameters.ToString());
            Assert.AreEqual(warnings, log.Warnings.ToString());
        }
    }

    [TestMethod]
    [DataRow("A \"1\"\nB \"2\";", (int)Fault.PlainTextSyntax, 6, 2, "expected a semicolon behind A")]
    [DataRow("A = \"1\";", (int)Fault.PlainTextSyntax, 2, 1, "expected a mark, a quote or a semicolon behind A")]
    [DataRow("A !? \"1\";", (int)Fault.PlainTextSyntax, 3, 1, "expected a quote or a semicolon behind A")]
    [DataRow("A ! ^E2^80^9C1", (int)Fault.PlainTextSyntax, 4, 1, "expected a quote or a semicolon behind A, found a byte that is not ASCII; quotes must be plain ones")]
    [DataRow("A \"1\" \"2\";", (int)Fault.PlainTextSyntax, 6, 1, "expected a semicolon behind A")]
    [DataRow("A \"1\";\n; B ;", (int)Fault.PlainTextSyntax, 7, 2, "expected a parameter's name")]
    [DataRow("^EF^BBA", (int)Fault.PlainTextSyntax, 2, 1, "expected the rest of the byte order mark")]
    [DataRow("^EF^BB", (int)Fault.PlainTextSyntax, 2, 1, "")]
    [DataRow("^00", (int)Fault.PlainTextSyntax, 0, 1, "expected a parameter's name")]
    [DataRow("<flat-profile>", (int)Fault.PlainTextSyntax, 0, 1, "expected a parameter's name")]
    [DataRow("A \"1\";\nB \"2\n", (int)Fault.PlainTextTruncated, 12, 3, "the quote of B in line 2 is not closed")]
    [DataRow("A \"1\";\nB \"2\" # ;", (int)Fault.PlainTextTruncated, 16, 2, "the entry B in line 2 has no semicolon")]
    [DataRow("A", (int)Fault.PlainTextTruncated, 1, 1, "the entry A in line 1 has no semicolon")]
    [DataRow("A !", (int)Fault.PlainTextTruncated, 3, 1, "the entry A in line 1 has no semicolon")]
    [DataRow("\nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn \"x\";", (int)Fault.PlainTextNameTooLong, 65, 2, "")]
    [DataRow("A ;\nimport base.txt\nB;", (int)Fault.PlainTextImport, 19, 2, "base.txt")]
    [DataRow("import  a b.txt  # x", (int)Fault.PlainTextImport, 17, 1, "a b.txt")]
    [DataRow("import \n", (int)Fault.PlainTextImport, 7, 1, "")]
    [DataRow("import a", (int)Fault.PlainTextImport, 8, 1, "a")]
    [DataRow("A ; import base.txt", (int)Fault.PlainTextSyntax, 11, 1, "expected a mark, a quote or a semicolon behind import")]
    public void SaysWhatIsWrongAndWhere(string text, int fault, int offset, int line, string detail)
    {
        byte[] bytes = Bytes.OfEscaped(text);
        PlainTextReader reader = new PlainTextReader();
        for (int split = -1; split <= bytes.Length; split++)
        {
            reader.Open(new ProfileLog(), null);
            Assert.AreEqual((int)DecodeStatus.Failed, (int)Feed.Split(reader, bytes, split));
            Assert.AreEqual(fault, (int)reader.Fault);
            Assert.AreEqual(detail, reader.Detail.ToString());
            Assert.AreEqual(offset, reader.FaultOffset);
            Assert.AreEqual(line, reader.FaultLine);
        }
    }

    [TestMethod]
    public void AnImportStandsWhereItsLineStood()
    {
        ProfileLog log = new ProfileLog();
        Splice splice = new Splice(log);
        byte[] bytes = Bytes.Of("A \"1\" ;\r\nimport base.txt\r\nA \"2\" ;\n\timport  other.txt # why\nB ;\nimport last");
        PlainTextReader reader = new PlainTextReader();
        for (int split = -1; split <= bytes.Length; split++)
        {
            log.Clear();
            reader.Open(log, splice);
            Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, bytes, split));
            Assert.AreEqual("A:na=1;base.txt:2/;A:na=2;other.txt:4/;B:na/;last:6/;", log.Parameters.ToString());
        }
    }

    [TestMethod]
    [DataRow(2048, 1)]
    [DataRow(2049, 0)]
    public void ALongValueLeavesItsParameter(int length, int count)
    {
        TextBuffer text = new TextBuffer(4096);
        text.Append("A \"");
        for (int i = 0; i < length; i++)
        {
            text.Append((byte)'x');
        }

        text.Append("\" ;");
        ProfileLog log = new ProfileLog();
        PlainTextReader reader = new PlainTextReader();
        for (int split = -1; split <= text.Length; split += 97)
        {
            byte[] bytes = new byte[text.Length];
            System.Array.Copy(text.Bytes, 0, bytes, 0, text.Length);
            log.Clear();
            reader.Open(log, null);
            Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, bytes, split));
            Assert.AreEqual(count, log.Count);
            Assert.AreEqual(1 - count, log.WarningCount);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(20)]
    [DataRow(300)]
    [DataRow(4000)]
    public void AnyPiecesOfSyntaxReadAlikeHoweverTheyAreCut(int seed)
    {
        byte[] alphabet = Bytes.OfEscaped("AB[1] \"\"\"!?;;;# \r\n\nimport i^00^EF^BB^BF");
        System.Random random = new System.Random(seed);
        ProfileLog log = new ProfileLog();
        PlainTextReader reader = new PlainTextReader();
        Splice splice = new Splice(log);
        int good = 0;
        for (int round = 0; round < 1000; round++)
        {
            byte[] bytes = new byte[1 + random.Next(12)];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = alphabet[random.Next(alphabet.Length)];
            }

            string whole = "";
            for (int split = bytes.Length; split >= -1; split--)
            {
                log.Clear();
                reader.Open(log, splice);
                good += Feed.Split(reader, bytes, split) == DecodeStatus.Done ? 1 : 0;
                string outcome = log.Parameters.ToString() + log.Warnings.ToString() + reader.Detail.ToString() + " " + ((int)reader.Fault).ToString() + " "
                    + reader.FaultOffset.ToString() + " " + reader.FaultLine.ToString();
                whole = split == bytes.Length ? outcome : whole;
                Assert.AreEqual(whole, outcome);
            }
        }

        Assert.IsTrue(good > 0);
    }

    // The marks reach the store by way of the same transaction as the ua of XML, and the one check of pages and forms asks there.
    [TestMethod]
    [DataRow("GPP_A ! \"x\" ;", "GPP_A", "lvs")]
    [DataRow("GPP_A ? \"x\" ;", "GPP_A", "lv-")]
    [DataRow("GPP_A \"x\" ;", "GPP_A", "---")]
    [DataRow("GPP_A ! ;", "GPP_A", "lvs")]
    [DataRow("Static_IP \"\" ;", "Static_IP", "---")]
    [DataRow("Static_IP ;", "Static_IP", "---")]
    [DataRow("Static_IP ? ;", "Static_IP", "lv-")]
    [DataRow("GPP_B ;", "Static_IP", "lvs")]
    [DataRow("Dial_Plan[2] ? \"(xx)\";", "Dial_Plan_2_", "lv-")]
    [DataRow("SIP_TOS/DiffServ_Value[1] ! \"0x68\" ;", "SIP_TOS_DiffServ_Value_1_", "lvs")]
    [DataRow("Auth_Resync-Reboot[1] ! \"no\" ;", "Auth_Resync_Reboot_1_", "lvs")]
    [DataRow("Set_Local_Time_(HH/mm) ? ;", "Set_Local_Time__HH_mm_", "lv-")]
    [DataRow("GPP_SA ! \"secret\" ;", "GPP_SA", "l-s")]
    [DataRow("GPP_A \"1\";GPP_A ! \"2\";GPP_A ? ;", "GPP_A", "lv-")]
    public void TheMarksAreTheUsersAccess(string text, string name, string expected)
    {
        ParameterStore store = new ParameterStore(new MemoryFlash(8192), 4096);
        TransactionHandler handler = new TransactionHandler(256, 4);
        ParameterTransaction transaction = store.Begin();
        handler.Open(transaction);
        PlainTextReader reader = new PlainTextReader();
        reader.Open(handler, null);
        byte[] bytes = Bytes.Of(text);
        Assert.AreEqual((int)DecodeStatus.Done, (int)Feed.Split(reader, bytes, bytes.Length));
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        byte[] nameBytes = Bytes.Of(name);
        int index = Catalogue.Find(nameBytes, 0, nameBytes.Length);
        Assert.IsTrue(index >= 0);
        string may = (AccessCheck.CanList(store, index, Account.User) ? "l" : "-") + (AccessCheck.CanShow(store, index, Account.User) ? "v" : "-")
            + (AccessCheck.CanSet(store, index, Account.User) ? "s" : "-");
        Assert.AreEqual(expected, may);
    }

    private sealed class Splice : IPlainTextImport
    {
        private readonly ProfileLog _log;

        public Splice(ProfileLog log)
        {
            _log = log;
        }

        public bool Import(byte[] name, int offset, int count, int line)
        {
            _log.Parameters.Append(name, offset, count);
            _log.Parameters.Append(":");
            _log.Parameters.AppendNumber(line);
            _log.Parameters.Append("/;");
            return true;
        }
    }
}
