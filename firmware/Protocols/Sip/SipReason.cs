// What a request is answered with and why; one byte says all of it.

namespace NanoSpa.Protocols;

/// <summary>A status with its reason phrase; <see cref="SipReasons"/> tells both.</summary>
public enum SipReason
{
    /// <summary>Nothing: the message is good.</summary>
    None = 0,

    /// <summary>200 OK.</summary>
    Ok = 1,

    /// <summary>400 Bad Request Line.</summary>
    BadRequestLine = 2,

    /// <summary>400 Bad Request-URI.</summary>
    BadRequestUri = 3,

    /// <summary>400 Message Is Cut Off.</summary>
    CutOff = 4,

    /// <summary>400 Bad Header Line.</summary>
    BadHeaderLine = 5,

    /// <summary>400 Bad Content-Length.</summary>
    BadContentLength = 6,

    /// <summary>400 Bad Via.</summary>
    BadVia = 7,

    /// <summary>400 Missing Or Repeated Header.</summary>
    MissingHeader = 8,

    /// <summary>400 Empty Call-ID.</summary>
    EmptyCallId = 9,

    /// <summary>400 Bad From Or To.</summary>
    BadParty = 10,

    /// <summary>400 Bad CSeq.</summary>
    BadSequence = 11,

    /// <summary>400 Repeated Header.</summary>
    RepeatedHeader = 12,

    /// <summary>400 CSeq Names Another Method.</summary>
    OtherMethod = 13,

    /// <summary>400 Bad Max-Forwards.</summary>
    BadMaxForwards = 14,

    /// <summary>400 Missing Or Repeated Event.</summary>
    MissingEvent = 15,

    /// <summary>401 Unauthorized.</summary>
    Unauthorized = 16,

    /// <summary>403 Resync From SIP Is Off.</summary>
    ResyncOff = 17,

    /// <summary>403 The Line Has No Password.</summary>
    NoPassword = 18,

    /// <summary>405 Method Not Allowed.</summary>
    MethodNotAllowed = 19,

    /// <summary>406 Not Acceptable.</summary>
    NotAcceptable = 20,

    /// <summary>415 Unsupported Media Type.</summary>
    BadMediaType = 21,

    /// <summary>416 Unsupported URI Scheme.</summary>
    BadScheme = 22,

    /// <summary>420 Bad Extension.</summary>
    BadExtension = 23,

    /// <summary>481 Call/Transaction Does Not Exist.</summary>
    NoTransaction = 24,

    /// <summary>488 Not Acceptable Here.</summary>
    NotAcceptableHere = 25,

    /// <summary>489 Bad Event.</summary>
    BadEvent = 26,

    /// <summary>501 Not Implemented.</summary>
    NotImplemented = 27,

    /// <summary>505 Version Not Supported.</summary>
    BadVersion = 28,

    /// <summary>513 Too Many Headers.</summary>
    TooManyHeaders = 29,
}
