// Every parameter of the guide's Appendix C and chapter 4 is there, with the print's values but for the corrections listed here.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Parameters;

namespace NanoSpa.Catalog.Tests;

[TestClass]
public class AppendixCTests
{
    private static readonly string[][] Print = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "AppendixC.txt"))
        .Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).ToArray();

    // The print's slips: */0 without its first slash, a blank behind *, and one missing mark (parameters.tsv, column note).
    private static readonly Dictionary<string, string> CorrectedValues = new Dictionary<string, string>
    {
        { "Dial_Tone", "350@-19,440@-19;10(*/0/1+2)" },
        { "Second_Dial_Tone", "420@-19,520@-19;10(*/0/1+2)" },
        { "Outside_Dial_Tone", "420@-16;10(*/0/1)" },
        { "Prompt_Tone", "520@-19,620@-19;10(*/0/1+2)" },
        { "MWI_Dial_Tone", "350@-19,440@-19;2(.1/.1/1+2);10(*/0/1+2)" },
        { "Cfwd_Dial_Tone", "350@-19,440@-19;2(.2/.2/1+2);10(*/0/1+2)" },
        { "Ring_Back_Tone", "440@-19,480@-19;*(2/4/1+2)" },
        { "Holding_Tone", "600@-19;*(.1/.1/1,.1/.1/1,.1/9.5/1)" },
    };

    private static int Find(string name)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(name);
        return Catalogue.Find(bytes, 0, bytes.Length);
    }

    [TestMethod]
    public void EveryNameIsFoundInBothForms()
    {
        foreach (string[] row in Print)
        {
            int index = Find(row[0]);
            string xml = Regex.Replace(row[0], @"[ \-\[\]()/]", "_");
            Assert.IsTrue(index >= 0, row[0]);
            Assert.AreEqual(index, Find(xml), xml);
            Assert.AreEqual(xml, Catalogue.NameOf(index));
            Assert.AreEqual(row[0], Catalogue.PlainNameOf(index));
        }

        Console.WriteLine(Print.Length + " names of Appendix C found in both forms; " + Catalogue.Count + " parameters");
        Assert.AreEqual(551, Print.Length);
        Assert.AreEqual(551, Print.Select(row => Find(row[0])).Distinct().Count());
    }

    [TestMethod]
    [DataRow("Resync_Fails_On_FNF")]
    [DataRow("Report_Rule")]
    [DataRow("License_Keys")]
    [DataRow("DHCP_Option_To_Use")]
    [DataRow("Custom_CA_URL")]
    [DataRow("Customization")]
    public void WhatAppendixCLacksIsThereToo(string name)
    {
        Assert.IsTrue(Find(name) >= 0);
        Assert.AreEqual(0, Print.Count(row => row[0] == name));
    }

    [TestMethod]
    public void NothingElseIsThere()
    {
        string[] others = { "Resync_Fails_On_FNF", "Report_Rule", "License_Keys", "DHCP_Option_To_Use", "Custom_CA_URL", "Customization", "Restrict_Source_IP[1]", "Restrict_Source_IP[2]" };
        HashSet<string> known = Print.Select(row => row[0]).Concat(others).ToHashSet();
        for (int index = 0; index < Catalogue.Count; index++)
        {
            Assert.IsTrue(known.Contains(Catalogue.PlainNameOf(index)), Catalogue.PlainNameOf(index));
        }
    }

    [TestMethod]
    public void ValuesAndMarksAreThePrints()
    {
        foreach (string[] row in Print)
        {
            int index = Find(row[0]);
            string expected = CorrectedValues.TryGetValue(row[0], out string corrected) ? corrected : row[2];
            Assert.AreEqual(expected, Catalogue.DefaultOf(index), row[0]);
            Access access = row[1] == "!" || row[0] == "Secure_Call_Setting[2]" ? Access.ReadWrite : row[1] == "?" ? Access.ReadOnly : Access.NotAccessible;
            Assert.AreEqual(access, Catalogue.AccessOf(index), row[0]);
        }
    }
}
