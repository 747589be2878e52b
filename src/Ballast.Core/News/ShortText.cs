namespace Ballast.Core.News;

/// <summary>What people write is kept only as far as a state of bounded size allows.</summary>
internal static class ShortText
{
    private const int Most = 200;

    /// <summary>At most 200 characters; a cut ends in "…".</summary>
    public static string Of(string text) => text.Length <= Most ? text : $"{text[..(Most - 1)]}…";
}
