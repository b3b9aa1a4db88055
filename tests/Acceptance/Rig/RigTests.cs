// What every class of tests on a rig does before and after: a rig of its own, and none of its tests where none can be made.

using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace NanoSpa.Acceptance.Rig;

/// <summary><typeparamref name="TTests"/> is the class itself: each has its own rig. What it puts there, it puts when <see cref="Rig"/> is not null.</summary>
public abstract class RigTests<TTests>
{
    /// <summary>Null where no rig can be made.</summary>
    private protected static RigBench Rig { get; private set; }

    /// <summary>The unit that most of the tests share, where they share one.</summary>
    private protected static RigUnit Unit { get; set; }

    [ClassInitialize(InheritanceBehavior.BeforeEachDerivedClass)]
    public static void RigUp(TestContext context)
    {
        if (RigNeeds.Missing == null)
        {
            Rig = new RigBench();
            context.WriteLine($"rig up in {Rig.UpMs} ms");
        }
    }

    [ClassCleanup(InheritanceBehavior.BeforeEachDerivedClass)]
    public static void RigDown()
    {
        Unit?.Dispose();
        Rig?.Dispose();
    }

    [TestInitialize]
    public void NeedsARig() => RigNeeds.Require();
}
