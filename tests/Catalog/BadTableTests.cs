// Tables with one mistake each: what the generator says, with the line.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Catalog.Tests;

[TestClass]
public class BadTableTests
{
    [TestMethod]
    [DataRow("A_B|A-B|none|Str8|x|na|live|no|T/S|basic|h|", "")]
    [DataRow("A_B|A-B|line|Str8|x !!! y|na|live|no|T/S|basic|h|", "")]
    [DataRow("A_B|A-B|none|Str8|x|na|live|no|T/S|basic|h", "t.tsv:3: 12 columns expected, 11 found")]
    [DataRow("A_B|A-C|none|Str8|x|na|live|no|T/S|basic|h|", "t.tsv:3: the XML name of A-C is A_C, not A_B")]
    [DataRow("A_1_|A_1_|none|Str8|x|na|live|no|T/S|basic|h|", "t.tsv:3: not a usable name: A_1_")]
    [DataRow("A.B|A.B|none|Str8|x|na|live|no|T/S|basic|h|", "t.tsv:3: not a usable name: A.B")]
    [DataRow("First|First|none|Str8|x|na|live|no|T/S|basic|h|", "t.tsv:3: duplicate name First")]
    [DataRow("A|A|none|Text|x|na|live|no|T/S|basic|h|", "t.tsv:3: unknown type Text")]
    [DataRow("A|A|none|Uns12|x|na|live|no|T/S|basic|h|", "t.tsv:3: unknown type Uns12")]
    [DataRow("A|A|none|Bool|yes|na|live|no|T/S|basic|h|", "t.tsv:3: a Bool's default is Yes or No, not yes")]
    [DataRow("A|A|none|{a/b}|c|na|live|no|T/S|basic|h|", "t.tsv:3: the default c is none of the choices")]
    [DataRow("A|A|none|Str8|x !!! y|na|live|no|T/S|basic|h|", "t.tsv:3: two defaults belong to a row with an index, and no more than two")]
    [DataRow("A|A|phone|Str8|x|na|live|no|T/S|basic|h|", "t.tsv:3: index must be one of none, line, user, it is phone")]
    [DataRow("A|A|none|Str8|x|wr|live|no|T/S|basic|h|", "t.tsv:3: access must be one of na, ro, rw, it is wr")]
    [DataRow("A|A|none|Str8|x|na|warm|no|T/S|basic|h|", "t.tsv:3: class must be one of reboot, live, it is warm")]
    [DataRow("A|A|none|Str8|x|na|live|maybe|T/S|basic|h|", "t.tsv:3: secret must be one of yes, no, it is maybe")]
    [DataRow("A|A|none|Str8|x|na|live|no|T|basic|h|", "t.tsv:3: the group must be tab/section, it is T")]
    [DataRow("A|A|none|Str8|x|na|live|no|T/S|basic||", "t.tsv:3: the help is missing")]
    [DataRow("A|A|none|Str8|x|na|live|no|T/S|some|h|", "t.tsv:3: view must be one of basic, advanced, it is some")]
    [DataRow("A|A|none|Str8|\u2013|na|live|no|T/S|basic|h|", "t.tsv:3: only printable ASCII is allowed, U+2013 found")]
    public void SaysWhatIsWrongAndWhere(string row, string expected)
    {
        CatalogueReader reader = new CatalogueReader();
        string first = "First\tFirst\tnone\tStr8\t\tna\tlive\tno\tT/S\tadvanced\th\t";
        reader.ReadLines(new[] { CatalogueReader.Header, first, row.Replace('|', '\t').Replace("!!!", "|||") }, "t.tsv");
        Assert.AreEqual(expected, string.Join('\n', reader.Errors));
    }

    [TestMethod]
    public void WantsItsColumnsInOrder()
    {
        CatalogueReader reader = new CatalogueReader();
        reader.ReadLines(new[] { "# a comment", "", "plain\tname" }, "t.tsv");
        Assert.AreEqual(1, reader.Errors.Count);
        StringAssert.StartsWith(reader.Errors[0], "t.tsv:3: the first row must name the columns: name plain index");
    }
}
