// One row of parameters.tsv, taken apart.

namespace NanoSpa.Catalog;

/// <summary>A parameter, or the two instances of one, as the table has it.</summary>
public sealed class CatalogueRow
{
    public string Name;
    public string Plain;
    public bool IsPaired;
    public string Index;
    public string TypeName;
    public int Limit;
    public string Choices;
    public string Default;
    public string SecondDefault;
    public string Access;
    public bool IsReboot;
    public bool IsSecret;
    public string Group;
    public bool IsBasic;
    public string Help;
}
