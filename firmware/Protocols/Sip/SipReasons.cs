// A reason in, its status and phrase out (RFC 3261 section 21, RFC 6665).

namespace NanoSpa.Protocols;

/// <summary>The statuses that the unit answers with.</summary>
public static class SipReasons
{
    /// <summary>The status code; 0 for none.</summary>
    public static int StatusOf(SipReason reason)
    {
        switch (reason)
        {
            case SipReason.Ok:
                return 200;
            case SipReason.Unauthorized:
                return 401;
            case SipReason.ResyncOff:
            case SipReason.NoPassword:
                return 403;
            case SipReason.MethodNotAllowed:
                return 405;
            case SipReason.NotAcceptable:
                return 406;
            case SipReason.BadMediaType:
                return 415;
            case SipReason.BadScheme:
                return 416;
            case SipReason.BadExtension:
                return 420;
            case SipReason.NoTransaction:
                return 481;
            case SipReason.NotAcceptableHere:
                return 488;
            case SipReason.BadEvent:
                return 489;
            case SipReason.NotImplemented:
                return 501;
            case SipReason.BadVersion:
                return 505;
            case SipReason.TooManyHeaders:
                return 513;
            case SipReason.None:
                return 0;
            default:
                return 400;
        }
    }

    /// <summary>The phrase; null for none.</summary>
    public static string TextOf(SipReason reason)
    {
        switch (reason)
        {
            case SipReason.Ok:
                return "OK";
            case SipReason.BadRequestLine:
                return "Bad Request Line";
            case SipReason.BadRequestUri:
                return "Bad Request-URI";
            case SipReason.CutOff:
                return "Message Is Cut Off";
            case SipReason.BadHeaderLine:
                return "Bad Header Line";
            case SipReason.BadContentLength:
                return "Bad Content-Length";
            case SipReason.BadVia:
                return "Bad Via";
            case SipReason.MissingHeader:
                return "Missing Or Repeated Header";
            case SipReason.EmptyCallId:
                return "Empty Call-ID";
            case SipReason.BadParty:
                return "Bad From Or To";
            case SipReason.BadSequence:
                return "Bad CSeq";
            case SipReason.RepeatedHeader:
                return "Repeated Header";
            case SipReason.OtherMethod:
                return "CSeq Names Another Method";
            case SipReason.BadMaxForwards:
                return "Bad Max-Forwards";
            case SipReason.MissingEvent:
                return "Missing Or Repeated Event";
            case SipReason.Unauthorized:
                return "Unauthorized";
            case SipReason.ResyncOff:
                return "Resync From SIP Is Off";
            case SipReason.NoPassword:
                return "The Line Has No Password";
            case SipReason.MethodNotAllowed:
                return "Method Not Allowed";
            case SipReason.NotAcceptable:
                return "Not Acceptable";
            case SipReason.BadMediaType:
                return "Unsupported Media Type";
            case SipReason.BadScheme:
                return "Unsupported URI Scheme";
            case SipReason.BadExtension:
                return "Bad Extension";
            case SipReason.NoTransaction:
                return "Call/Transaction Does Not Exist";
            case SipReason.NotAcceptableHere:
                return "Not Acceptable Here";
            case SipReason.BadEvent:
                return "Bad Event";
            case SipReason.NotImplemented:
                return "Not Implemented";
            case SipReason.BadVersion:
                return "Version Not Supported";
            case SipReason.TooManyHeaders:
                return "Too Many Headers";
            default:
                return null;
        }
    }
}
