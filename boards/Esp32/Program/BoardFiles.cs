// What tools/flash has put on I:\ in: identity, template, certificates out.

using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NanoSpa.Hal.Lines;
using NanoSpa.Hal.Net;

namespace NanoSpa.Boards.Esp32;

/// <summary>Files that a maker puts on a unit; each may be missing. They are read, never written.</summary>
internal sealed class BoardFiles
{
    internal BoardFiles(string flash, BoardConsole console)
    {
        Tls = new TlsIdentity();
        Tls.Authorities = TextOf(flash + "ca.pem", console);
        string certificate = TextOf(flash + "client.pem", console);
        string key = TextOf(flash + "client.key", console);
        if (certificate != null && key != null)
        {
            Tls.Certificate = certificate;
            Tls.CertificateKey = key;
            HasOwnCertificate = IsOwn(certificate, console);
        }
        else if (certificate != null || key != null)
        {
            console.Show("client.pem and client.key belong together, and one of them is missing: no client certificate is shown");
        }

        Template = TextOf(flash + "template.xml", console);
        Identity = new BoardFile();
        byte[] identity = Bytes(flash + "identity.txt", console);
        if (identity != null && !Identity.Read(identity))
        {
            console.Show("Line " + Identity.ProblemLine.ToString() + " of " + flash + "identity.txt is wrong: the unit names itself");
        }
    }

    /// <summary>Authorities, client certificate and key.</summary>
    internal TlsIdentity Tls { get; }

    /// <summary>True with a client certificate of the unit's own.</summary>
    internal bool HasOwnCertificate { get; }

    /// <summary>The profile of an RC unit, null without.</summary>
    internal string Template { get; }

    /// <summary>Keys of identity.txt; empty without the file, or when a line of it is wrong.</summary>
    internal BoardFile Identity { get; }

    /// <summary>A file's bytes; null when there is none, or it cannot be read, which is told.</summary>
    internal static byte[] Bytes(string path, BoardConsole console)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception broken)
        {
            console.Show(path + " is there and cannot be read: " + broken.Message);
            return null;
        }
    }

    private static string TextOf(string path, BoardConsole console)
    {
        byte[] bytes = Bytes(path, console);
        return bytes == null || bytes.Length == 0 ? null : Encoding.UTF8.GetString(bytes, 0, bytes.Length);
    }

    // A generic certificate is no certificate of the unit's own (guide "$CCERT").
    private static bool IsOwn(string certificate, BoardConsole console)
    {
        try
        {
            return new X509Certificate2(certificate).Subject.IndexOf("Linksysgeneric") < 0;
        }
        catch (Exception broken)
        {
            console.Show("client.pem is no certificate that this unit can read: " + broken.Message);
            return false;
        }
    }
}
