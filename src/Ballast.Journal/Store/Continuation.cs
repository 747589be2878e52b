using System.Text;

namespace Ballast.Journal.Store;

/// <summary>Where the next page begins: after a place in the order of (partition, row), whether or not an entity is still there. Opaque to callers.</summary>
/// <param name="Row">Null: at the partition's first row.</param>
internal readonly record struct Continuation(string Partition, string? Row)
{
    // A control character: it stands in no key.
    private const char Separator = '\n';

    public static Continuation Parse(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(text)).Split(Separator);
            return parts.Length is 1 or 2 ? new Continuation(parts[0], parts.Length == 2 ? parts[1] : null) : throw new FormatException("It has too many parts.");
        }
        catch (FormatException error)
        {
            throw new ArgumentException("The continuation is not one that a page gave.", nameof(text), error);
        }
    }

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Row is null ? Partition : $"{Partition}{Separator}{Row}"));
}
