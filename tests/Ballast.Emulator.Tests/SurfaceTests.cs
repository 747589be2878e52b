using System.Reflection;

namespace Ballast.Emulator.Tests;

public sealed class SurfaceTests
{
    [Fact]
    public void What_is_declared_in_foreign_namespaces_is_what_the_golden_list_says()
    {
        string golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ForeignSurface.golden.txt")).ReplaceLineEndings("\n").TrimEnd();
        string actual = string.Join('\n', Surface());

        Assert.True(golden == actual, $"The foreign surface differs from ForeignSurface.golden.txt. It is now:\n{actual}");
    }

    private static IEnumerable<string> Surface() => typeof(StartException).Assembly.GetExportedTypes()
        .Where(type => !type.Namespace!.StartsWith("Ballast", StringComparison.Ordinal))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Prepend(type.FullName!));

    private static IEnumerable<string> Members(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(member => member switch
        {
            MethodBase method => (method.IsPublic || method.IsFamily) && (!method.IsSpecialName || method.IsConstructor),
            PropertyInfo property => property.GetMethod is { IsPublic: true },
            FieldInfo field => field is { IsPublic: true, IsSpecialName: false },
            _ => false,
        })
        .Select(member => "  " + member switch
        {
            PropertyInfo property => $"{property} {{ get; {(property.SetMethod is { IsPublic: true } ? "set; " : "")}}}",
            FieldInfo { IsLiteral: true } field => $"{field} = {field.GetRawConstantValue()}",
            _ => member.ToString(),
        });
}
