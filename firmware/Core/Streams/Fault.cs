// Every error of the firmware as one number, in ranges by layer; the same number in syslog, web page and tool.

namespace NanoSpa.Core;

/// <summary>What went wrong. <see cref="FaultText"/> has the sentence for each.</summary>
public enum Fault
{
    None = 0,

    // 100-119: encryption (guide "File Encryption").
    KeyMissing = 100,
    KeyWrong = 101,
    CipherLength = 102,
    CipherPadding = 103,
    EnvelopeTruncated = 104,
    EnvelopeHeader = 105,
    KeyTooLong = 106,

    // 120-139: compression (RFC 1951, RFC 1952).
    GzipHeader = 120,
    GzipMethod = 121,
    GzipFlags = 122,
    GzipHeaderCrc = 123,
    GzipCrc = 124,
    GzipLength = 125,
    GzipTruncated = 126,
    GzipTrailing = 127,
    DeflateBlockType = 128,
    DeflateStoredLength = 129,
    DeflateCodeLengths = 130,
    DeflateSymbol = 131,
    DeflateDistance = 132,
    GzipRefused = 133,

    // 140-159: what kind of file it is.
    FormatEmpty = 140,
    FormatUnknown = 141,
    FormatHtml = 142,
    FormatNesting = 143,
    FormatPlainText = 144,
    DecodedTooLarge = 145,

    // 160-165: the XML-like profile (guide "Open Format Configuration File").
    XmlTagMismatch = 160,
    XmlTruncated = 161,
    XmlTooDeep = 162,
    XmlNameTooLong = 163,
    XmlMarkup = 164,
    XmlNoProfile = 165,

    // 166-179: the plain-text profile source (guide "Source Text Syntax").
    PlainTextSyntax = 166,
    PlainTextTruncated = 167,
    PlainTextNameTooLong = 168,
    PlainTextImport = 169,

    // 200-239: rules, URLs and alias maps (guide chapter 2, "Conditional Expressions" to "Upgrade Rule").
    RuleTooLong = 200,
    RuleSyntax = 201,
    RuleOption = 202,
    RuleQuote = 203,
    RuleAssignment = 205,
    RuleCondition = 206,
    RuleVersion = 207,
    RuleCompare = 208,
    RuleAlternative = 209,
    UrlSyntax = 210,
    UrlScheme = 211,
    UrlNoServer = 212,
    UrlNoPath = 213,
    UrlPort = 214,
    AliasMap = 215,
    AliasTooMany = 216,
    PostLetter = 217,
    RuleOptionRefused = 218,
    PostScheme = 219,
    RuleCurlyQuote = 220,
    RuleDigest = 221,
    ServerRestricted = 225,
    DelayList = 230,

    // 300-309: TFTP (RFC 1350, 2347-2349).
    TftpTimeout = 300,
    TftpNotFound = 301,
    TftpError = 302,
    TftpProtocol = 303,

    // 310-319: what is sent, a report for example.
    UploadChanged = 310,
    UploadRedirect = 311,
    ReportKey = 312,

    // 320-339: HTTP/1.1 (RFC 9112).
    HttpFirstByteTimeout = 320,
    HttpIdleTimeout = 321,
    HttpStatus = 322,
    HttpNotFound = 323,
    HttpSyntax = 324,
    HttpHeaderTooLong = 325,
    HttpTruncated = 326,
    HttpChunk = 327,
    HttpRedirect = 328,
    HttpEncoding = 329,
    HttpNotModified = 330,
    HttpRedirectMissing = 331,
    HttpRedirectBad = 332,
    HttpRedirectScheme = 333,
    HttpRedirectDowngrade = 334,
    HttpCredentialsWanted = 335,
    HttpCredentialsRefused = 336,
    HttpCredentialsElsewhere = 337,
    HttpAuthScheme = 338,

    // 340-359: DNS (RFC 1035).
    DnsTimeout = 340,
    DnsNoName = 341,
    DnsServerFailure = 342,
    DnsNoAddress = 343,
    DnsNoServer = 344,
    DnsBadName = 345,

    // 346, 350-359: DHCP (RFC 2131).
    DhcpTimeout = 346,

    // 347-349: time (RFC 4330).
    SntpTimeout = 347,
    SntpRefused = 348,

    // 360-379: connections.
    ConnectTimeout = 360,
    ConnectRefused = 361,
    ConnectUnreachable = 362,
    ConnectionLost = 363,
    SocketFailed = 365,
    FetchTooLarge = 366,
    FetchTooSlow = 367,
    TlsServerAddress = 370,
    TlsNoAuthority = 371,
    TlsIdentityBad = 372,
    TlsUnknownAuthority = 373,
    TlsSelfSigned = 374,
    TlsExpired = 375,
    TlsNotYetValid = 376,
    TlsWrongName = 377,
    TlsCertificate = 378,
    TlsVersion = 379,
    TlsRefused = 380,
    TlsHandshake = 381,
    TlsTruncated = 382,
    TlsAuthorityTooLong = 383,
    TlsAuthorityBad = 384,

    // 400-419: parameter store and flash (firmware/FORMAT.md).
    StoreFull = 400,
    FlashRead = 401,
    FlashWrite = 402,
    SnapshotDamaged = 403,
    SnapshotVersion = 404,

    // 420-439: single values.
    ValueTooLong = 420,
    ValueBad = 421,
    AccessBad = 422,
    ValueNotBool = 423,
    ValueNotNumber = 424,
    ValueOutOfRange = 425,
    ValueNotChoice = 426,
    ValueNotAddress = 427,
    ValueNotHost = 428,
    ValueControlByte = 429,
    ValueTemplate = 430,
    ValueCadence = 432,
    ValueFrequency = 433,
    ValueTone = 434,
    ValueDialPlan = 435,

    // 500-519: the resync itself.
    ResyncDisabled = 500,

    // 600-639: SIP (RFC 3261).
    SipNoAnswer = 600,
    SipRefused = 601,
    SipWrongPassword = 602,
    SipChallengeUnknown = 603,
    SipTooLong = 604,
    SipNoProxy = 605,
    SipNoUser = 606,
    SipServerNotAllowed = 607,
    SipPortTaken = 608,

    // 700-719: line circuits.
    LineNoChip = 700,
    LineWrongChip = 701,
    LineNoClock = 702,
    LineRegister = 703,
    LineNoBattery = 704,
    LineCalibration = 705,
    LinePowerAlarm = 706,
    LineChipReset = 707,
}
