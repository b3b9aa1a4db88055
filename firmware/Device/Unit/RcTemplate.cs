// The profile of an RC unit's factory values, XML or a plain-text source, in, a committed transaction out (guide "Deploying RC Units").

using System.Text;
using NanoSpa.Core;
using NanoSpa.Parameters;
using NanoSpa.Provisioning;

namespace NanoSpa.Device;

/// <summary>
/// Applies the template to a store that holds nothing but factory values: at the first start and after each factory reset. The reader is
/// made for that moment only, as most units never need it.
/// </summary>
public static class RcTemplate
{
    private const int WarningBytes = 256;
    private const int UnknownListed = 4;

    /// <summary>True while the store holds no value and no access of its own: then the template's turn has come.</summary>
    public static bool IsDue(string template, ParameterStore store)
    {
        for (int index = 0; index < Catalogue.Count && template != null; index++)
        {
            if (!store.IsDefault(index) || store.AccessOf(index) != Catalogue.AccessOf(index))
            {
                return false;
            }
        }

        return template != null;
    }

    /// <summary>
    /// Reads the template and commits it whole or not at all. What was odd in it is appended to <paramref name="problems"/>, one a line.
    /// </summary>
    public static Fault Apply(string template, ParameterStore store, TextBuffer problems)
    {
        byte[] text = Encoding.UTF8.GetBytes(template);
        TransactionHandler handler = new TransactionHandler(WarningBytes, UnknownListed);
        ParameterTransaction transaction = store.Begin();
        handler.Open(transaction);
        ISink reader = ReaderFor(text, handler);
        if (reader.Write(text, 0, text.Length) != DecodeStatus.Failed)
        {
            reader.Finish();
        }

        problems.Append(handler.Log);
        problems.Append(handler.Unknown);
        Fault fault = reader.Fault != Fault.None ? reader.Fault : handler.Fault;
        if (fault != Fault.None)
        {
            transaction.Abort();
            return fault;
        }

        return transaction.Commit();
    }

    // The guide prints its sample as a plain-text source.
    private static ISink ReaderFor(byte[] text, IProfileHandler handler)
    {
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.Take(text, 0, text.Length);
        if (sniffer.Fault == Fault.FormatPlainText)
        {
            PlainTextReader plain = new PlainTextReader();
            plain.Open(handler, null);
            return plain;
        }

        XmlProfileReader xml = new XmlProfileReader();
        xml.Open(handler, null, 0, 1);
        return xml;
    }
}
