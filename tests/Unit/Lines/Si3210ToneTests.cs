// Frequencies and levels in, the numbers of the oscillators out; tones in, what is written to the chip out.

using nanoFramework.TestFramework;

namespace NanoSpa.Hal.Lines.Tests;

[TestClass]
public class Si3210ToneTests
{
    private readonly SimulatedSi3210 _chip = new SimulatedSi3210();
    private readonly Si3210Bus _bus;
    private readonly Si3210Tones _tones;

    public Si3210ToneTests()
    {
        _bus = new Si3210Bus(_chip);
        _tones = new Si3210Tones(_bus);
        _chip.Write(true);
        _chip.Take();
        _tones.Open();
    }

    // Data sheet, Preliminary Rev. 1.11, page 31: 1336 Hz at half scale is OSC2 = 3FC4h, OSC2X = 942h. Half scale: 0.555 V, -2.9 dBm.
    [TestMethod]
    public void TheDataSheetsToneExample()
    {
        Assert.AreEqual(0x3FC4, Resonator.Coefficient(1336, 8000));
        Assert.AreEqual(0x942, (int)((Resonator.StartValue(1336, 8000) * 32767) >> 29));
        int amplitude = _tones.Amplitude(1336, -29);
        Assert.IsTrue(amplitude >= 0x942 - 3 && amplitude <= 0x942 + 3);
    }

    // Data sheet, Preliminary Rev. 1.11, page 35: 71 V and 20 Hz with a crest factor of 1.3 are RNGX = 5EABh and RCO = 018Ch.
    [TestMethod]
    public void TheDataSheetsTrapezoid()
    {
        Assert.AreEqual(0x5EAB, Si3210Ring.Peak(71));
        Assert.AreEqual(0x018C, Si3210Ring.Slope(20, 71));
        Assert.AreEqual(200, Si3210Ring.HalfPeriod(20));
    }

    // DAHDI, wctdm.c: 25 Hz is RCO = 7E6Dh; its 20 Hz, 7EF0h, has its last four bits cut off. RNGX 160h and 1B9h are the same 66 V at both.
    [TestMethod]
    public void DahdisRings()
    {
        Assert.AreEqual(0x7E6C, Resonator.Coefficient(25, 1000));
        Assert.AreEqual(0x7EF0, Resonator.Coefficient(20, 1000) & 0xFFF0);
        int at20 = Si3210Ring.Amplitude(20, 66);
        int at25 = Si3210Ring.Amplitude(25, 66);
        Assert.IsTrue(at20 >= 0x160 && at20 <= 0x163);
        Assert.IsTrue(at25 >= 0x1B9 && at25 <= 0x1BD);
    }

    // The maker's sample code, and DAHDI's: 350 and 440 Hz are 7B30h and 7870h, in steps of 16, with 63h and 7Dh at -18 dBm.
    [TestMethod]
    [DataRow(350, 0x7B30, 0x63)]
    [DataRow(440, 0x7870, 0x7D)]
    public void TheInitialDialTone(int hz, int coefficient, int amplitude)
    {
        Assert.AreEqual(coefficient, (Resonator.Coefficient(hz, 8000) + 8) & 0xFFF0);
        int computed = _tones.Amplitude(hz, -180);
        Assert.IsTrue(computed >= amplitude && computed <= amplitude + 1);
    }

    // Worked out with 53 binary places from the formulas of page 31.
    [TestMethod]
    [DataRow(15, 1000, 32622, 3164774)]
    [DataRow(68, 1000, 29822, 14558498)]
    [DataRow(100, 1000, 26509, 21804992)]
    [DataRow(1, 8000, 32767, 26354)]
    [DataRow(350, 8000, 31537, 9282281)]
    [DataRow(620, 8000, 28959, 16669928)]
    [DataRow(1777, 8000, 5709, 56276103)]
    [DataRow(2000, 8000, 0, 67108864)]
    [DataRow(3000, 8000, -23170, 162015130)]
    [DataRow(3400, 8000, -29196, 279528536)]
    [DataRow(3999, 8000, -32767, 1)]
    public void TheSeriesAreExact(int hz, int rateHz, int coefficient, int start)
    {
        Assert.AreEqual(coefficient, Resonator.Coefficient(hz, rateHz));
        if (start > 1)
        {
            long difference = Resonator.StartValue(hz, rateHz) - start;
            Assert.IsTrue(difference > -64 && difference < 64);
        }
    }

    [TestMethod]
    [DataRow(1000, 31, 3383)]
    [DataRow(1000, 999, 3383)]
    [DataRow(1000, 0, 2368)]
    [DataRow(1000, -160, 375)]
    [DataRow(1000, -190, 266)]
    [DataRow(1000, -195, 251)]
    [DataRow(1000, -600, 2)]
    [DataRow(1000, -9999, 0)]
    [DataRow(3999, 31, 32767)]
    public void ALevelIsInTenthsOfDbm(int hz, int levelTenths, int expected)
    {
        Assert.AreEqual(expected, _tones.Amplitude(hz, levelTenths));
    }

