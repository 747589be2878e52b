using System.Runtime.CompilerServices;

namespace Ballast.Core.Tests.Support;

/// <summary>Reviewed tables beside their tests. BALLAST_TABLES=write writes them anew; a person looks at the change.</summary>
public static class Golden
{
    public static void Check(string name, string table, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, name);
        if (Environment.GetEnvironmentVariable("BALLAST_TABLES") == "write")
        {
            File.WriteAllText(path, table);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run with BALLAST_TABLES=write and read it.");
        Assert.Equal(File.ReadAllText(path), table);
    }
}
