// The two accounts of the web pages (guide "Configuration Access Control").

namespace NanoSpa.Parameters;

/// <summary>Who looks at a page or fills in a form.</summary>
public enum Account
{
    /// <summary>The service provider's account: all parameters.</summary>
    Admin = 0,

    /// <summary>The customer's account: what ua lets it.</summary>
    User = 1,
}
