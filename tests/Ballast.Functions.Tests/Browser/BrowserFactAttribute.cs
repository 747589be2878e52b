using Ballast.Contracts;

namespace Ballast.Functions.Tests.Browser;

/// <summary>A test in a real browser. Skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    private bool _needsAxe;

    public BrowserFactAttribute() => Skip = Chromium.Path is null ? "There is no Chromium on the PATH (Debian: apt-get install chromium)." : null;

    /// <summary>It also needs axe-core, which the page's own packages bring.</summary>
    public bool NeedsAxe
    {
        get => _needsAxe;
        set
        {
            _needsAxe = value;
            if (value && !File.Exists(Chromium.AxePath))
            {
                Skip ??= "axe-core is not installed (npm ci --prefix src/Ballast.Dashboard --ignore-scripts).";
            }
        }
    }
}

/// <summary>What the machine has for tests in a browser.</summary>
internal static class Chromium
{
    /// <summary>The browser; null: none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser" }.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public static string AxePath { get; } = System.IO.Path.Combine(Repository.Root, "src", "Ballast.Dashboard", "node_modules", "axe-core", "axe.min.js");
}
