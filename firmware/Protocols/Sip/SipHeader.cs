// The headers a user agent acts on (RFC 3261 section 20, RFC 6665).

namespace NanoSpa.Protocols;

/// <summary>What a header line is; every name that the unit has no use for is <see cref="Other"/>.</summary>
public enum SipHeader
{
    Other = 0,
    Via = 1,
    From = 2,
    To = 3,
    CallId = 4,
    CSeq = 5,
    MaxForwards = 6,
    Contact = 7,
    Expires = 8,
    MinExpires = 9,
    Event = 10,
    Require = 11,
    Accept = 12,
    ContentLength = 13,
    ContentType = 14,
    ContentEncoding = 15,
    WwwAuthenticate = 16,
    ProxyAuthenticate = 17,
    Authorization = 18,
    RetryAfter = 19,
}
