// The option --ca: whom units trust over https.

using System;
using System.CommandLine;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NanoSpa.Tool.Commands;

/// <summary>Shared by the commands that run units against servers.</summary>
internal static class AuthorityOption
{
    public static Option<string> Create() =>
        new("--ca") { Description = "PEM file with the authorities that https servers are checked against; without it https is refused" };

    /// <summary>The file's text, which holds a certificate; null when there is no file.</summary>
    public static string Read(string file)
    {
        string text = TextOf("--ca", file);
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException bad)
        {
            throw new UsageException($"--ca: {bad.Message}");
        }

        return text == null || certificates.Count > 0 ? text : throw new UsageException($"--ca: there is no certificate in {file}");
    }

    internal static string TextOf(string option, string file)
    {
        try
        {
            return file == null ? null : File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option}: {unreadable.Message}");
        }
    }
}
