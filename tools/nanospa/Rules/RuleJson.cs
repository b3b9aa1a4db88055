// A rule's dry run in, the object of nanospa explain --json out.

using System.Text.Json;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Rules;

/// <summary>The object's fields and their order are a contract. After a fault there are no alternatives.</summary>
internal static class RuleJson
{
    public static void Write(RuleDryRun rule) => JsonLine.Write(o =>
    {
        o.WriteString("expanded", ProfileText.Of(rule.PlainBytes()));
        o.WriteStartArray("alternatives");
        for (int i = 0; rule.Fault == Fault.None && i < rule.Syntax.AlternativeCount; i++)
        {
            WriteAlternative(o, rule, i);
        }

        o.WriteEndArray();
        if (rule.Chosen < 0)
        {
            o.WriteNull("chosen");
        }
        else
        {
            o.WriteNumber("chosen", rule.Chosen);
        }

        JsonLine.WriteError(o, rule.Fault, rule.Column);
    });

    private static void WriteAlternative(Utf8JsonWriter o, RuleDryRun rule, int alternative)
    {
        RuleSyntax syntax = rule.Syntax;
        o.WriteStartObject();
        o.WriteString("text", rule.TextOf(syntax.TextOffset(alternative), syntax.TextCount(alternative)));
        o.WriteString("condition", syntax.ConditionOffset(alternative) < 0 ? null : rule.TextOf(syntax.ConditionOffset(alternative), syntax.ConditionCount(alternative)).Trim());
        if (rule.Holds(alternative) is { } holds)
        {
            o.WriteBoolean("holds", holds);
        }
        else
        {
            o.WriteNull("holds");
        }

        o.WriteStartArray("assignments");
        for (int j = 0; j < syntax.AssignmentCount(alternative); j++)
        {
            o.WriteStartObject();
            o.WriteString("name", Catalogue.NameOf(syntax.AssignmentParameter(alternative, j)));
            o.WriteString("value", rule.TextOf(syntax.ValueOffset(alternative, j), syntax.ValueCount(alternative, j)));
            o.WriteEndObject();
        }

        o.WriteEndArray();
        o.WriteStartObject("options");
        foreach ((string name, string value) in rule.OptionsOf(alternative))
        {
            o.WriteString(name, value);
        }

        o.WriteEndObject();
        WriteUrl(o, rule.UrlOf(alternative));
        o.WriteEndObject();
    }

    private static void WriteUrl(Utf8JsonWriter o, FileUrl url)
    {
        if (url == null)
        {
            o.WriteNull("url");
            return;
        }

        o.WriteStartObject("url");
        o.WriteString("scheme", FileUrl.NameOf(url.Scheme));
        o.WriteString("server", ProfileText.Of(url.Server));
        o.WriteNumber("port", url.Port);
        o.WriteString("path", ProfileText.Of(url.Path));
        o.WriteEndObject();
    }
}
