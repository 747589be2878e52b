using System.Reflection;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests;

/// <summary>Who may see whom (docs/architecture.md), by what the compiled assemblies really refer to.</summary>
public class ReferenceRuleTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Ballast.Core"] = [],
        ["Ballast.Application"] = ["Ballast.Core"],
        // Without Cloud=true these two are empty assemblies, which refer to nothing.
        ["Ballast.Cloud"] = ["Ballast.Application", "Ballast.Core"],
        ["Ballast.Exchange"] = ["Ballast.Application", "Ballast.Core"],
        ["Ballast.Journal"] = ["Ballast.Application", "Ballast.Core"],
        ["Ballast.Emulator"] = ["Ballast.Journal", "Ballast.Application"],
        ["Ballast.Venue"] = ["Ballast.Application", "Ballast.Core"],
        ["Ballast.Simulation"] = ["Ballast.Venue", "Ballast.Journal", "Ballast.Application", "Ballast.Core"],
        ["Ballast.VenueServer"] = ["Ballast.Application", "Ballast.Core", "Ballast.Venue"],
        ["Ballast.Research"] = ["Ballast.Venue", "Ballast.Application", "Ballast.Core"],
        ["Ballast.Cli"] = ["Ballast.Research", "Ballast.Simulation", "Ballast.Application", "Ballast.Core", "Ballast.Journal", "Ballast.Venue", "Ballast.VenueServer"],
    };

    public static TheoryData<string> Rooms => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_refers_only_to_the_rooms_it_may(string room)
    {
        // The command line's assembly has the name that people type.
        var referred = Assembly.Load(room == "Ballast.Cli" ? "ballast" : room).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Ballast.", StringComparison.Ordinal));

        Assert.Empty(referred.Except(Allowed[room]));
    }

    [Fact]
    public void Core_refers_to_nothing_but_the_runtime()
    {
        var referred = Assembly.Load("Ballast.Core").GetReferencedAssemblies().Select(a => a.Name!);

        Assert.All(referred, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Application_refers_to_no_web_and_no_cloud()
    {
        var referred = Assembly.Load("Ballast.Application").GetReferencedAssemblies().Select(a => a.Name!);

        Assert.DoesNotContain(referred, name => name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("Azure.", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_of_the_solution_folder_stands_in_a_rule()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).Where(n => Directory.GetFiles(Path.Combine(Repository.Root, "src", n!), "*.csproj").Length > 0);

        Assert.Equal(Allowed.Keys.Append("Ballast.Functions").Order(), rooms.Order());
    }
}
