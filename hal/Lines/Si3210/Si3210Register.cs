// The direct registers of a Si3210 that the driver uses, and their bits; where each is from.

namespace NanoSpa.Hal.Lines;

/// <summary>
/// Sources. "1.61": Silicon Laboratories, Si3210/Si3211 data sheet, Rev. 1.61 (1/12), and "1.11": the Preliminary Rev. 1.11 of the same, each with
/// the page where the register or bit is told of. Where no page could be looked up it says "no page": then the number, or the bit, is as
/// DAHDI uses it (asterisk/dahdi-linux, drivers/dahdi/proslic.h and wctdm.c).
/// </summary>
public static class Si3210Register
{
    /// <summary>SPI Mode Select: bits 5 to 4 the part, 3 to 0 its revision. No page (wctdm.c, "insane").</summary>
    public const int SpiMode = 0;

    /// <summary>PCM Mode Select; bit 7 is set in a Si3215 or Si3216, whose indirect registers are elsewhere. No page (wctdm.c).</summary>
    public const int PcmMode = 1;

    /// <summary>Audio Path Loopback; 2 after a reset, so that it tells one. No page (wctdm.c, "insane").</summary>
    public const int Loopback = 8;

    /// <summary>Hybrid Control; 33h after a reset. No page (wctdm.c, "insane").</summary>
    public const int Hybrid = 11;

    /// <summary>Powerdown Control 1; bit 4, DCOF, is set while the converter is off, as after a reset. 1.11 page 28.</summary>
    public const int Powerdown = 14;

    /// <summary>Interrupt Status 1: the oscillators' timers. No page (proslic.h).</summary>
    public const int Status1 = 18;

    /// <summary>Interrupt Status 2: bits 7 to 2 a power alarm of Q6 to Q1, a bit is cleared by writing 1 to it. 1.11 page 37 (RTIP), 1.61 page 33 (the alarm); bits: no page (proslic.h).</summary>
    public const int Status2 = 19;

    /// <summary>Interrupt Status 3. No page (proslic.h).</summary>
    public const int Status3 = 20;

    /// <summary>Interrupt Enable 1. No page (proslic.h).</summary>
    public const int Enable1 = 21;

    /// <summary>Interrupt Enable 2, bits as in <see cref="Status2"/>. 1.11 page 37 (RTIE).</summary>
    public const int Enable2 = 22;

    /// <summary>Interrupt Enable 3; bit 2 is set for the balance calibration. No page (wctdm.c, "manual_calibrate").</summary>
    public const int Enable3 = 23;

    /// <summary>DTMF Decode Status. 1.11 page 71.</summary>
    public const int DtmfStatus = 24;

    /// <summary>Indirect Data Access, low byte. 1.11 page 34, note (28 to 31); which is which: no page (proslic.h).</summary>
    public const int IndirectLow = 28;

    /// <summary>Indirect Data Access, high byte. As <see cref="IndirectLow"/>.</summary>
    public const int IndirectHigh = 29;

    /// <summary>Indirect Address: written behind the data it writes, alone it reads. As <see cref="IndirectLow"/>.</summary>
    public const int IndirectAddress = 30;

    /// <summary>Indirect Address Status: 0 when the last access is done. As <see cref="IndirectLow"/>.</summary>
    public const int IndirectStatus = 31;

    /// <summary>Oscillator 1 Control. 1.61 page 41 (bits 4 to 2).</summary>
    public const int Oscillator1 = 32;

    /// <summary>Oscillator 2 Control, as that of oscillator 1. No page (proslic.h).</summary>
    public const int Oscillator2 = 33;

    /// <summary>Ringing Oscillator Control: TSWS, RVO, ROE, RTIE, RTAE. 1.11 page 34, Table 28; bit 0 page 35.</summary>
    public const int RingControl = 34;

    /// <summary>Linefeed Control: bits 2 to 0 the state wanted, 6 to 4 the state it is in (shadow). 1.11 pages 22 and 26; the shadow's place: no page.</summary>
    public const int LineFeed = 64;

    /// <summary>Battery Feed Control; 1: battery switch off, as a Si3210 has none. No page (wctdm.c, "init_proslic").</summary>
    public const int BatteryFeed = 66;

    /// <summary>Automatic/Manual Control: open after an alarm (AOPN, 1.61 page 33), active after a loop closure and after a ring trip. Bits: no page (wctdm.c).</summary>
    public const int Automatic = 67;

    /// <summary>Loop Closure/Ring Trip Detect Status. 1.11 page 37 (RTP); bits: no page (wctdm.c).</summary>
    public const int LoopStatus = 68;

    /// <summary>Loop Closure Debounce Interval, 1.25 ms a step. 1.11 page 26 (LCDI).</summary>
    public const int LoopDebounce = 69;

