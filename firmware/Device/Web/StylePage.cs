// The one stylesheet of the pages.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>Light and dark, one column on a narrow screen.</summary>
public sealed class StylePage : IPage
{
    private const int Parts = 2;

    private int _part;

    /// <inheritdoc/>
    public void Begin()
    {
        _part = 0;
    }

    /// <inheritdoc/>
    public bool Next(TextBuffer part)
    {
        switch (_part++)
        {
            case 0:
                part.Append(
                    ":root{color-scheme:light dark;--l:#8888;--a:#0a5fb4;--e:#b3261e}"
                    + "@media(prefers-color-scheme:dark){:root{--a:#8ab8f0;--e:#ff9d94}}"
                    + "*{box-sizing:border-box}body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:58em;padding:0 1em 2em}"
                    + "a{color:var(--a)}nav{display:flex;flex-wrap:wrap;gap:.2em;border-bottom:1px solid var(--l);padding:.6em 0 0}"
                    + "nav a{padding:.35em .7em;text-decoration:none;border-radius:.4em .4em 0 0}"
                    + "nav a[aria-current]{background:var(--a);color:Canvas}"
                    + "header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1em}h1{font-size:1.4em;margin:.6em 0}header p{margin:0;opacity:.8}"
                    + "h2,legend{font-size:1.05em;font-weight:600}fieldset{border:0;border-top:1px solid var(--l);margin:0 0 1.2em;padding:0}legend{padding-right:.6em}");
                return true;
            case 1:
                part.Append(
                    ".f{display:grid;grid-template-columns:15em minmax(0,1fr);gap:0 1em;align-items:start;padding:.25em 0}.f>label{padding-top:.3em;overflow-wrap:anywhere}"
                    + "label[title]{cursor:help}input,select,textarea{font:inherit;width:100%;padding:.3em .4em;border:1px solid var(--l);border-radius:.3em;background:Field;color:FieldText}"
                    + "select{width:auto;max-width:100%;justify-self:start}input[type=checkbox]{width:auto}[aria-invalid]{border:2px solid var(--e)}output{padding-top:.3em;overflow-wrap:anywhere;white-space:pre-wrap}"
                    + ".c{font-size:.9em;opacity:.8}.n{opacity:.7;font-style:italic}.f>strong{grid-column:2;color:var(--e);font-weight:600}"
                    + ".m{border-left:.3em solid var(--e);padding:.5em .8em;background:#8882}.b{position:sticky;bottom:0;background:Canvas;padding:.6em 0;margin:0;border-top:1px solid var(--l)}"
                    + "button{font:inherit;padding:.45em 1em;border-radius:.4em;border:1px solid var(--a);background:var(--a);color:Canvas}button[type=reset]{background:none;color:inherit;border-color:var(--l)}"
                    + "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25em 1em .25em 0;overflow-wrap:anywhere}td:first-child{width:15em}"
                    + "pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3em 0}@media(max-width:40em){.f{grid-template-columns:1fr}.f>strong{grid-column:1}td:first-child{width:9em}}");
                return true;
            default:
                return false;
        }
    }
}
