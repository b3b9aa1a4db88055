// Syslog datagrams: dates, severities, bounds.

using System.Text;
using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class SyslogWriterTests
{
    private readonly TextBuffer _output = new TextBuffer(2000);

    [TestMethod]
    [DataRow(0L, 6, "<134>Jan  1 00:00:00 192.168.0.2 hello")]
    [DataRow(-5L, 6, "<134>Jan  1 00:00:00 192.168.0.2 hello")]
    [DataRow(1577836800L, 3, "<131>Jan  1 00:00:00 192.168.0.2 hello")]
    [DataRow(951782400L, 7, "<135>Feb 29 00:00:00 192.168.0.2 hello")]
    [DataRow(951868799L, 0, "<128>Feb 29 23:59:59 192.168.0.2 hello")]
    [DataRow(951868800L, 6, "<134>Mar  1 00:00:00 192.168.0.2 hello")]
    [DataRow(1785542399L, 6, "<134>Jul 31 23:59:59 192.168.0.2 hello")]
    [DataRow(1798761599L, 6, "<134>Dec 31 23:59:59 192.168.0.2 hello")]
    [DataRow(2147483647L, 6, "<134>Jan 19 03:14:07 192.168.0.2 hello")]
    [DataRow(4107542399L, 6, "<134>Feb 28 23:59:59 192.168.0.2 hello")]
    [DataRow(4107542400L, 6, "<134>Mar  1 00:00:00 192.168.0.2 hello")]
    public void WritesPriorityTimeAndHost(long utcSeconds, int severity, string expected)
    {
        Write(severity, utcSeconds, "hello");
        Assert.AreEqual(expected, _output.ToString());
    }

    [TestMethod]
    public void AMessageStaysOneLine()
    {
        Write(6, 0, "a\r\nb\tc\u007f<1>\u00e9");
        Assert.EndsWith(" a  b c <1>\u00e9", _output.ToString());
    }

    [TestMethod]
    public void ADatagramIsCutAt1024Bytes()
    {
        Write(6, 0, new string('x', 3000));
        Assert.AreEqual(1024, _output.Length);
        Assert.IsFalse(_output.Overflowed);
    }

    private void Write(int severity, long utcSeconds, string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        SyslogWriter.Write((LogSeverity)severity, utcSeconds, 0xC0A80002, bytes, 0, bytes.Length, _output);
    }
}
