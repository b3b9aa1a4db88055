// A fault's number in, one sentence for log, web page and tool out: what was wrong and what to do.

namespace NanoSpa.Core;

/// <summary>The sentences of the faults.</summary>
public static class FaultText
{
    /// <summary>One English sentence without personal data; for a number that is no fault, a sentence that says so.</summary>
    public static string Of(Fault fault)
    {
        int number = (int)fault;
        if (number < 200)
        {
            return number < 140 ? OfEncodings(fault) : OfFormats(fault);
        }

        if (number < 300)
        {
            return OfRules(fault);
        }

        if (number >= 420 && number < 440)
        {
            return OfValues(fault);
        }

        if (number >= 600)
        {
            return number < 700 ? OfSip(fault) : OfLines(fault);
        }

        return number < 400 ? OfTransports(fault) : OfStore(fault);
    }

    /// <summary>
    /// Appends the sentence, the detail in brackets if there is one (null or empty: none), and the number: what syslog, web page and tools show.
    /// </summary>
    public static void Append(Fault fault, TextBuffer detail, TextBuffer output)
    {
        output.Append(Of(fault));
        if (detail != null && detail.Length > 0)
        {
            output.Append(" [");
            output.Append(detail);
            output.Append("]");
        }

        output.Append(" (fault ");
        output.AppendNumber((int)fault);
        output.Append(")");
    }

    private static string OfEncodings(Fault fault)
    {
        switch (fault)
        {
            case Fault.None: return "No fault.";
            case Fault.KeyMissing: return "The profile is encrypted but the rule gives no key; add --key to it.";
            case Fault.KeyWrong: return "The key does not open the profile; check the rule's --key and encrypt with openssl enc -aes-256-cbc, without -pbkdf2.";
            case Fault.CipherLength: return "The encrypted profile's length is no multiple of 16 bytes; it was cut or changed on its way.";
            case Fault.CipherPadding: return "The encrypted profile's last block is damaged; make or upload the file again.";
            case Fault.EnvelopeTruncated: return "The encrypted profile ends before its first block; make or upload the file again.";
            case Fault.EnvelopeHeader: return "The encrypted profile does not begin with Salted__; encrypt it with openssl enc.";
            case Fault.KeyTooLong: return "The key is longer than 256 bytes; use a shorter one.";
            case Fault.GzipHeader: return "The compressed profile does not begin as gzip does; compress it with gzip.";
            case Fault.GzipMethod: return "The gzip file names a method other than deflate; compress it with gzip.";
            case Fault.GzipFlags: return "The gzip header has flags that no standard defines; compress the file with gzip.";
            case Fault.GzipHeaderCrc: return "The gzip header is damaged; make or upload the file again.";
            case Fault.GzipCrc: return "The decompressed profile's checksum is wrong; the file was damaged on its way.";
            case Fault.GzipLength: return "The decompressed profile's length is wrong; the file was damaged on its way.";
            case Fault.GzipTruncated: return "The gzip file ends early; make or upload it again.";
            case Fault.GzipTrailing: return "Bytes follow the end of the gzip file; remove them.";
            case Fault.GzipRefused: return "This board has not the memory to unpack a compressed profile; serve it uncompressed.";
            case Fault.DeflateBlockType: return "The compressed data has a reserved block type; the file was damaged.";
            case Fault.DeflateStoredLength: return "A stored block's length does not match its complement; the file was damaged.";
            case Fault.DeflateCodeLengths: return "The compressed data describes an impossible code; the file was damaged.";
            case Fault.DeflateSymbol: return "The compressed data has a symbol that its code does not define; the file was damaged.";
            case Fault.DeflateDistance: return "The compressed data points to before its own beginning; the file was damaged.";
            default: return Unlisted;
        }
    }

    private static string OfFormats(Fault fault)
    {
        switch (fault)
        {
            case Fault.FormatEmpty: return "The server sent an empty file; check the file on the server.";
            case Fault.FormatUnknown: return "The file is in no known profile format; check the URL and the file on the server.";
            case Fault.FormatHtml: return "The server sent a web page instead of a profile; check the URL and the server's access rules.";
            case Fault.FormatNesting: return "The profile's layers are nested in the wrong order; compress first, then encrypt, each once.";
            case Fault.FormatPlainText: return "The file is a profile compiler's plain-text source; compile it or convert it to XML.";
            case Fault.DecodedTooLarge: return "The decoded profile is larger than the unit accepts; make it smaller.";
            case Fault.XmlTagMismatch: return "An element's closing tag does not match its opening tag; correct the profile.";
            case Fault.XmlTruncated: return "The profile ends inside an element; upload the whole file.";
            case Fault.XmlTooDeep: return "The profile's elements are nested too deeply; flatten it.";
            case Fault.XmlNameTooLong: return "An element's name is too long; correct the profile.";
            case Fault.XmlMarkup: return "The profile has markup that can not be read; correct it.";
            case Fault.PlainTextSyntax: return "The plain-text source can not be read; write entries such as Parameter_Name ! \"value\" ; and comments behind #.";
            case Fault.PlainTextTruncated: return "The plain-text source ends inside an entry; end each one with a semicolon.";
            case Fault.PlainTextNameTooLong: return "A name in the plain-text source is too long; correct it.";
            case Fault.PlainTextImport: return "A file can not be spliced into the plain-text source; check the name behind import.";
            case Fault.XmlNoProfile: return "The file has no flat-profile element; put the parameters into one.";
            default: return Unlisted;
        }
    }

