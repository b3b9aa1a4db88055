// Profiles of the size and style that providers send.

using System.Text;
using NanoSpa.Parameters;

namespace NanoSpa.Acceptance.Profiles;

internal static class SampleProfiles
{
    public const string Key = "SecretPhrase1234";

    /// <summary>Example 2-2 of the guide.</summary>
    public const string Small = """
        <?xml version='1.0'?>
        <top-level>
        <!-- Unrecognized element 'generator' is ignored by SPA -->
        <generator> Telco Profile Compiler v.1.2
          </generator>
        <flat-profile device="Linksys">
          <Resync_On_Reset> Yes
            </Resync_On_Reset>
          <Resync_Periodic> 7200
            </Resync_Periodic>
          <Profile_Rule>
            tftp://prov.telco.com:6900/Linksys/config/spa2102.cfg
          </Profile_Rule>
        </flat-profile>
        </top-level>
        """;

    /// <summary>So many elements with the catalogue's names, one after the other and again, each behind a comment of so many bytes.</summary>
    public static byte[] Make(int elements, int commentBytes)
    {
        StringBuilder text = new("<!------ made for a test ------>\r\n<flat-profile xmlns=\"http://www.sipura.net/xsd/SPA\">\r\n");
        for (int i = 0; i < elements; i++)
        {
            string name = Catalogue.NameOf(i % Catalogue.Count);
            text.Append("  <!-- ").Append('-', commentBytes).Append(" -->\r\n  <").Append(name).Append(" group=\"Line_1/SIP\" ua=\"na\">value &amp; &lt;")
                .Append(i).Append("&gt;</").Append(name).Append(">\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("</flat-profile>\r\n").ToString());
    }
}
