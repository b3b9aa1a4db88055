// The identity of a unit in, the profiles that the built-in server has for it out.

using System;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace NanoSpa.Tool.Server;

/// <summary>Two profiles, as a provider would split them: one for this account, compressed and encrypted, and one for all units.</summary>
internal static class SampleProfiles
{
    /// <summary>The account's profile: XML, then gzip, then AES-256-CBC, as the guide's "File Encryption" orders it.</summary>
    public static byte[] Account(string macAddress, string serial, string commonUrl, string passphrase)
    {
        string number = "1408555" + Convert.ToInt32(macAddress[^4..], 16).ToString("D5")[^4..];
        string password = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(serial)))[..16];
        string text = $"""
            <?xml version="1.0"?>
            <!-- account profile of unit {serial}, served by nanospa's built-in server -->
            <flat-profile>
              <Resync_Periodic>5</Resync_Periodic>
              <Resync_Error_Retry_Delay>5</Resync_Error_Retry_Delay>
              <Profile_Rule_B>{commonUrl}</Profile_Rule_B>
              <Display_Name_1_ ua="rw">nanoSpa demo line</Display_Name_1_>
              <User_ID_1_>{number}</User_ID_1_>
              <Password_1_>{password}</Password_1_>
              <Proxy_1_>sip.example.com</Proxy_1_>
              <Dial_Plan_1_>( S0 &lt;:18005551212&gt; )</Dial_Plan_1_>
              <Line_Enable_2_>No</Line_Enable_2_>
              <GPP_A>{serial}</GPP_A>
              <Speed_Dial_2_1_ ua="rw"/>
            </flat-profile>
            """;
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.ASCII.GetBytes(text));
        }

        return OpensslFile.Encrypt(compressed.ToArray(), passphrase);
    }

    /// <summary>The profile for all units: plain XML, by TFTP.</summary>
    public static byte[] Common() => Encoding.ASCII.GetBytes("""
        <flat-profile>
          <Time_Zone>GMT+01:00</Time_Zone>
          <Ring1_Cadence>60(1/4)</Ring1_Cadence>
          <Hook_Flash_Timer_Max>.6</Hook_Flash_Timer_Max>
        </flat-profile>
        """);
}
