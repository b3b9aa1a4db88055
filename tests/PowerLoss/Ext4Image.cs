// A small ext4 file system in a file, mounted; its power can be cut.

using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;

namespace NanoSpa.PowerLoss.Tests;

/// <summary>
/// Needs root, a loop device and mkfs.ext4: <see cref="WhyNot"/> tells what is missing. It is mounted for the thread that makes it alone, which should end
/// with it: whoever makes a mount namespace meanwhile (ip netns exec) would keep a copy of the mount, and with it the file system that was
/// shut down, which the next mount would get again.
/// </summary>
public sealed class Ext4Image : IDisposable
{
    private const int ImageBytes = 8 * 1024 * 1024;

    // linux/fs/ext4/ext4.h: EXT4_IOC_SHUTDOWN, and the way that writes nothing more, not even the journal.
    private const ulong ShutdownRequest = 0x8004587D;
    private const uint NoLogFlush = 2;
    private const int ReadOnlyDirectory = 0;

    // linux/sched.h: CLONE_NEWNS.
    private const int MountNamespace = 0x20000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nanospa-ext4-");
    private bool _isMounted;

    private Ext4Image()
    {
    }

    /// <summary>Why the last <see cref="Make"/> answered null.</summary>
    public static string WhyNot { get; private set; }

    /// <summary>The mounted file system's root.</summary>
    public string Path
    {
        get { return System.IO.Path.Combine(_folder.FullName, "mounted"); }
    }

    private string File
    {
        get { return System.IO.Path.Combine(_folder.FullName, "image"); }
    }

    /// <summary>A new empty file system, mounted for this thread, which takes leave of all others' mounts; null where the machine does not allow it.</summary>
    public static Ext4Image Make()
    {
        Ext4Image image = new Ext4Image();
        Directory.CreateDirectory(image.Path);
        using (FileStream file = new FileStream(image.File, FileMode.CreateNew))
        {
            file.SetLength(ImageBytes);
        }

        WhyNot = Run("mkfs.ext4", "-q", "-F", image.File) ?? LeaveOthersMounts() ?? image.Mount();
        if (WhyNot == null)
        {
            return image;
        }

        image.Dispose();
        return null;
    }

    /// <summary>The power goes: what is not on the medium now never will be.</summary>
    public void CutPower()
    {
        int handle = open(Path, ReadOnlyDirectory);
        uint how = NoLogFlush;
        int outcome = handle < 0 ? -1 : ioctl(handle, ShutdownRequest, ref how);
        int error = Marshal.GetLastPInvokeError();
        close(handle);
        if (outcome != 0)
        {
            throw new IOException("the file system does not shut down: error " + error);
        }
    }

    /// <summary>The power comes back; the journal is replayed.</summary>
    public void Restart()
    {
        Unmount();
        string fault = Mount();
        if (fault != null)
        {
            throw new IOException(fault);
        }
    }

    public void Dispose()
    {
        if (_isMounted)
        {
            Unmount();
        }

        _folder.Delete(true);
    }

    private static string LeaveOthersMounts()
    {
        return unshare(MountNamespace) != 0
            ? "unshare: error " + Marshal.GetLastPInvokeError()
            : Run("mount", "--make-rprivate", "/");
    }

    private string Mount()
    {
        string fault = Run("mount", "-o", "loop", File, Path);
        _isMounted = fault == null;
        return fault;
    }

    private void Unmount()
    {
        string fault = Run("umount", Path);
        if (fault != null)
        {
            throw new IOException(fault);
        }

        _isMounted = false;
    }

    // Null when all went well, otherwise what did not.
    private static string Run(string command, params string[] arguments)
    {
        ProcessStartInfo start = new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start);
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : command + " ended with " + process.ExitCode + ": " + said.Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return command + ": " + missing.Message;
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int unshare(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(int handle, ulong request, ref uint how);

    [DllImport("libc")]
    private static extern int close(int handle);
}
