// The steps of an exercise of the guide's tutorial, told in the test's output as they are taken.

using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

/// <summary>Steps come in order; the last one told is the one that failed.</summary>
internal sealed class Exercise(TestContext context)
{
    /// <summary>The guide's basic.txt.</summary>
    public const string Basic = "<flat-profile>\n  <GPP_A> 12345678\n</GPP_A>\n</flat-profile>\n";

    private int _last;

    /// <summary>Step <paramref name="number"/> of the guide, in a few words.</summary>
    public void Step(int number, string what)
    {
        Assert.IsGreaterThan(_last, number, "the steps are in the guide's order");
        _last = number;
        context.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Step {number}: {what}"));
    }
}
