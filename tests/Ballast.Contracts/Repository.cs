namespace Ballast.Contracts;

/// <summary>The working copy that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its full path.</summary>
    public static string Root { get; } = Find();

    /// <summary>The text of a file.</summary>
    /// <param name="path">From <see cref="Root"/>.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Functions.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
