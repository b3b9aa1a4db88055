// A page of a unit that is just restarting.

using System.Net.Http;
using System.Threading.Tasks;

namespace NanoSpa.Tool.Tests;

/// <summary>Asks again while nobody listens.</summary>
internal static class Retry
{
    public static async Task<string> Get(HttpClient http, string url)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await http.GetStringAsync(url);
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(50);
            }
        }
    }
}
