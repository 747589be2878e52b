namespace Ballast.Contracts;

/// <summary>Finds the folder of real market data that lies beside a working copy, where there is one. Nothing depends on it.</summary>
public static class DataFolder
{
    /// <summary>The folder's full path, or null when it is absent.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "..", "shared", "data");
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Functions.sln")))
            {
                return Directory.Exists(candidate) ? System.IO.Path.GetFullPath(candidate) : null;
            }
        }

        return null;
    }
}

/// <summary>A test that reads real market data; skipped with a reason where the data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute()
    {
        if (DataFolder.Path is null)
        {
            Skip = "The folder ../shared/data with real market data is not beside this working copy.";
        }
    }
}
