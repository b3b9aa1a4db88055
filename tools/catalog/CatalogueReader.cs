// parameters.tsv in, checked rows and a list of errors ("file:line: what") out.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using NanoSpa.Parameters;

namespace NanoSpa.Catalog;

/// <summary>Reads the table. <see cref="Rows"/> is of use only while <see cref="Errors"/> is empty.</summary>
public sealed class CatalogueReader
{
    /// <summary>Column names in the order they must have.</summary>
    public const string Header = "name\tplain\tindex\ttype\tdefault\taccess\tclass\tsecret\tgroup\tview\thelp\tnote";

    /// <summary>Longest name with its index, in bytes.</summary>
    public const int MaxName = 64;

    /// <summary>Longest default, in bytes.</summary>
    public const int MaxDefault = 255;

    public readonly List<CatalogueRow> Rows = new List<CatalogueRow>();
    public readonly List<string> Errors = new List<string>();

    private readonly HashSet<string> names = new HashSet<string>();
    private string file;
    private int line;

    /// <summary>Reads the whole file; <paramref name="shownAs"/> is its name in messages.</summary>
    public void Read(string path, string shownAs)
    {
        ReadLines(File.ReadAllLines(path, Encoding.UTF8), shownAs);
    }

    /// <summary>Reads the lines of a table.</summary>
    public void ReadLines(string[] lines, string shownAs)
    {
        file = shownAs;
        bool headerSeen = false;
        for (line = 1; line <= lines.Length; line++)
        {
            string text = lines[line - 1];
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            if (!headerSeen)
            {
                headerSeen = true;
                if (text != Header)
                {
                    Error("the first row must name the columns: " + Header.Replace('\t', ' '));
                }

                continue;
            }

            ReadRow(text);
        }
    }

    private void ReadRow(string text)
    {
        string[] columns = text.Split('\t');
        if (columns.Length != 12)
        {
            Error("12 columns expected, " + columns.Length + " found");
            return;
        }

        foreach (char c in text)
        {
            if (c != '\t' && (c < ' ' || c > '~'))
            {
                Error("only printable ASCII is allowed, U+" + ((int)c).ToString("X4") + " found");
                return;
            }
        }

        CatalogueRow row = new CatalogueRow { Name = columns[0], Plain = columns[1], Index = columns[2], Access = columns[5], Group = columns[8], Help = columns[10] };
        row.IsPaired = row.Index != "none";
        ReadNames(row);
        ReadDefault(row, columns[4]);
        ReadType(row, columns[3]);
        row.IsReboot = OneOf("class", columns[6], "reboot", "live") == 0;
        row.IsSecret = OneOf("secret", columns[7], "yes", "no") == 0;
        row.IsBasic = OneOf("view", columns[9], "basic", "advanced") == 0;
        OneOf("index", row.Index, "none", "line", "user");
        OneOf("access", row.Access, "na", "ro", "rw");
        if (row.Group.Split('/').Length != 2)
        {
            Error("the group must be tab/section, it is " + row.Group);
        }

        if (row.Help.Length == 0)
        {
            Error("the help is missing");
        }

        Rows.Add(row);
    }

    private void ReadNames(CatalogueRow row)
    {
        StringBuilder derived = new StringBuilder();
        foreach (char c in row.Plain)
        {
            derived.Append((char)NameForm.Normalised((byte)c));
        }

        if (derived.ToString() != row.Name)
        {
            Error("the XML name of " + row.Plain + " is " + derived + ", not " + row.Name);
        }

        if (!Regex.IsMatch(row.Name, "^[A-Za-z][A-Za-z0-9_]*$") || Regex.IsMatch(row.Name, "_[0-9]_$") || row.Name.Length > MaxName - (row.IsPaired ? 3 : 0))
        {
            Error("not a usable name: " + row.Name);
        }

        if (!names.Add(row.Name))
        {
            Error("duplicate name " + row.Name);
        }
    }

    private void ReadDefault(CatalogueRow row, string text)
    {
        string[] parts = text.Split(" ||| ");
        row.Default = parts[0];
        row.SecondDefault = parts.Length > 1 ? parts[1] : parts[0];
        if (parts.Length > 2 || (parts.Length == 2 && !row.IsPaired))
        {
            Error("two defaults belong to a row with an index, and no more than two");
        }

        if (row.Default.Length > MaxDefault || row.SecondDefault.Length > MaxDefault)
        {
            Error("the default is longer than " + MaxDefault + " bytes");
        }
    }

    private void ReadType(CatalogueRow row, string text)
    {
        Match match = Regex.Match(text, "^(Str)([1-9][0-9]*)$|^(Uns)(8|16|32)$|^(Sig)(8|16|32)$|^(Float|Time)([0-3])$|^(PwrLevel|Bool|IP|Port|UserID|FQDN|Phone|ActCode|PhTmpl|RscTmpl|CadScript|FreqScript|ToneScript|Delays|DialPlanScript)$");
        if (text.StartsWith('{') && text.EndsWith('}'))
        {
            row.TypeName = "Choice";
            row.Choices = text[1..^1];
            CheckChoice(row, row.Default);
            if (row.SecondDefault != row.Default)
            {
                CheckChoice(row, row.SecondDefault);
            }

            return;
        }

        if (!match.Success)
        {
            Error("unknown type " + text);
            return;
        }

        for (int group = 1; group <= 9; group++)
        {
            string part = match.Groups[group].Value;
            if (part.Length > 0 && char.IsDigit(part[0]))
            {
                row.Limit = int.Parse(part);
            }
            else if (part.Length > 0)
            {
                row.TypeName = part;
            }
        }

        if (row.TypeName == "Uns" || row.TypeName == "Sig")
        {
            row.TypeName += row.Limit;
            row.Limit = 0;
        }

        if (row.TypeName == "Bool" && row.Default != "Yes" && row.Default != "No")
        {
            Error("a Bool's default is Yes or No, not " + row.Default);
        }
    }

    private void CheckChoice(CatalogueRow row, string value)
    {
        if (Array.IndexOf(row.Choices.Split('/'), value) < 0)
        {
            Error("the default " + value + " is none of the choices");
        }
    }

    private int OneOf(string column, string value, params string[] allowed)
    {
        int found = Array.IndexOf(allowed, value);
        if (found < 0)
        {
            Error(column + " must be one of " + string.Join(", ", allowed) + ", it is " + value);
        }

        return found;
    }

    private void Error(string what)
    {
        Errors.Add(file + ":" + line + ": " + what);
    }
}
