namespace Ballast.Cli.Tests;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string s_root = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(s_root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Functions.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
