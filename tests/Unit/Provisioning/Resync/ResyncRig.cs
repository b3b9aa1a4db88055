// A resync engine on a bench: a stepped clock, a store in RAM, scripted servers, the log lines it wrote.

using System.Collections;
using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.Provisioning.Tests;

/// <summary>Steps an engine through time and answers its fetches.</summary>
internal sealed class ResyncRig : ILog
{
    public readonly ParameterStore Store;
    public readonly MacroValues Values;
    public readonly ArrayList Messages = new ArrayList();
    public readonly ArrayList Fetched = new ArrayList();
    public readonly ArrayList Posted = new ArrayList();
    public readonly ArrayList States = new ArrayList();
    private readonly ArrayList _paths = new ArrayList();
    private readonly ArrayList _files = new ArrayList();
    public ResyncEngine Engine;
    public long NowMs = 1000;
    public Fault Outage = Fault.None;
    public int Resyncs;
    public bool WantsDebug;

    public ResyncRig()
    {
        Store = new ParameterStore(new MemoryFlash(32 * 1024), 32 * 1024);
        Store.Load();
        Values = new MacroValues(Store);
        byte[] mac = { 0x00, 0x0e, 0x08, 0xab, 0xcd, 0xef };
        Values.SetIdentity(mac, "SPA-2102", "88012BA01234", "5.2.12", "1.4.4");
        Engine = new ResyncEngine(Store, Values, 100000, this, 12345, null);
    }

    public void Set(string name, string value)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        byte[] valueBytes = Encoding.UTF8.GetBytes(value);
        ParameterTransaction transaction = Store.Begin();
        transaction.Set(Catalogue.Find(nameBytes, 0, nameBytes.Length), valueBytes, 0, valueBytes.Length);
        transaction.Commit();
    }

    /// <summary>Puts a file on the server, in place of one with the same path.</summary>
    public void Serve(string path, string file)
    {
        int place = _paths.IndexOf(path);
        if (place < 0)
        {
            _paths.Add(path);
            _files.Add(file);
        }
        else
        {
            _files[place] = file;
        }
    }

    /// <summary>Lets time pass up to a moment, in seconds after the start.</summary>
    public void RunTo(long seconds)
    {
        long endMs = 1000 + (seconds * 1000);
        while (true)
        {
            ResyncWork work = Engine.Step(NowMs);
            if (work == ResyncWork.Fetch)
            {
                Answer();
            }
            else if (work == ResyncWork.Ended)
            {
                Resyncs++;
            }
            else if (Engine.NextDeadlineMs > endMs)
            {
                NowMs = endMs;
                return;
            }
            else if (Engine.NextDeadlineMs > NowMs)
            {
                NowMs = Engine.NextDeadlineMs;
            }
        }
    }

    /// <summary>The paths fetched so far, with a space between.</summary>
    public string Paths()
    {
        string joined = "";
        for (int i = 0; i < Fetched.Count; i++)
        {
            joined += (i == 0 ? "" : " ") + (string)Fetched[i];
        }

        return joined;
    }

    public Fault Request(string rule)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(rule);
        return Engine.Request(bytes, 0, bytes.Length, NowMs);
    }

    public string Message(int index)
    {
        return (string)Messages[index];
    }

    bool ILog.Wants(int debugLevel)
    {
        return WantsDebug;
    }

    void ILog.Message(LogSeverity severity, TextBuffer line)
    {
        Messages.Add(line.ToString());
    }

    void ILog.Debug(int debugLevel, TextBuffer line)
    {
        Messages.Add("debug: " + line.ToString());
    }

    private void Answer()
    {
        string path = Engine.Rule.Url.Path.ToString();
        Fetched.Add(path);
        Posted.Add(Engine.PostBody == null ? "" : Engine.PostBody.ToString());
        States.Add(Values.ProvisioningState);
        if (Outage != Fault.None)
        {
            Engine.FetchEnded(Outage, false, null, NowMs);
            return;
        }

        Engine.ServerKnown(0xC0A801C8);
        int place = _paths.IndexOf(path);
        if (place < 0)
        {
            Engine.FetchEnded(Fault.TftpNotFound, true, null, NowMs);
            return;
        }

        byte[] body = Encoding.UTF8.GetBytes((string)_files[place]);
        Engine.Body.Write(body, 0, body.Length);
        Engine.Body.Finish();
        Engine.FetchEnded(Fault.None, false, null, NowMs);
    }
}
