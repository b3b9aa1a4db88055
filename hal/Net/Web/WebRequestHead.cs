// The head of a request as the platform has it in, the bounded parts that the firmware looks at out.

using System.Net;

namespace NanoSpa.Hal.Net;

/// <summary>Read by the worker before the request is offered, by the firmware afterwards.</summary>
internal sealed class WebRequestHead
{
    /// <summary>503.</summary>
    internal const int Unavailable = 503;

    private const int LengthRequired = 411;
    private const int ContentTooLarge = 413;
    private const int UriTooLong = 414;
    private const int FieldsTooLarge = 431;

    private const int LongestUrl = 2048;
    private const int LongestHeader = 1024;
    private const int MostBodyBytes = 65536;

    // In the order of WebHeader.
    private static readonly string[] Names = { "Authorization", "Content-Type", "Origin", "Sec-Fetch-Site", "Host" };

    private readonly string[] _values = new string[5];

    internal string Method { get; private set; }

    internal string RawUrl { get; private set; }

    internal uint RemoteAddress { get; private set; }

    /// <summary>Bytes of the body to come.</summary>
    internal int BodyBytes { get; private set; }

    internal string Header(WebHeader which)
    {
        return _values[(int)which];
    }

    /// <summary>0, or the status with which the request is refused: something in it is too long, or the length of its body is not told.</summary>
    internal int Read(HttpListenerRequest request)
    {
        RawUrl = request.RawUrl;
        if (RawUrl.Length > LongestUrl)
        {
            return UriTooLong;
        }

        for (int i = 0; i < Names.Length; i++)
        {
            string value = request.Headers[Names[i]];
            _values[i] = value;
            if (IsTooLong(value))
            {
                return FieldsTooLarge;
            }
        }

        Method = request.HttpMethod;
        RemoteAddress = SocketAddresses.ToNumber(request.RemoteEndPoint.Address);
        return ReadLength(request);
    }

    private static bool IsTooLong(string value)
    {
        return value != null && value.Length > LongestHeader;
    }

    // Only a POST has a body that anybody wants.
    private int ReadLength(HttpListenerRequest request)
    {
        BodyBytes = 0;
        if (Method != "POST")
        {
            return 0;
        }

        long length = request.ContentLength64;
        if (length < 0)
        {
            return LengthRequired;
        }

        if (length > MostBodyBytes)
        {
            return ContentTooLarge;
        }

        BodyBytes = (int)length;
        return 0;
    }
}