    private static string OfRules(Fault fault)
    {
        switch (fault)
        {
            case Fault.RuleTooLong: return "The rule is too long after macro expansion; shorten it.";
            case Fault.RuleSyntax: return "The rule can not be read; correct it at the column given.";
            case Fault.RuleOption: return "The rule has an unknown option, or one twice; correct it at the column given.";
            case Fault.RuleQuote: return "The rule has a quote that is never closed; close it.";
            case Fault.RuleAssignment: return "The assignment can not be read or names no parameter; write ( Parameter_Name = \"value\" ; )!.";
            case Fault.RuleCondition: return "The condition can not be read; write comparisons such as $PRVTMR ge 600, joined by and.";
            case Fault.RuleVersion: return "A comparison's operand is neither an integer nor a version; quote both sides to compare texts.";
            case Fault.RuleCompare: return "Quoted texts can be compared with = and != only; take the quotes away from numbers and versions.";
            case Fault.RuleAlternative: return "Every alternative but the last needs a condition; those behind this one could never be chosen.";
            case Fault.UrlSyntax: return "The URL can not be read; correct it.";
            case Fault.UrlScheme: return "The URL's scheme is none of tftp, http and https; correct it.";
            case Fault.UrlNoServer: return "The URL names no server and DHCP gave none; name the server.";
            case Fault.UrlNoPath: return "The URL names no file; add the path.";
            case Fault.UrlPort: return "The URL's port is not a number from 1 to 65535; correct it.";
            case Fault.AliasMap: return "The alias map can not be read; write lines such as /a/b = /flat-profile/Parameter_Name ;.";
            case Fault.AliasTooMany: return "The alias map has more than 30 entries; shorten it.";
            case Fault.PostLetter: return "The argument of --post and --alias is one letter from a to p, for GPP_A to GPP_P.";
            case Fault.RuleOptionRefused: return "This kind of rule does not take the option: an upgrade rule has --uid and --pwd, a report rule --key, --uid and --pwd.";
            case Fault.PostScheme: return "The option --post needs an http or https URL.";
            case Fault.RuleCurlyQuote: return "The rule has curly quotes; type plain double quotes.";
            case Fault.RuleDigest: return "The argument of --md is no digest the unit has; write md5 or sha256.";
            case Fault.ServerRestricted: return "Restricted_Access_Domains does not allow this server; use a server in one of its domains, or change it.";
            case Fault.DelayList: return "The list of delays can not be read; write whole seconds, or seconds+random, with commas between.";
            default: return Unlisted;
        }
    }

