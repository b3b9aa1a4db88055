// Custom_CA_URL in, a fetch to make and one more authority for https servers out.

using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// Due at the start, when the parameter has changed, and after a failure with every resync that has ended. What was fetched last stays
/// trusted until another file takes its place, the parameter is emptied or the unit restarts. The memory is taken when a URL is first set.
/// </summary>
public sealed class CustomCa
{
    /// <summary>Longest time for the file: a resync that becomes due waits for it.</summary>
    public const int WholeMs = 30000;

    private const int MaxUrlBytes = 2048;

    private readonly ParameterStore _store;
    private readonly ITrust _trust;
    private readonly MacroValues _values;
    private readonly ILog _log;
    private readonly TextBuffer _line;
    private readonly TextBuffer _expanded;
    private UrlParser _parser;
    private MacroExpander _expander;
    private TextBuffer _seen;
    private AuthoritySink _sink;
    private bool _failed;

    /// <summary>With <paramref name="trust"/> null the board takes no authority, and nothing is ever due. Of <paramref name="scratch"/> output and line are used.</summary>
    public CustomCa(ParameterStore store, ITrust trust, MacroValues values, ILog log, UnitScratch scratch)
    {
        _line = scratch.Line;
        _expanded = scratch.Output;
        _store = store;
        _trust = trust;
        _values = values;
        _log = log;
    }

    /// <summary>True when the file is to be fetched.</summary>
    public bool IsDue { get; private set; }

    /// <summary>What to fetch, after <see cref="Begin"/>.</summary>
    public FetchRequest Request { get; private set; }

    /// <summary>Where the file goes.</summary>
    public ISink Body
    {
        get { return _sink; }
    }

    /// <summary>Forgets what a start before this one has set.</summary>
    public void Start()
    {
        if (_trust != null)
        {
            _trust.ClearExtraAuthority();
        }
    }

    /// <summary>Reads the parameter: after the start and whenever parameters may have changed.</summary>
    public void Configure()
    {
        int length = _trust == null ? 0 : _store.LengthOf(ParameterIndex.Custom_CA_URL);
        if (length > 0)
        {
            TakeMemory();
            bool isSame = _store.ValueEquals(ParameterIndex.Custom_CA_URL, _seen.Bytes, 0, _seen.Length);
            IsDue = !isSame || _failed;
            _seen.Clear();
            _store.AppendTo(ParameterIndex.Custom_CA_URL, _seen);
        }
        else if (_seen != null && _seen.Length > 0)
        {
            IsDue = false;
            _failed = false;
            _seen.Clear();
            _trust.ClearExtraAuthority();
            _line.Clear();
            _line.Append("Custom CA: none any more");
            _log.Message(LogSeverity.Notice, _line);
        }
    }

    /// <summary>
    /// url = macro-expanded [ scheme "://" ] [ server [ ":" port ] ] filepath , without white space
    /// <para>Makes the request ready. A fault is the URL's, and has been told.</para>
    /// </summary>
    public Fault Begin()
    {
        IsDue = false;
        _expanded.Clear();
        Fault fault = _expander.ExpandRule(_seen.Bytes, 0, _seen.Length, _expanded);
        for (int i = 0; i < _expanded.Length && fault == Fault.None; i++)
        {
            bool isLiteral = _expanded.Bytes[i] == MacroExpander.LiteralDollar;
            fault = (_expanded.Bytes[i] > (byte)' ' && _expanded.Bytes[i] != 0x7F) || isLiteral ? Fault.None : Fault.UrlSyntax;
        }

        fault = fault != Fault.None ? fault : _parser.Parse(_expanded.Bytes, 0, _expanded.Length, Request.Url);
        _sink.Reset();
        if (fault != Fault.None)
        {
            Request.Url.Clear();
            Ended(fault, null);
        }

        return fault;
    }

    /// <summary>Takes the outcome of the fetch, and tells it.</summary>
    public void Ended(Fault fault, TextBuffer detail)
    {
        _failed = fault != Fault.None;
        _line.Clear();
        _line.Append(_failed ? "Custom CA: " : "Custom CA: trusting ");
        int from = _line.Length;
        if (Request.Url.Server.Length > 0)
        {
            Request.Url.AppendTo(_line);
        }
        else
        {
            _line.Append(_seen);
        }

        PlainText.Clean(_line, from);
        if (_failed)
        {
            _line.Append(" failed: ");
            FaultText.Append(fault, detail, _line);
        }

        _log.Message(_failed ? LogSeverity.Warning : LogSeverity.Notice, _line);
    }

    private void TakeMemory()
    {
        if (_seen == null)
        {
            _seen = new TextBuffer(MaxUrlBytes);
            _parser = new UrlParser();
            _expander = new MacroExpander(_values);
            _sink = new AuthoritySink(_trust);
            Request = new FetchRequest { Url = new FileUrl(), WholeMs = WholeMs };
        }
    }
}
