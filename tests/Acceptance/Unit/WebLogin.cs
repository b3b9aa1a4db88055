// A browser's part of HTTP Digest: the request, the challenge, the request again.

using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NanoSpa.Core;
using NanoSpa.Hal;
using NanoSpa.Parameters;
using NanoSpa.Protocols;

namespace NanoSpa.Acceptance.Unit;

/// <summary>Answers challenges with the firmware's own client.</summary>
internal static class WebLogin
{
    /// <summary>Gets a page with the passwords that the unit has.</summary>
    public static WebClient.Exchange Get(UnitBench bench, string url) => Retry(bench, "GET", url, null, null);

    /// <summary>Submits a form with the passwords that the unit has.</summary>
    public static WebClient.Exchange Post(UnitBench bench, string url, string form) => Retry(bench, "POST", url, form, null);

    /// <summary>Gets a page with a password that may be wrong.</summary>
    public static WebClient.Exchange Get(UnitBench bench, string url, string password) => Retry(bench, "GET", url, null, password);

    /// <summary>The credentials for the challenges of a reply, the line whose algorithm is wanted or the strongest.</summary>
    public static string Answer(WebClient.Exchange challenged, string method, string url, string password, string algorithm = "")
    {
        Authenticator client = new();
        foreach (string line in challenged.ReplyHeaders.Split('\n').Where(l => l.StartsWith("WWW-Authenticate: ", StringComparison.Ordinal) && l.Contains("algorithm=" + algorithm, StringComparison.Ordinal)))
        {
            byte[] value = Encoding.ASCII.GetBytes(line["WWW-Authenticate: ".Length..]);
            client.Challenge.Take(value, 0, value.Length);
        }

        client.ClientNonce.Append("5ca1ab1e");
        byte[] uri = Encoding.ASCII.GetBytes(url);
        TextBuffer output = new(1024);
        client.Append(method, uri, 0, uri.Length, TextOf(UserOf(client)), TextOf(password), output);
        return output.ToString();
    }

    private static string UserOf(Authenticator client) => Regex.Match(Encoding.UTF8.GetString(client.Challenge.Bytes, 0, client.Challenge.RealmCount), "(admin|user)$").Value;

    private static WebClient.Exchange Retry(UnitBench bench, string method, string url, string form, string password)
    {
        WebClient.Exchange first = Send(bench, method, url, form, null);
        if (first.Status != 401)
        {
            return first;
        }

        bool isAdmin = first.ReplyHeaders.Contains(" admin\"", StringComparison.Ordinal);
        password ??= bench.Unit.Store.Text(isAdmin ? ParameterIndex.Admin_Passwd : ParameterIndex.User_Password);
        return Send(bench, method, url, form, Answer(first, method, url, password));
    }

    public static WebClient.Exchange Send(UnitBench bench, string method, string url, string form, string authorization)
    {
        var exchange = new WebClient.Exchange(method, url, 0xC0A80132) { Room = 4096 };
        if (form != null)
        {
            exchange.Headers[WebHeader.ContentType] = "application/x-www-form-urlencoded";
            exchange.Pending.Enqueue(Encoding.UTF8.GetBytes(form));
        }

        if (authorization != null)
        {
            exchange.Headers[WebHeader.Authorization] = authorization;
        }

        bench.Web.Send(exchange);
        for (int i = 0; i < 100 && !exchange.Ended; i++)
        {
            bench.Run(0.01);
        }

        return exchange;
    }

    private static TextBuffer TextOf(string text)
    {
        TextBuffer buffer = new(256);
        buffer.Append(text);
        return buffer;
    }
}
