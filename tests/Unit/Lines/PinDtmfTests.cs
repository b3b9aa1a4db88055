// Levels of Q4 to Q1 and StD in, keys out: the decode table of the MT8870D data sheet.

using nanoFramework.TestFramework;

namespace NanoSpa.Hal.Lines.Tests;

[TestClass]
public class PinDtmfTests
{
    private readonly SetInput[] _bits = { new SetInput(), new SetInput(), new SetInput(), new SetInput() };
    private readonly SetInput _strobe = new SetInput();
    private readonly PinDtmf _receiver;

    public PinDtmfTests()
    {
        _receiver = new PinDtmf(_bits[0], _bits[1], _bits[2], _bits[3], _strobe);
    }

    [TestMethod]
    [DataRow(1, '1')]
    [DataRow(2, '2')]
    [DataRow(3, '3')]
    [DataRow(4, '4')]
    [DataRow(5, '5')]
    [DataRow(6, '6')]
    [DataRow(7, '7')]
    [DataRow(8, '8')]
    [DataRow(9, '9')]
    [DataRow(10, '0')]
    [DataRow(11, '*')]
    [DataRow(12, '#')]
    [DataRow(13, 'A')]
    [DataRow(14, 'B')]
    [DataRow(15, 'C')]
    [DataRow(0, 'D')]
    public void ACodeIsAKeyWhileTheStrobeIsHigh(int code, char key)
    {
        for (int bit = 0; bit < 4; bit++)
        {
            _bits[bit].IsHigh = (code & (1 << bit)) != 0;
        }

        Assert.AreEqual(0, (int)_receiver.Poll());
        _strobe.IsHigh = true;
        Assert.AreEqual((int)key, (int)_receiver.Poll());
        _strobe.IsHigh = false;
        Assert.AreEqual(0, (int)_receiver.Poll());
    }

    [TestMethod]
    public void AStrobeThatFallsWhileTheBitsAreReadIsNoKey()
    {
        _bits[0].IsHigh = true;
        _strobe.IsHigh = true;
        _strobe.ReadsUntilLow = 1;
        Assert.AreEqual(0, (int)_receiver.Poll());
    }
}
