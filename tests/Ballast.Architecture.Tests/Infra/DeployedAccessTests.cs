using System.Reflection;
using System.Text.RegularExpressions;
using Ballast.Application.Running;
using Ballast.Contracts;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>Tables, roles and what is switched off: the app may do what it needs, and nobody has a key.</summary>
public sealed class DeployedAccessTests
{
    private static readonly Dictionary<string, string> Roles = new(StringComparer.Ordinal)
    {
        ["storageBlobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["storageTableDataContributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["serviceBusDataSender"] = "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
        ["serviceBusDataReceiver"] = "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["keyVaultSecretsOfficer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
    };

    public static TheoryData<string> Texts =>
    [
        .. InfraFiles.Bicep, .. InfraFiles.Parameters, .. InfraFiles.Alerts, .. InfraFiles.Workbooks,
        "bicep/bicepconfig.json", "infra/deploy.sh", "infra/smoke.sh", "infra/secrets.sh", "infra/README.md", "infra/cost.md",
        "infra/servicebus-emulator/config.json", "infra/servicebus-emulator/compose.yaml", ".github/workflows/infra.yml", "docs/operations.md", "docs/security.md",
    ];

    // Tables begin with a capital; rows and partitions, declared beside them, do not.
    private static IReadOnlyList<FieldInfo> TablesOfTheCode =>
        [.. typeof(Tables).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral && char.IsUpper(((string)f.GetRawConstantValue()!)[0]))];

    [Fact]
    public void Every_table_of_the_code_is_created_and_no_other() =>
        Assert.Equal(TablesOfTheCode.Select(f => (string)f.GetRawConstantValue()!).Order(), BicepFile.Read("bicep/modules/storage.bicep").ListOf("tableNames").Order());

    [Fact]
    public void Every_table_of_the_code_is_prepared_in_the_cloud_and_no_other()
    {
        var prepared = InfraFiles.Find(Repository.Read("src/Ballast.Functions/Composition/CloudPlatform.cs"), @"AppTables = \[(.+)\];").Single().Split(", ");

        Assert.Equal(TablesOfTheCode.Select(f => $"Tables.{f.Name}").Order(), prepared.Order());
    }

    [Fact]
    public void Role_ids_are_those_of_the_roles_they_are_named_after()
    {
        var found = InfraFiles.Bicep.SelectMany(p => Regex.Matches(Repository.Read(p), @"^var (\w+) = '([0-9a-f-]{36})'$", RegexOptions.Multiline)).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

        Assert.Equal(Roles.OrderBy(r => r.Key), found.OrderBy(r => r.Key));
    }

    [Theory]
    [InlineData("storage", "blobRole", "storage", "storageBlobDataOwner")]
    [InlineData("storage", "tableRoles", "tables[i]", "storageTableDataContributor")]
    [InlineData("servicebus", "entriesRoles", "entries", "role")]
    [InlineData("servicebus", "exitsRoles", "exits", "role")]
    [InlineData("keyvault", "reader", "vault", "keyVaultSecretsUser")]
    [InlineData("monitoring", "publisher", "component", "monitoringMetricsPublisher")]
    public void The_app_s_identity_has_the_role_at_the_resource_itself(string module, string symbol, string scope, string role)
    {
        var assignment = BicepFile.Read($"bicep/modules/{module}.bicep").Block(symbol);

        Assert.Equal("Microsoft.Authorization/roleAssignments", assignment.Type);
        Assert.Equal(scope, assignment.Property("scope"));
        Assert.Equal("principalId", assignment.Property("principalId"));
        Assert.EndsWith($", {role})", assignment.Property("roleDefinitionId"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_no_other_roles()
    {
        // Six for the app, one for the operator.
        Assert.Equal(7, InfraFiles.Bicep.SelectMany(p => BicepFile.Read(p).Blocks).Count(b => b.Of.StartsWith("Microsoft.Authorization/roleAssignments", StringComparison.Ordinal)));
        Assert.Equal(2, InfraFiles.Find(Repository.Read("bicep/modules/servicebus.bicep"), @"for role in (\[serviceBusDataSender, serviceBusDataReceiver\])").Count);
    }

    [Theory]
    [InlineData("storage", "storage", "allowSharedKeyAccess", "false")]
    [InlineData("storage", "storage", "allowBlobPublicAccess", "false")]
    [InlineData("storage", "storage", "minimumTlsVersion", "TLS1_2")]
    [InlineData("storage", "container", "publicAccess", "None")]
    [InlineData("servicebus", "bus", "disableLocalAuth", "true")]
    [InlineData("servicebus", "bus", "name", "name")]
    [InlineData("keyvault", "vault", "enableRbacAuthorization", "true")]
    [InlineData("keyvault", "vault", "enablePurgeProtection", "true")]
    [InlineData("keyvault", "vault", "softDeleteRetentionInDays", "90")]
    [InlineData("monitoring", "component", "DisableLocalAuth", "true")]
    [InlineData("functionapp", "app", "httpsOnly", "true")]
    [InlineData("functionapp", "app", "ftpsState", "Disabled")]
    [InlineData("functionapp", "app", "alwaysOn", "false")]
    [InlineData("functionapp", "app", "perInstanceConcurrency", "httpPerInstanceConcurrency")]
    [InlineData("functionapp", "passwords", "allow", "false")]
    public void A_property_that_safety_rests_on(string module, string symbol, string property, string value) =>
        Assert.Equal(value, BicepFile.Read($"bicep/modules/{module}.bicep").Block(symbol).Property(property));

    [Fact]
    public void Outputs_name_resources_and_no_secrets() =>
        Assert.Equal(["appHost", "appName", "outboundAddress", "vaultName"], BicepFile.Read("bicep/main.bicep").Outputs.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Nothing_looks_like_a_secret(string path)
    {
        var text = Repository.Read(path).Replace("SharedAccessKey=SAS_KEY_VALUE", "", StringComparison.Ordinal);

        Assert.DoesNotMatch(@"AccountKey=|SharedAccessKey=|listKeys\(|listSecrets\(|InstrumentationKey=", text);
        Assert.DoesNotMatch(@"(?<![\w/+-])(?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{40,}={0,2}(?![\w/-])", text);
    }

    [Fact]
    public void The_senders_that_may_call_are_those_of_the_documents()
    {
        var allowed = InfraFiles.Find(Repository.Read("bicep/main.prod.bicepparam"), @"'(\d+\.\d+\.\d+\.\d+)/32'");

        Assert.Equal(4, allowed.Count);
        Assert.All(allowed, address => Assert.Contains(address, Repository.Read("docs/security.md"), StringComparison.Ordinal));
    }
}
