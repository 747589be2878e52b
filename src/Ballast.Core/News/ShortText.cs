namespace Ballast.Core.News;

/// <summary>What people write is kept only as far as a state of bounded size allows.</summary>
internal static class ShortText
{
    private const int Most = 199;
    private const int Escaped = 6;

    /// <summary>
    /// At most 200 characters; a cut ends in "…". What JSON escapes counts as the six characters that it takes there. Control characters become
    /// spaces: the text ends up in logs.
    /// </summary>
    public static string Of(string text)
    {
        var (end, cost) = (0, 0);
        while (end < text.Length && cost + CostOf(text[end]) is var next && next <= Most)
        {
            (end, cost) = (end + 1, next);
        }

        var fits = end == text.Length || (end == text.Length - 1 && CostOf(text[end]) == 1);
        end = !fits && end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
        var kept = fits ? text : $"{text[..end]}…";
        return kept.Any(char.IsControl) ? string.Concat(kept.Select(c => char.IsControl(c) ? ' ' : c)) : kept;
    }

    private static int CostOf(char c) => char.IsAsciiLetterOrDigit(c) || " .,:;-_/()%!?*=#".Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? 1 : Escaped;
}
