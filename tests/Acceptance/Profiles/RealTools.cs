// Bytes in, what the real openssl and gzip make of them out.

using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Profiles;

/// <summary>The commands of the guide's examples 2-7 and 2-8.</summary>
internal static class RealTools
{
    public static byte[] Gzip(byte[] input, params string[] options)
    {
        return Run("gzip", input, ["-c", .. options]);
    }

    /// <summary><c>openssl enc -e -aes-256-cbc -k key</c> with what else is given.</summary>
    public static byte[] Openssl(byte[] input, string key, params string[] options)
    {
        return Run("openssl", input, ["enc", "-e", "-aes-256-cbc", "-k", key, .. options]);
    }

    private static byte[] Run(string program, byte[] input, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task feeding = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        feeding.Wait();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, program + ": " + errors.Result);
        return output.ToArray();
    }
}
