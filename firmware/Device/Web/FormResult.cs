// How the submission of a form ended.

namespace NanoSpa.Device;

/// <summary>The answer of <see cref="WebForm.Apply"/>.</summary>
public enum FormResult
{
    /// <summary>All is stored, or nothing was changed.</summary>
    Saved = 0,

    /// <summary>Some value is wrong: nothing is stored, each is told beside its field.</summary>
    ValuesWrong = 1,

    /// <summary>The form is none of this unit's since its last start.</summary>
    TokenWrong = 2,

    /// <summary>It sets what the account may not set.</summary>
    NotAllowed = 3,

    /// <summary>It has too many fields, or changes more than can be held at once.</summary>
    TooLarge = 4,

    /// <summary>The store is full or the flash refused: see <see cref="WebForm.StoreFault"/>.</summary>
    StoreFailed = 5,
}
