// Locations against the URL they came from: where the next request goes, or why not.

using nanoFramework.TestFramework;
using NanoSpa.Core;

namespace NanoSpa.Protocols.Tests;

[TestClass]
public class RedirectTargetTests
{
    private readonly FileUrl _url = new FileUrl();
    private readonly TextBuffer _location = new TextBuffer(2000);
    private readonly TextBuffer _result = new TextBuffer(2000);

    [TestMethod]
    [DataRow("http://other/x.cfg?a=b", "http other 80 /x.cfg?a=b")]
    [DataRow("HTTP://Other.Example.net:8080/x", "http Other.Example.net 8080 /x")]
    [DataRow("https://other/x", "https other 443 /x")]
    [DataRow("https://192.168.1.9:8443", "https 192.168.1.9 8443 /")]
    [DataRow("http://other:/x", "http other 80 /x")]
    [DataRow("http://other?q", "http other 80 /?q")]
    [DataRow("http://other/a#part", "http other 80 /a")]
    [DataRow("//other/x", "http other 80 /x")]
    [DataRow("//other:81/x", "http other 81 /x")]
    [DataRow("/x", "http a 6900 /x")]
    [DataRow("/x?y=http://b/", "http a 6900 /x?y=http://b/")]
    [DataRow("x", "http a 6900 /d/e/x")]
    [DataRow("x/y:z", "http a 6900 /d/e/x/y:z")]
    [DataRow("./x", "http a 6900 /d/e/x")]
    [DataRow("../x", "http a 6900 /d/x")]
    [DataRow("../../../x", "http a 6900 /x")]
    [DataRow("..", "http a 6900 /d/")]
    [DataRow(".", "http a 6900 /d/e/")]
    [DataRow("/b/./c/../d//e/..", "http a 6900 /b/d//")]
    [DataRow("/.a/..b/...", "http a 6900 /.a/..b/...")]
    [DataRow("/x?../y/./z", "http a 6900 /x?../y/./z")]
    [DataRow("?new=1", "http a 6900 /d/e/f.cfg?new=1")]
    [DataRow("#top", "http a 6900 /d/e/f.cfg?old/1")]
    [DataRow("a b\u00e9", "http a 6900 /d/e/a b\u00e9")]
    public void GoesWhereTheLocationSays(string location, string target)
    {
        Assert.AreEqual((int)Fault.None, (int)Resolve(UrlScheme.Http, location));
        _result.Append(FileUrl.NameOf(_url.Scheme));
        _result.Append((byte)' ');
        _result.Append(_url.Server);
        _result.Append((byte)' ');
        _result.AppendNumber(_url.Port);
        _result.Append((byte)' ');
        _result.Append(_url.Path);
        Assert.AreEqual(target, _result.ToString());
    }

    [TestMethod]
    [DataRow("", (int)Fault.HttpRedirectMissing)]
    [DataRow("http:", (int)Fault.HttpRedirectBad)]
    [DataRow("http:/x", (int)Fault.HttpRedirectBad)]
    [DataRow("http://", (int)Fault.HttpRedirectBad)]
    [DataRow("http:///x", (int)Fault.HttpRedirectBad)]
    [DataRow("//", (int)Fault.HttpRedirectBad)]
    [DataRow("http://user:secret@b/", (int)Fault.HttpRedirectBad)]
    [DataRow("http://b:0/", (int)Fault.HttpRedirectBad)]
    [DataRow("http://b:65536/", (int)Fault.HttpRedirectBad)]
    [DataRow("http://b:8x/", (int)Fault.HttpRedirectBad)]
    [DataRow("http://b:1:2/", (int)Fault.HttpRedirectBad)]
    [DataRow("http://[::1]/", (int)Fault.HttpRedirectBad)]
    [DataRow("http://b c/", (int)Fault.HttpRedirectBad)]
    [DataRow("http://b\u00e9/", (int)Fault.HttpRedirectBad)]
    [DataRow("/x\u0001", (int)Fault.HttpRedirectBad)]
    [DataRow("ftp://b/x", (int)Fault.HttpRedirectScheme)]
    [DataRow("tftp://b/x", (int)Fault.HttpRedirectScheme)]
    [DataRow("file:x", (int)Fault.HttpRedirectScheme)]
    public void SaysWhyItGoesNowhere(string location, int fault)
    {
        Assert.AreEqual(fault, (int)Resolve(UrlScheme.Http, location));
    }

    [TestMethod]
    [DataRow("http://b/x", (int)Fault.HttpRedirectDowngrade)]
    [DataRow("HTTP://a:6900/", (int)Fault.HttpRedirectDowngrade)]
    [DataRow("https://b/x", (int)Fault.None)]
    [DataRow("//b/x", (int)Fault.None)]
    [DataRow("/x", (int)Fault.None)]
    public void HttpsIsNeverLeft(string location, int fault)
    {
        Assert.AreEqual(fault, (int)Resolve(UrlScheme.Https, location));
        Assert.IsTrue(fault != (int)Fault.None || _url.Scheme == UrlScheme.Https);
    }

    [TestMethod]
    [DataRow("/", 1023, (int)Fault.None)]
    [DataRow("/", 1024, (int)Fault.HttpRedirectBad)]
    [DataRow("http://", 255, (int)Fault.None)]
    [DataRow("http://", 256, (int)Fault.HttpRedirectBad)]
    public void WhatIsTooLongIsRefused(string start, int count, int fault)
    {
        Assert.AreEqual(fault, (int)Resolve(UrlScheme.Http, start + new string('x', count)));
    }

    private Fault Resolve(UrlScheme scheme, string location)
    {
        _url.Clear();
        _url.Scheme = scheme;
        _url.Server.Append("a");
        _url.Port = 6900;
        _url.Path.Append("/d/e/f.cfg?old/1");
        _location.Clear();
        _location.Append(location);
        _result.Clear();
        return RedirectTarget.Resolve(_location, _url);
    }
}
