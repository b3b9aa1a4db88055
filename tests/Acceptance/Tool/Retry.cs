// A page of a unit that is just restarting.

using System.Net.Http;
using System.Threading.Tasks;

namespace NanoSpa.Tool.Tests;

/// <summary>Asks again while nobody listens, and when a unit that stops closes the connection with an empty answer.</summary>
internal static class Retry
{
    public static async Task<string> Get(HttpClient http, string url)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                string page = await http.GetStringAsync(url);
                if (page.Length > 0 || attempt == 100)
                {
                    return page;
                }
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(50);
            }
        }
    }
}
