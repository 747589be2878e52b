namespace Ballast.Contracts;

/// <summary>Finds the folder of real market data that lies beside a working copy, where there is one. Nothing depends on it.</summary>
public static class DataFolder
{
    /// <summary>The folder's full path, or null when it is absent.</summary>
    public static string? Path { get; } =
        System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "..", "shared", "data")) is var folder && Directory.Exists(folder) ? folder : null;
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
