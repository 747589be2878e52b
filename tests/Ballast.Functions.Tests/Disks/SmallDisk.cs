using System.Diagnostics;

namespace Ballast.Functions.Tests.Disks;

/// <summary>A folder on a file system of a few megabytes, so that "full" is real.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ballast-disk").FullName;

    public SmallDisk(int megabytes)
    {
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _path))
        {
            throw new InvalidOperationException("The small file system could not be mounted.");
        }
    }

    public string JournalFolder => Path.Combine(_path, "journal");

    private string Filler => Path.Combine(_path, "filler");

    public void Fill()
    {
        using var file = File.Create(Filler);
        var chunk = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(chunk);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "-l", _path);
        Directory.Delete(_path);
    }

    public static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A test that mounts a file system; skipped where that is not permitted.</summary>
public sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute()
    {
        try
        {
            using var disk = new SmallDisk(1);
        }
        catch (InvalidOperationException)
        {
            Skip = "Mounting a small file system is not permitted here (it takes root on Linux).";
        }
    }
}