    private static string OfTransports(Fault fault)
    {
        switch (fault)
        {
            case Fault.TftpTimeout: return "The TFTP server did not answer in time; check that it runs and that UDP port 69 is open.";
            case Fault.TftpNotFound: return "The TFTP server does not have the file; check the path.";
            case Fault.TftpError: return "The TFTP server refused the request; see its own message.";
            case Fault.TftpProtocol: return "The TFTP server sent something that is not TFTP; check the server.";
            case Fault.UploadChanged: return "What was being sent changed meanwhile; ask for it again.";
            case Fault.UploadRedirect: return "The web server redirects what is sent to it with another status than 307 or 308; correct the URL or the server.";
            case Fault.ReportKey: return "The report is to be encrypted with a key that is empty; give Report_Rule's --key a value.";
            case Fault.HttpFirstByteTimeout: return "The web server took the request and did not answer in time; check the server.";
            case Fault.HttpIdleTimeout: return "The web server stopped sending in the middle; check the network and the server.";
            case Fault.HttpStatus: return "The web server answered with an error status; see the server's log.";
            case Fault.HttpNotFound: return "The web server does not have the file; check the path.";
            case Fault.HttpSyntax: return "The answer is not HTTP; check the URL's port and scheme.";
            case Fault.HttpHeaderTooLong: return "The web server's header is too long; check the server.";
            case Fault.HttpTruncated: return "The web server closed the connection before the end of the file; check the server.";
            case Fault.HttpChunk: return "The web server's chunked answer is damaged; check the server.";
            case Fault.HttpRedirect: return "The web server redirects more than five times; correct the URL or the server.";
            case Fault.HttpRedirectMissing: return "The web server redirects and does not say where to; check the server.";
            case Fault.HttpRedirectBad: return "The web server redirects to something that is no URL; check the server.";
            case Fault.HttpRedirectScheme: return "The web server redirects to what is neither http nor https; correct the URL.";
            case Fault.HttpRedirectDowngrade: return "The web server redirects from https to http, which the unit does not follow; correct the server.";
            case Fault.HttpCredentialsWanted: return "The web server wants a user and a password; give --uid and --pwd in the rule.";
            case Fault.HttpCredentialsRefused: return "The web server does not accept the user and password; check --uid and --pwd.";
            case Fault.HttpCredentialsElsewhere: return "The server redirected to wants a user and a password, which go to the rule's own server alone; name it in the rule.";
            case Fault.HttpAuthScheme: return "The web server wants another proof than Basic or Digest with MD5 or SHA-256; change its authentication.";
            case Fault.HttpNotModified: return "The web server says that the file is unchanged, though it was not asked; check the server or the proxy before it.";
            case Fault.HttpEncoding: return "The web server uses an encoding the unit did not ask for; turn it off for this file.";
            case Fault.DnsTimeout: return "No DNS server answered in time; check the DNS servers' addresses.";
            case Fault.DnsNoName: return "The server's name does not exist in DNS; check its spelling.";
            case Fault.DnsServerFailure: return "The DNS server could not answer; try later or set another one.";
            case Fault.DnsNoAddress: return "The server's name has no IPv4 address in DNS; add an A record.";
            case Fault.DnsNoServer: return "No DNS server is set; set one or use an address in the URL.";
            case Fault.DnsBadName: return "The server's name is no valid host name; correct it.";
            case Fault.DhcpTimeout: return "No DHCP server told its options; check the network, or name the server in the rule.";
            case Fault.SntpTimeout: return "The time server did not answer; check Primary_NTP_Server and the network.";
            case Fault.SntpRefused: return "The time server has no time to give; name another one in Primary_NTP_Server.";
            case Fault.ConnectTimeout: return "The server did not answer the connection in time; check the address and firewalls.";
            case Fault.ConnectRefused: return "The server refused the connection; check that it runs and the port.";
            case Fault.ConnectUnreachable: return "The server can not be reached; check the network and the route.";
            case Fault.ConnectionLost: return "The connection broke; try again.";
            case Fault.TlsServerAddress: return "The name in the server's certificate does not lead to the server's address; check the certificate and the name server.";
            case Fault.TlsNoAuthority: return "The unit has no certificate authority to check https servers with; give it one, or use http with an encrypted profile.";
            case Fault.TlsIdentityBad: return "The unit's own certificate, its key or its list of authorities can not be read; put PEM texts that belong together there.";
            case Fault.TlsUnknownAuthority: return "The server's certificate comes from an authority that the unit does not trust; have it signed by one of the unit's authorities.";
            case Fault.TlsSelfSigned: return "The server's certificate is signed by itself; have it signed by one of the unit's authorities.";
            case Fault.TlsExpired: return "The server's certificate or that of its authority has expired; renew it, or set the unit's clock.";
            case Fault.TlsNotYetValid: return "The server's certificate or that of its authority is not valid yet; set the unit's clock, or the server's certificate.";
            case Fault.TlsWrongName: return "The server's certificate is for another name than the one in the URL; use the certificate's name in the URL.";
            case Fault.TlsCertificate: return "The server's certificate must not be used for a server, or its chain is broken; make it again.";
            case Fault.TlsVersion: return "The server speaks neither TLS 1.2 nor TLS 1.3; enable one of them there.";
            case Fault.TlsRefused: return "The server has refused the TLS connection; see its log, it may require a client certificate that the unit has not.";
            case Fault.TlsHandshake: return "The TLS handshake failed; check that the server speaks https on this port.";
            case Fault.TlsTruncated: return "The TLS connection was cut before the server had closed it; the reply may be incomplete.";
            case Fault.TlsAuthorityTooLong: return "The file at Custom_CA_URL is longer than 8192 bytes; put the authority's certificate alone there.";
            case Fault.TlsAuthorityBad: return "The file at Custom_CA_URL is no certificate that the unit can read; put the authority's there, as PEM or DER.";
            case Fault.SocketFailed: return "The network stack refused a socket; restart the unit if it goes on.";
            case Fault.FetchTooLarge: return "The file is larger than the unit accepts; make it smaller.";
            case Fault.FetchTooSlow: return "The file came too slowly; check the network.";
            default: return Unlisted;
        }
    }

