using System.Text.RegularExpressions;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>What the Bicep compiler would say first, said without it: the files are whole and fit one another.</summary>
public sealed class BicepShapeTests
{
    /// <summary>Types with the versions that were looked up (docs/operations.md).</summary>
    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["Microsoft.Authorization/locks"] = "2020-05-01",
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        ["Microsoft.Consumption/budgets"] = "2023-11-01",
        ["Microsoft.Insights/actionGroups"] = "2023-01-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        ["Microsoft.Insights/metricAlerts"] = "2018-03-01",
        ["Microsoft.Insights/scheduledQueryRules"] = "2023-12-01",
        ["Microsoft.Insights/workbooks"] = "2023-06-01",
        ["Microsoft.KeyVault/vaults"] = "2024-11-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2024-11-30",
        ["Microsoft.Network/natGateways"] = "2025-05-01",
        ["Microsoft.Network/publicIPAddresses"] = "2025-01-01",
        ["Microsoft.Network/virtualNetworks"] = "2025-05-01",
        ["Microsoft.OperationalInsights/workspaces"] = "2025-07-01",
        ["Microsoft.ServiceBus/namespaces"] = "2024-01-01",
        ["Microsoft.ServiceBus/namespaces/queues"] = "2024-01-01",
        ["Microsoft.Storage/storageAccounts"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/blobServices"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/tableServices"] = "2025-06-01",
        ["Microsoft.Storage/storageAccounts/tableServices/tables"] = "2025-06-01",
        ["Microsoft.Web/serverfarms"] = "2025-03-01",
        ["Microsoft.Web/sites"] = "2025-03-01",
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = "2025-03-01",
        ["Microsoft.Web/sites/config"] = "2025-03-01",
    };

    public static TheoryData<string> Files => [.. InfraFiles.Bicep];

    public static TheoryData<string> ParameterFiles => [.. InfraFiles.Parameters];

    [Theory]
    [MemberData(nameof(Files))]
    public void Brackets_match(string path) => Assert.Empty(BicepFile.Read(path).Unbalanced());

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_parameter_variable_and_existing_resource_is_used(string path)
    {
        var file = BicepFile.Read(path);

        Assert.All(file.Parameters.Concat(file.Variables).Concat(file.Blocks.Where(b => b.IsExisting).Select(b => b.Symbol)), name => Assert.True(file.Uses(name) > 1, name));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_module_is_given_what_it_needs_and_nothing_else(string path)
    {
        foreach (var module in BicepFile.Read(path).Blocks.Where(b => b.Of.EndsWith(".bicep", StringComparison.Ordinal)))
        {
            var called = BicepFile.Read($"{Path.GetDirectoryName(path)!.Replace('\\', '/')}/{module.Of}");
            var given = InfraFiles.Find(module.Body, @"^    (\w+):");

            Assert.Empty(given.Except(called.Parameters));
            Assert.Empty(called.Required.Except(given));
            Assert.All(InfraFiles.Find(Repository.Read(path), $@"\b{module.Symbol}!?\.outputs\.(\w+)"), used => Assert.Contains(used, called.Outputs));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Resources_have_pinned_versions_and_no_module_comes_from_a_registry(string path)
    {
        Assert.All(BicepFile.Read(path).Blocks, block =>
        {
            if (block.Of.EndsWith(".bicep", StringComparison.Ordinal))
            {
                Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, block.Of)));
                return;
            }

            Assert.Equal(Versions[block.Type], block.Version);
        });
    }

    [Theory]
    [MemberData(nameof(ParameterFiles))]
    public void Parameters_are_the_template_s_and_all_that_it_needs(string path)
    {
        var text = Repository.Read(path);
        var main = BicepFile.Read("bicep/main.bicep");
        var given = InfraFiles.Find(text, @"^param (\w+) =");

        Assert.Contains("using 'main.bicep'", text, StringComparison.Ordinal);
        Assert.Empty(given.Except(main.Parameters));
        Assert.Empty(main.Required.Except(given));
        Assert.Matches(new Regex($"param environmentName = '{path.Split('.')[1]}'"), text);
    }

    [Fact]
    public void Trading_for_real_is_never_a_default()
    {
        Assert.Contains("param tradingMode string = 'demo'", Repository.Read("bicep/main.bicep"), StringComparison.Ordinal);
        Assert.All(InfraFiles.Parameters, p => Assert.Contains("param tradingMode = 'demo'", Repository.Read(p), StringComparison.Ordinal));
    }

    [Fact]
    public void Files_that_are_loaded_exist()
    {
        foreach (var path in InfraFiles.Bicep)
        {
            Assert.All(InfraFiles.Find(Repository.Read(path), @"loadTextContent\('([^']+)'\)"), loaded => Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, loaded)), loaded));
        }
    }
}
