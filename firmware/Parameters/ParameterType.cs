// The guide's data types (guide "Data Types"), one number each.

namespace NanoSpa.Parameters;

/// <summary>How a parameter's value is to be read. <see cref="Catalogue.LimitOf"/> has the number of Str, Float and Time.</summary>
public enum ParameterType
{
    /// <summary>Text of at most n bytes.</summary>
    Str = 0,

    /// <summary>Yes or No.</summary>
    Bool = 1,

    /// <summary>One of <see cref="Catalogue.ChoicesOf"/>.</summary>
    Choice = 2,

    /// <summary>0 to 255, decimal or 0x hexadecimal.</summary>
    Uns8 = 3,

    /// <summary>0 to 65,535.</summary>
    Uns16 = 4,

    /// <summary>0 to 4,294,967,295.</summary>
    Uns32 = 5,

    /// <summary>-128 to 127.</summary>
    Sig8 = 6,

    /// <summary>-32,768 to 32,767.</summary>
    Sig16 = 7,

    /// <summary>-2,147,483,648 to 2,147,483,647.</summary>
    Sig32 = 8,

    /// <summary>Number with at most n decimal places.</summary>
    Float = 9,

    /// <summary>Seconds with at most n decimal places.</summary>
    Time = 10,

    /// <summary>Level in dBm with one decimal place.</summary>
    PwrLevel = 11,

    /// <summary>Dotted IPv4 address.</summary>
    IP = 12,

    /// <summary>Port, 0 to 65,535.</summary>
    Port = 13,

    /// <summary>User of a SIP URL, at most 63 bytes.</summary>
    UserID = 14,

    /// <summary>Host name or address, with an optional port, at most 63 bytes.</summary>
    FQDN = 15,

    /// <summary>Telephone number, star code or SIP address, at most 39 bytes.</summary>
    Phone = 16,

    /// <summary>Star code, at most 7 bytes.</summary>
    ActCode = 17,

    /// <summary>Patterns of telephone numbers with ? and *, at most 39 bytes.</summary>
    PhTmpl = 18,

    /// <summary>Patterns of SIP response codes, at most 39 bytes.</summary>
    RscTmpl = 19,

    /// <summary>Cadence script, at most 127 bytes.</summary>
    CadScript = 20,

    /// <summary>Frequency script, at most 127 bytes.</summary>
    FreqScript = 21,

    /// <summary>Tone script, at most 127 bytes.</summary>
    ToneScript = 22,

    /// <summary>List of delays in seconds with random parts (guide "Configurable Schedules").</summary>
    Delays = 23,

    /// <summary>Dial plan.</summary>
    DialPlanScript = 24,
}
