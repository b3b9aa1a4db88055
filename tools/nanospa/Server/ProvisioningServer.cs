// The built-in provisioning server: one unit's profiles by HTTP (ASP.NET Core) and TFTP, on loopback, on free ports.

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NanoSpa.Tool.Server;

/// <summary>What a provider runs, in small: enough for a unit to provision itself with nothing installed.</summary>
internal sealed class ProvisioningServer : IAsyncDisposable
{
    private readonly WebApplication _http;
    private readonly TftpFiles _tftp;

    private ProvisioningServer(WebApplication http, TftpFiles tftp)
    {
        _http = http;
        _tftp = tftp;
    }

    /// <summary>The account profile's URL with the macro that names the unit.</summary>
    public string AccountUrl { get; private init; } = "";

    public string HttpAddress { get; private init; } = "";

    public int TftpPort => _tftp.Port;

    public static async Task<ProvisioningServer> StartAsync(string macAddress, string serial, string passphrase)
    {
        var tftp = new TftpFiles(new Dictionary<string, Func<byte[]>> { ["/common.xml"] = SampleProfiles.Common });
        byte[] account = SampleProfiles.Account(macAddress, serial, $"tftp://127.0.0.1:{tftp.Port}/common.xml", passphrase);

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication http = builder.Build();
        http.MapGet("/profiles/{file}", (string file) =>
            file == macAddress + ".cfg" ? Results.Bytes(account, "application/octet-stream") : Results.NotFound());
        await http.StartAsync();
        string address = new List<string>(http.Urls)[0];
        return new ProvisioningServer(http, tftp) { HttpAddress = address, AccountUrl = address + "/profiles/$MA.cfg" };
    }

    public async ValueTask DisposeAsync()
    {
        await _http.DisposeAsync();
        _tftp.Dispose();
    }
}
