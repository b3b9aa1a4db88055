// What a field can show and give back.

using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class ShownTextTests
{
    [TestMethod]
    [DataRow("", true)]
    [DataRow("41 7E 09 0A 0D", true)]
    [DataRow("C3 BC E2 82 AC F0 9F 98 80", true)]
    [DataRow("00", false)]
    [DataRow("1F", false)]
    [DataRow("7F", false)]
    [DataRow("FC", false)]
    [DataRow("C3", false)]
    [DataRow("C3 41", false)]
    [DataRow("C0 80", false)]
    [DataRow("E0 9F BF", false)]
    [DataRow("ED A0 80", false)]
    [DataRow("F0 8F BF BF", false)]
    [DataRow("F4 90 80 80", false)]
    [DataRow("F5 80 80 80", false)]
    public void OnlyWholeUtf8IsShown(string hex, bool isShown)
    {
        byte[] value = BytesOf(hex);
        Assert.AreEqual(isShown, ShownText.IsShown(value, 0, value.Length));
    }

    [TestMethod]
    [DataRow("", "", true)]
    [DataRow("41 0D 0A 42", "41 0A 42", true)]
    [DataRow("41 0D", "41", true)]
    [DataRow("41", "41 42", false)]
    [DataRow("41 42", "41", false)]
    [DataRow("41 0A", "41 20", false)]
    public void CarriageReturnsAreNoDifference(string shown, string given, bool isSame)
    {
        byte[] a = BytesOf(shown);
        byte[] b = BytesOf(given);
        Assert.AreEqual(isSame, ShownText.IsSame(a, 0, a.Length, b, 0, b.Length));
    }

    private static byte[] BytesOf(string hex)
    {
        byte[] bytes = new byte[(hex.Length + 1) / 3];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = System.Convert.ToByte(hex.Substring(3 * i, 2), 16);
        }

        return bytes;
    }
}
