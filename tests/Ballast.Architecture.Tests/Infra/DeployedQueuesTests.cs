using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Xml;
using Ballast.Application.Ports;
using Ballast.Contracts;
using Ballast.Journal.Queue;

namespace Ballast.Architecture.Tests.Infra;

/// <summary>The queues of Service Bus are those that the embedded runtime declares, with the same properties.</summary>
public sealed class DeployedQueuesTests
{
    /// <summary>What the emulator's schema allows at most.</summary>
    private static readonly (TimeSpan Window, int Deliveries, TimeSpan Ttl) EmulatorMost = (TimeSpan.FromMinutes(5), 10, TimeSpan.FromHours(1));

    private static readonly BicepFile Bus = BicepFile.Read("bicep/modules/servicebus.bicep");

    private static readonly QueueOptions[] Embedded = (QueueOptions[])typeof(Functions.Triggers.Webhook).Assembly
        .GetType("Ballast.Functions.Composition.Embedded", throwOnError: true)!.GetField("Queues", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    public static TheoryData<string> Names => [.. Embedded.Select(q => q.Name)];

    [Fact]
    public void The_queues_are_the_same() =>
        Assert.Equal(Embedded.Select(q => q.Name).Order(), Bus.Blocks.Where(b => b.Type == "Microsoft.ServiceBus/namespaces/queues").Select(b => b.Property("name")).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_queue_has_the_embedded_queue_s_properties(string name)
    {
        var (embedded, deployed) = (Of(name), Deployed(name));

        Assert.Equal(embedded.RequiresSession, bool.Parse(deployed.Property("requiresSession")!));
        Assert.Equal(embedded.LockDuration, Time(deployed.Property("lockDuration")!));
        Assert.Equal(embedded.MaxDeliveryCount, int.Parse(deployed.Property("maxDeliveryCount")!, CultureInfo.InvariantCulture));
        Assert.Equal(embedded.DuplicateDetectionWindow is not null, bool.Parse(deployed.Property("requiresDuplicateDetection")!));
        Assert.Equal(embedded.DuplicateDetectionWindow, Time(deployed.Property("duplicateDetectionHistoryTimeWindow")!));
        Assert.Equal("false", deployed.Property("enablePartitioning"));
    }

    [Fact]
    public void A_stale_entry_goes_to_the_dead_letters()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), Time(Deployed(QueueNames.Entries).Property("defaultMessageTimeToLive")!));
        Assert.Equal("true", Deployed(QueueNames.Entries).Property("deadLetteringOnMessageExpiration"));
    }

    [Fact]
    public void An_exit_never_gets_too_old() => Assert.Null(Deployed(QueueNames.Exits).Property("defaultMessageTimeToLive"));

    [Fact]
    public void Every_trigger_has_its_queue_and_expects_sessions_where_the_queue_has_them() =>
        Assert.All(Triggers.Queues, trigger =>
        {
            var isDead = trigger.QueueName!.EndsWith("/$deadletterqueue", StringComparison.Ordinal);
            var queue = Deployed(trigger.QueueName!.Split('/')[0]);
            Assert.Equal(!isDead && queue.Property("requiresSession") == "true", trigger.IsSessionsEnabled);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_local_emulator_has_the_same_as_far_as_it_can(string name)
    {
        using var config = JsonDocument.Parse(Repository.Read("infra/servicebus-emulator/config.json"));
        var queues = config.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Queues").EnumerateArray().ToList();
        var local = queues.Single(q => q.GetProperty("Name").GetString() == name).GetProperty("Properties");
        var (embedded, deployed) = (Of(name), Deployed(name));

        Assert.Equal(Embedded.Length, queues.Count);
        Assert.Equal(embedded.RequiresSession, local.GetProperty("RequiresSession").GetBoolean());
        Assert.True(local.GetProperty("RequiresDuplicateDetection").GetBoolean());
        Assert.Equal(embedded.LockDuration, Time(local.GetProperty("LockDuration").GetString()!));
        Assert.Equal(Math.Min(embedded.MaxDeliveryCount, EmulatorMost.Deliveries), local.GetProperty("MaxDeliveryCount").GetInt32());
        Assert.Equal(Least(embedded.DuplicateDetectionWindow!.Value, EmulatorMost.Window), Time(local.GetProperty("DuplicateDetectionHistoryTimeWindow").GetString()!));
        Assert.Equal(deployed.Property("defaultMessageTimeToLive") is { } life ? Time(life) : EmulatorMost.Ttl, Time(local.GetProperty("DefaultMessageTimeToLive").GetString()!));
        Assert.Equal(deployed.Property("deadLetteringOnMessageExpiration") == "true", local.GetProperty("DeadLetteringOnMessageExpiration").GetBoolean());
    }

    private static QueueOptions Of(string name) => Embedded.Single(q => q.Name == name);

    private static BicepBlock Deployed(string name) => Bus.Blocks.Single(b => b.Type == "Microsoft.ServiceBus/namespaces/queues" && b.Property("name") == name);

    private static TimeSpan Time(string iso) => XmlConvert.ToTimeSpan(iso);

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
