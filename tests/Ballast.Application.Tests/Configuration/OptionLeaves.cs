using System.Collections;
using System.Reflection;
using Ballast.Core.Market;

namespace Ballast.Application.Tests.Configuration;

/// <summary>The options tree as paths with their values: records and lists are walked, everything that is set by hand is a leaf.</summary>
internal static class OptionLeaves
{
    public static IReadOnlyDictionary<string, object?> Of(object options)
    {
        var leaves = new Dictionary<string, object?>(StringComparer.Ordinal);
        Walk(options, "", leaves);
        return leaves;
    }

    /// <summary>The paths whose value is another, or that only one of the two has.</summary>
    public static IEnumerable<string> Changed(IReadOnlyDictionary<string, object?> before, IReadOnlyDictionary<string, object?> after) =>
        before.Keys.Union(after.Keys).Where(path => !before.TryGetValue(path, out var was) || !after.TryGetValue(path, out var value) || !Equals(was, value));

    private static void Walk(object? value, string path, Dictionary<string, object?> leaves)
    {
        switch (value)
        {
            case null or string or decimal or Enum or TimeSpan or CandleInterval or Symbol:
            case { } plain when plain.GetType().IsPrimitive:
                leaves[path] = value;
                break;
            case IEnumerable list:
                var index = 0;
                foreach (var item in list)
                {
                    Walk(item, $"{path}[{index++}]", leaves);
                }

                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null && p.Name != "Scopes"))
                {
                    Walk(property.GetValue(value), path.Length == 0 ? property.Name : $"{path}.{property.Name}", leaves);
                }

                break;
        }
    }
}
