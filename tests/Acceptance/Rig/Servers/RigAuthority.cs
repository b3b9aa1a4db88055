// Certificates of one authority in the rig's folder, made as an administrator makes them: by nanospa ca, and by openssl from a request.

using System;
using System.IO;
using NanoSpa.Tool.Tests;

namespace NanoSpa.Acceptance.Rig;

/// <summary>The authority is made by the constructor. Files are told by their path without .crt and .key.</summary>
internal sealed class RigAuthority
{
    private readonly string _folder;

    public RigAuthority(RigBench rig, string name)
    {
        _folder = Path.Combine(rig.Folder, name);
        Make("authority", "--name", name);
    }

    /// <summary>The authority's own certificate.</summary>
    public string Certificate => Path.Combine(_folder, "spacroot.crt");

    /// <summary>A server's certificate; the options are those of nanospa ca server.</summary>
    public string Server(string name, params string[] options)
    {
        Make(["server", "--file", name, .. options]);
        return Path.Combine(_folder, name);
    }

    /// <summary>The certificate of the unit under test; the options are those of nanospa ca unit.</summary>
    public string Unit(string name, params string[] options)
    {
        Make(["unit", "--file", name, .. options]);
        return Path.Combine(_folder, name);
    }

    /// <summary>Signs a request and answers with the path of the certificate.</summary>
    public string Sign(string request)
    {
        string signed = Path.ChangeExtension(request, ".crt");
        Shell.Run("openssl", "x509", "-req", "-in", request, "-CA", Certificate, "-CAkey", Path.Combine(_folder, "spacroot.key"), "-CAcreateserial", "-days", "30", "-out", signed);
        return signed;
    }

    private void Make(params string[] arguments)
    {
        (int status, string output, string errors) = ToolProcess.Run("", ["ca", .. arguments, "--folder", _folder]);
        if (status != 0)
        {
            throw new InvalidOperationException($"nanospa ca {string.Join(' ', arguments)}: {output}{errors}");
        }
    }
}
