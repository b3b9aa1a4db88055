// A web page as a run of small parts, so that no page is ever held whole in memory.

using NanoSpa.Core;

namespace NanoSpa.Device;

/// <summary>Writes itself part by part.</summary>
public interface IPage
{
    /// <summary>Starts from the top.</summary>
    void Begin();

    /// <summary>Writes the next part, at most <see cref="WebServer.PartBytes"/>. False when there was none left.</summary>
    bool Next(TextBuffer part);
}
