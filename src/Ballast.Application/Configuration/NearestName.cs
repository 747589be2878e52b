namespace Ballast.Application.Configuration;

/// <summary>The known name that a mistyped one is nearest to.</summary>
internal static class NearestName
{
    /// <summary>By the fewest letters to insert, delete or replace, case aside.</summary>
    public static string Of(string name, IEnumerable<string> known) => known.MinBy(k => Distance(name.ToUpperInvariant(), k.ToUpperInvariant())) ?? "";

    /// <summary>Levenshtein's distance.</summary>
    internal static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[^1];
    }
}
