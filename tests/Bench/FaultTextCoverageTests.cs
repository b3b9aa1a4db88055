// Every fault of the list has a sentence of its own.

using System;
using System.Collections.Generic;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Core;

namespace NanoSpa.Bench;

[TestClass]
public class FaultTextCoverageTests
{
    [TestMethod]
    public void EveryFaultHasItsOwnSentence()
    {
        string unlisted = FaultText.Of((Fault)(-1));
        HashSet<string> seen = new();
        foreach (Fault fault in Enum.GetValues<Fault>())
        {
            string sentence = FaultText.Of(fault);
            Assert.AreNotEqual(unlisted, sentence, fault + " has no sentence in FaultText");
            Assert.EndsWith(".", sentence, fault.ToString());
            Assert.IsTrue(seen.Add(sentence), fault + " shares its sentence");
        }
    }
}
