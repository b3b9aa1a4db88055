// The committed tables are those that parameters.tsv gives.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using NanoSpa.Parameters;

namespace NanoSpa.Catalog.Tests;

[TestClass]
public class GeneratedTests
{
    private static readonly string Root = Program.Root(AppContext.BaseDirectory);

    private static CatalogueReader Table()
    {
        CatalogueReader reader = new CatalogueReader();
        reader.Read(Path.Combine(Root, "tools/catalog/parameters.tsv"), "tools/catalog/parameters.tsv");
        Assert.AreEqual("", string.Join('\n', reader.Errors));
        return reader;
    }

    [TestMethod]
    public void CommittedFilesAreTheGeneratedOnes()
    {
        SortedDictionary<string, string> files = new CatalogueWriter(Table().Rows).Files();
        string folder = Path.Combine(Root, "firmware/Parameters/Generated");
        string[] committed = Directory.GetFiles(folder).Select(Path.GetFileName).OrderBy(name => name, StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(files.Keys.ToArray(), committed);
        foreach (KeyValuePair<string, string> file in files)
        {
            string text = File.ReadAllText(Path.Combine(folder, file.Key)).Replace("\r\n", "\n");
            Assert.AreEqual(file.Value, text, file.Key + " is stale: dotnet run --project tools/catalog");
        }
    }

    [TestMethod]
    public void EveryColumnArrivesInTheFirmware()
    {
        foreach (CatalogueRow row in Table().Rows)
        {
            for (int instance = row.IsPaired ? 1 : 0; instance <= (row.IsPaired ? 2 : 0); instance++)
            {
                string name = row.Name + (instance == 0 ? "" : "_" + instance + "_");
                int index = (int)typeof(ParameterIndex).GetField(name).GetRawConstantValue();
                Assert.AreEqual(name, Catalogue.NameOf(index));
                Assert.AreEqual(row.Plain + (instance == 0 ? "" : "[" + instance + "]"), Catalogue.PlainNameOf(index));
                Assert.AreEqual(instance, Catalogue.InstanceOf(index));
                Assert.AreEqual(row.TypeName, Catalogue.TypeOf(index).ToString(), name);
                Assert.AreEqual(row.Limit, Catalogue.LimitOf(index), name);
                Assert.AreEqual(row.Choices ?? "", Catalogue.ChoicesOf(index), name);
                Assert.AreEqual(instance == 2 ? row.SecondDefault : row.Default, Catalogue.DefaultOf(index), name);
                Assert.AreEqual(row.Access, Catalogue.AccessOf(index) switch { Access.NotAccessible => "na", Access.ReadOnly => "ro", _ => "rw" }, name);
                Assert.AreEqual(row.IsReboot, Catalogue.IsRebootClass(index), name);
                Assert.AreEqual(row.IsSecret, Catalogue.IsSecret(index), name);
                Assert.AreEqual(row.Group, Catalogue.SectionNameOf(Catalogue.SectionOf(index)), name);
            }
        }
    }

    // `nanospa parameters` prints them: a sentence each, and no two alike.
    [TestMethod]
    public void EveryParameterHasASentenceOfHelpOfItsOwn()
    {
        List<CatalogueRow> rows = Table().Rows;
        string[] noSentence = rows.Where(r => !char.IsUpper(r.Help[0]) && !char.IsDigit(r.Help[0]) || !r.Help.EndsWith('.') || !r.Help.Contains(' ')).Select(r => r.Name + ": " + r.Help).ToArray();
        Assert.AreEqual("", string.Join('\n', noSentence));
        string[] alike = rows.GroupBy(r => r.Help).Where(g => g.Count() > 1).Select(g => g.Key + " " + string.Join(' ', g.Select(r => r.Name))).ToArray();
        Assert.AreEqual("", string.Join('\n', alike));
    }
}