    [TestMethod]
    public void ADialToneIsBothOscillatorsAndItsCadenceTwoWrites()
    {
        _tones.SetFrequency(0, 350, -190);
        _tones.SetFrequency(1, 440, -190);
        _tones.Sound(3);
        Assert.AreEqual("i13=7b31 i14=0059 i15=0000 32=6 i16=786e i17=0070 i18=0000 33=6", _chip.Take());
        _tones.Sound(0);
        Assert.AreEqual("32=0 33=0", _chip.Take());
        _tones.Sound(3);
        Assert.AreEqual("32=6 33=6", _chip.Take());
        _tones.Sound(3);
        Assert.AreEqual("", _chip.Take());
    }

    [TestMethod]
    public void AnotherFrequencyIsTakenWhileSilent()
    {
        _tones.SetFrequency(0, 440, 0);
        _tones.Sound(1);
        _chip.Take();
        _tones.SetFrequency(0, 350, 0);
        _tones.Sound(1);
        Assert.AreEqual("32=0 i13=7b31 i14=0317 i15=0000 32=6", _chip.Take());
        _tones.SetFrequency(0, 350, -190);
        _tones.Sound(1);
        Assert.AreEqual("32=0 i13=7b31 i14=0059 i15=0000 32=6", _chip.Take());
    }

    // SIT1_Tone's frequencies: one after another they need no more than an oscillator.
    [TestMethod]
    public void ThreeFrequenciesOneAfterAnotherAllSound()
    {
        int[] hz = new int[] { 985, 1428, 1777 };
        for (int generator = 0; generator < 3; generator++)
        {
            _tones.SetFrequency(generator, hz[generator], -160);
        }

        for (int generator = 0; generator < 3; generator++)
        {
            _tones.Sound(1 << generator);
            Assert.AreEqual(Resonator.Coefficient(hz[generator], 8000), _chip.Indirect(13));
            Assert.AreEqual(6, _chip.Direct(32));
            Assert.AreEqual(0, _chip.Direct(33));
        }
    }

    [TestMethod]
    [DataRow(0x3F, 300, 600)]
    [DataRow(0x3C, 900, 1200)]
    [DataRow(0x28, 1200, 1800)]
    [DataRow(0x20, 1800, 0)]
    public void OfManyTheFirstTwoSound(int mask, int first, int second)
    {
        for (int generator = 0; generator < 6; generator++)
        {
            _tones.SetFrequency(generator, (generator + 1) * 300, 0);
        }

        _tones.Sound(mask);
        Assert.AreEqual(Resonator.Coefficient(first, 8000), _chip.Indirect(13));
        Assert.AreEqual(second == 0 ? 0 : Resonator.Coefficient(second, 8000), _chip.Indirect(16));
        Assert.AreEqual(second == 0 ? 0 : 6, _chip.Direct(33));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(4000)]
    [DataRow(20000)]
    public void WhatNoTelephoneLetsThroughIsSilent(int hz)
    {
        _tones.SetFrequency(0, hz, 0);
        _tones.SetFrequency(1, 440, 0);
        _tones.SetFrequency(6, 350, 0);
        _tones.SetFrequency(-1, 350, 0);
        _tones.Sound(3);
        Assert.AreEqual("i13=786e i14=03e6 i15=0000 32=6", _chip.Take());
    }

    [TestMethod]
    public void AChipThatIsGoneIsNotWrittenTo()
    {
        _tones.SetFrequency(0, 440, 0);
        _tones.Close();
        _tones.Sound(1);
        Assert.AreEqual("", _chip.Take());
        _tones.Open();
        _tones.Sound(0);
        Assert.AreEqual("", _chip.Take());
        _tones.Forget();
        _tones.Sound(0);
        Assert.AreEqual("32=0 33=0", _chip.Take());
    }

    [TestMethod]
    public void ASlowChipSoundsLater()
    {
        _chip.BusyReads = 1;
        _tones.SetFrequency(0, 440, 0);
        _tones.Sound(1);
        Assert.AreEqual(3, _bus.Waiting);
        for (int poll = 0; poll < 4 && !_bus.Pump(); poll++)
        {
        }

        Assert.AreEqual(0, _bus.Waiting);
        Assert.AreEqual(6, _chip.Direct(32));
    }

    [TestMethod]
    public void AChipThatStandsOverrunsTheQueueAndIsForgotten()
    {
        _chip.HasClock = false;
        _bus.AddIndirect(13, 1);
        _bus.Pump();
        for (int entry = 0; entry < Si3210Bus.QueueLength; entry++)
        {
            _bus.AddIndirect(13, entry);
        }

        Assert.IsFalse(_bus.HasOverrun);
        _bus.Add(32, 6);
        Assert.IsTrue(_bus.HasOverrun);
        Assert.IsFalse(_bus.Pump());
        _bus.Clear();
        Assert.IsFalse(_bus.HasOverrun);
        Assert.IsTrue(_bus.Pump());
    }
}
