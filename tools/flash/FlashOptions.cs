// The command line in, what is to be put on a board out.

using System.CommandLine;

namespace NanoSpa.Flash;

/// <summary>The options of tools/flash.</summary>
internal sealed class FlashOptions
{
    private readonly Argument<string> _board = new("BOARD") { Description = "the folder of a board: a path, or a name in boards/Esp32" };
    private readonly Option<string> _port = new("--port") { Description = "serial port, such as /dev/ttyUSB0 or COM3" };
    private readonly Option<string> _image = new("--image") { Description = "the application's image; the device flavour's build of boards/Esp32/Program by default" };
    private readonly Option<bool> _noClr = new("--no-clr") { Description = "leaves the nanoFramework runtime that is on the board" };
    private readonly Option<string> _identity = new("--identity") { Description = "file with serial, product, software, hardware (boards/Esp32/README.md)" };
    private readonly Option<string> _template = new("--template") { Description = "XML profile with the factory values of an RC unit" };
    private readonly Option<string> _authorities = new("--ca") { Description = "PEM file with the authorities that https servers are checked against" };
    private readonly Option<string> _certificate = new("--certificate") { Description = "PEM file with the unit's client certificate" };
    private readonly Option<string> _key = new("--certificate-key") { Description = "PEM file with the private key of --certificate" };
    private readonly Option<string> _ssid = new("--ssid") { Description = "name of the Wi-Fi network; its password is asked for, or read from standard input" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "prints the commands and the files they take, and does nothing" };

    public string Board { get; private set; }

    public string Port { get; private set; }

    public string Image { get; private set; }

    public bool NoClr { get; private set; }

    public string Identity { get; private set; }

    public string Template { get; private set; }

    public string Authorities { get; private set; }

    public string Certificate { get; private set; }

    public string CertificateKey { get; private set; }

    public string Ssid { get; private set; }

    public bool DryRun { get; private set; }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_board);
        foreach (Option option in new Option[] { _port, _image, _noClr, _identity, _template, _authorities, _certificate, _key, _ssid, _dryRun })
        {
            command.Options.Add(option);
        }
    }

    public void Read(ParseResult parsed)
    {
        Board = parsed.GetValue(_board);
        Port = parsed.GetValue(_port);
        Image = parsed.GetValue(_image);
        NoClr = parsed.GetValue(_noClr);
        Identity = parsed.GetValue(_identity);
        Template = parsed.GetValue(_template);
        Authorities = parsed.GetValue(_authorities);
        Certificate = parsed.GetValue(_certificate);
        CertificateKey = parsed.GetValue(_key);
        Ssid = parsed.GetValue(_ssid);
        DryRun = parsed.GetValue(_dryRun);
        if (Certificate == null != (CertificateKey == null))
        {
            throw new UsageException("--certificate and --certificate-key go together");
        }
    }
}