    /// <summary>Ring Trip Detect Debounce Interval, 1.25 ms a step. 1.11 page 37, Tables 29 and 30.</summary>
    public const int RingTripDebounce = 70;

    /// <summary>Loop Current Limit: 20 mA and 3 mA a step. No page (wctdm.c); the same in the Si3233 data sheet, page 19, Table 19.</summary>
    public const int LoopCurrent = 71;

    /// <summary>On-Hook Line Voltage, 1.5 V a step. 1.61 page 44 (VOC).</summary>
    public const int OnHookVoltage = 72;

    /// <summary>Common Mode Voltage, 1.5 V a step. No page (wctdm.c); the same in the Si3233 data sheet, page 19, Table 19.</summary>
    public const int CommonMode = 73;

    /// <summary>High Battery Voltage, which rings, 1.5 V a step. 1.11 page 34, Table 28, and page 35.</summary>
    public const int HighBattery = 74;

    /// <summary>Low Battery Voltage, 1.5 V a step. No page (proslic.h).</summary>
    public const int LowBattery = 75;

    /// <summary>Battery Voltage Sense 1, 0.376 V a step. No page (wctdm.c, "powerup_proslic").</summary>
    public const int BatterySense = 82;

    /// <summary>Transistor 5 Current Sense. No page (wctdm.c, "manual_calibrate").</summary>
    public const int Q5Current = 88;

    /// <summary>Transistor 6 Current Sense. No page (wctdm.c, "manual_calibrate").</summary>
    public const int Q6Current = 89;

    /// <summary>DC-DC Converter PWM Period, 61.035 ns a step. No page (proslic.h).</summary>
    public const int ConverterPeriod = 92;

    /// <summary>DC-DC Converter Switching Delay, 61.035 ns a step; bit 7 calibrates its monitors. 1.11 page 28 (DCCAL).</summary>
    public const int ConverterDelay = 93;

    /// <summary>Calibration Control/Status 1: written last, 0 when it is done. No page (wctdm.c, "manual_calibrate").</summary>
    public const int Calibration1 = 96;

    /// <summary>Calibration Control/Status 2. No page (wctdm.c).</summary>
    public const int Calibration2 = 97;

    /// <summary>RING Gain Mismatch Calibration Result. No page (proslic.h).</summary>
    public const int RingGain = 98;

    /// <summary>TIP Gain Mismatch Calibration Result. No page (proslic.h).</summary>
    public const int TipGain = 99;

    /// <summary>DC Peak Current Monitor Calibration Result. No page (wctdm.c, "init_proslic").</summary>
    public const int PeakMonitor = 107;

    /// <summary>Enhancement Enable. 1.11 page 26 (bit 2, LCVE); its value: no page (wctdm.c, "init_proslic").</summary>
    public const int Enhancement = 108;

    /// <summary>Of <see cref="ConverterDelay"/>, bit 7, DCCAL. 1.11 page 28.</summary>
    public const int ConverterCalibrate = 0x80;

    /// <summary>Of <see cref="Status2"/>: the six alarms.</summary>
    public const int PowerAlarms = 0xFC;

    /// <summary>Of <see cref="DtmfStatus"/>, bit 4, VAL: a key is held. 1.11 page 71; bits 7 to 5 are 0.</summary>
    public const int DtmfValid = 0x10;

    /// <summary>Of <see cref="LoopStatus"/>, bit 0, LCR: loop current flows.</summary>
    public const int LoopClosed = 0x01;

    /// <summary>Of <see cref="LoopStatus"/>, bit 1, RTP: ring trip.</summary>
    public const int RingTripped = 0x02;

    /// <summary>Of the oscillators' control: enabled (bit 2, O1E, 1.61 page 41) and on the way to the line (bits 1 to 0 = 2; no page: the value of the maker's sample code).</summary>
    public const int OscillatorToLine = 0x06;

    /// <summary>Of <see cref="RingControl"/>, bit 0, TSWS: trapezoid. 1.11 page 35.</summary>
    public const int RingTrapezoid = 0x01;

    /// <summary>Line feed: open. The states are told of on 1.11 page 22 (Table 21), ringing and its code on page 34; the other codes: no page (proslic.h).</summary>
    public const int FeedOpen = 0;

    /// <summary>Line feed: active, forward.</summary>
    public const int FeedForward = 1;

    /// <summary>Line feed: ringing.</summary>
    public const int FeedRinging = 4;

    /// <summary>Line feed: active, reverse.</summary>
    public const int FeedReverse = 5;

    /// <summary>Set in the first byte to read a register; clear to write. No page (wctdm.c).</summary>
    public const int ReadFlag = 0x80;
}
