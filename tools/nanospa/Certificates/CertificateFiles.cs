// A certificate and its key to and from two PEM files (RFC 7468): NAME.crt, and NAME.key that its owner alone can read.

using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoSpa.Tool.Commands;

namespace NanoSpa.Tool.Certificates;

/// <summary>The two files of one certificate in a folder.</summary>
internal sealed class CertificateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public CertificateFiles(string folder, string name)
    {
        if (name.Length == 0 || name.StartsWith('.') || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not '.' and not '-' and not '_'))
        {
            throw new UsageException($"'{name}' is no name for a certificate's files; use letters, digits, '-', '_' and dots");
        }

        Certificate = Path.Combine(Path.GetFullPath(folder), name + ".crt");
        Key = Path.Combine(Path.GetFullPath(folder), name + ".key");
    }

    /// <summary>Full path of the certificate.</summary>
    public string Certificate { get; }

    /// <summary>Full path of the private key, PKCS#8 without a password.</summary>
    public string Key { get; }

    /// <summary>Refuses before any work is done when one of the files is there.</summary>
    public void RefuseToOverwrite(bool force)
    {
        string taken = force ? null : new[] { Certificate, Key }.FirstOrDefault(File.Exists);
        if (taken != null)
        {
            throw new UsageException($"{taken} is there already; --force writes over it");
        }
    }

    public void Write(X509Certificate2 certificate, RSA key)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Key));
            Write(Key, key.ExportPkcs8PrivateKeyPem(), OwnerOnly);
            Write(Certificate, certificate.ExportCertificatePem(), OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(unwritable.Message);
        }
    }

    public X509Certificate2 Read()
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(Certificate, Key);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UsageException($"{Certificate}, {Key}: {unreadable.Message}");
        }
    }

    // A new file each time: an old one's mode would stay.
    private static void Write(string path, string text, UnixFileMode mode)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(text);
    }
}