    private static string OfValues(Fault fault)
    {
        switch (fault)
        {
            case Fault.ValueTooLong: return "The value is longer than the parameter allows; shorten it.";
            case Fault.ValueBad: return "The value does not fit the parameter's type; correct it.";
            case Fault.AccessBad: return "The access level is none of na, ro and rw; correct the ua attribute.";
            case Fault.ValueNotBool: return "The value is neither Yes nor No; write one of them.";
            case Fault.ValueNotNumber: return "The value is no number; write digits, 0x and hexadecimal digits, or a decimal fraction where the parameter has one.";
            case Fault.ValueOutOfRange: return "The number is too small or too great for the parameter; write one within its range.";
            case Fault.ValueNotChoice: return "The value is none of the parameter's choices; write one of them.";
            case Fault.ValueNotAddress: return "The value is no IPv4 address; write four numbers of 0 to 255 with dots.";
            case Fault.ValueNotHost: return "The value is no server name; write a name or an address, with :port if need be, without blanks.";
            case Fault.ValueControlByte: return "The value holds a control character; write it on one line of printable text.";
            case Fault.ValueTemplate: return "The value is no template; write patterns with ? and *, separated by commas, and %xx for a literal byte.";
            case Fault.ValueCadence: return "The value is no cadence; write it such as 60(2/4), at most two sections of six segments.";
            case Fault.ValueFrequency: return "The value is no list of frequencies; write it such as 350@-19,440@-19, at most six.";
            case Fault.ValueTone: return "The value is no tone; write it such as 350@-19,440@-19;10(*/0/1+2).";
            case Fault.ValueDialPlan: return "The value is no dial plan; write alternatives in brackets with | between them, such as (*xx|[3469]11|[2-9]xxxxxx).";
            default: return Unlisted;
        }
    }

    private static string OfSip(Fault fault)
    {
        switch (fault)
        {
            case Fault.SipNoAnswer: return "The SIP proxy does not answer; check Proxy, the network and that the proxy runs.";
            case Fault.SipRefused: return "The SIP proxy refuses the registration; look up the status it gave and the account there.";
            case Fault.SipWrongPassword: return "The SIP proxy does not take the user and password; check User_ID, Auth_ID and Password.";
            case Fault.SipChallengeUnknown: return "The SIP proxy asks for an authentication other than Digest with MD5 or SHA-256; change its settings.";
            case Fault.SipTooLong: return "The registration does not fit one datagram; use shorter names, and shorter challenges at the proxy.";
            case Fault.SipNoProxy: return "Proxy or Outbound_Proxy is no host or host:port; correct it.";
            case Fault.SipNoUser: return "The line has no User_ID to register; set it, or set Register to No.";
            case Fault.SipServerNotAllowed: return "The SIP proxy lies in none of the Restricted_Access_Domains; the line is not registered there.";
            case Fault.SipPortTaken: return "The line's SIP_Port cannot be opened; choose another one.";
            default: return Unlisted;
        }
    }

    private static string OfLines(Fault fault)
    {
        switch (fault)
        {
            case Fault.LineNoChip: return "No chip answers on the line's SPI port; check its supply, RESET, CS, SCLK, SDI and SDO.";
            case Fault.LineWrongChip: return "The chip on the line's SPI port is no Si3210 or Si3210M after a reset; check the part and the wires of SPI and RESET.";
            case Fault.LineNoClock: return "The line's chip does not run; check PCLK and FSYNC.";
            case Fault.LineRegister: return "A register of the line's chip does not keep its value; check the wires of SPI, PCLK and FSYNC, and the supply.";
            case Fault.LineNoBattery: return "The line's converter does not reach its voltage; check its supply and parts, and the line for a short.";
            case Fault.LineCalibration: return "The calibration of the line's chip does not come to its end; check the parts between chip and line, and that neither wire touches ground.";
            case Fault.LinePowerAlarm: return "A transistor of the line ran hot and the line was switched off; check it for a short and for foreign voltage.";
            case Fault.LineChipReset: return "The line's chip has lost its settings and is started again; check its supply and RESET.";
            default: return Unlisted;
        }
    }

    private static string OfStore(Fault fault)
    {
        switch (fault)
        {
            case Fault.StoreFull: return "The parameter store is full; shorten or clear some parameters.";
            case Fault.FlashRead: return "The flash could not be read; restart the unit, and replace it if this goes on.";
            case Fault.FlashWrite: return "The flash could not be written; restart the unit, and replace it if this goes on.";
            case Fault.SnapshotDamaged: return "The stored parameters are damaged; the older copy or the factory defaults are used.";
            case Fault.SnapshotVersion: return "The stored parameters were written by another firmware's format; upgrade the firmware or reset the unit.";
            case Fault.ResyncDisabled: return "Provisioning is turned off; set Provision_Enable to Yes.";
            default: return Unlisted;
        }
    }

    private const string Unlisted = "A fault without a description; report its number.";
}
