using System.Text.Json;
using System.Text.Json.Serialization;
using Ballast.Application.Ports;

namespace Ballast.Emulator.Timers;

/// <summary>Remembers each timer's last run across restarts, in table Host, partition timers, row = function.</summary>
internal sealed class TimerMemory(IStateStore store, ILogger log)
{
    private const string Table = "Host";
    private const string Partition = "timers";
    private const string Kind = "TimerStatus";
    private const int Version = 1;

    /// <summary>What is remembered; null when nothing is, when the schedule has since changed, or when the store does not answer.</summary>
    public async ValueTask<ScheduleStatus?> ReadAsync(string function, string schedule, CancellationToken cancel)
    {
        try
        {
            StoredEntity? entity = await store.ReadAsync(Table, Partition, function, cancel);
            if (entity is null || entity.Body.Kind != Kind || entity.Body.Version != Version)
                return null;

            TimerStatus? status = JsonSerializer.Deserialize(entity.Body.Data, TimerJson.Default.TimerStatus);
            return status?.Schedule != schedule ? null : new ScheduleStatus { Last = status.Last, Next = status.Next, LastUpdated = status.LastUpdated };
        }
        catch (Exception failure) when (failure is StoreUnavailableException or JsonException)
        {
            log.TimerNotRead(failure, function);
            return null;
        }
    }

    /// <summary>A failure is logged and no more: a timer must not stand still because its last run could not be written down.</summary>
    public async ValueTask WriteAsync(string function, string schedule, ScheduleStatus status, CancellationToken cancel)
    {
        string json = JsonSerializer.Serialize(new TimerStatus(schedule, status.Last, status.Next, status.LastUpdated), TimerJson.Default.TimerStatus);
        try
        {
            await store.CommitAsync(Table, Partition, [new EntityWrite.Upsert(function, new EntityBody(Kind, Version, json))], cancel);
        }
        catch (StoreUnavailableException failure)
        {
            log.TimerNotWritten(failure, function);
        }
    }
}

/// <summary>The stored form.</summary>
internal sealed record TimerStatus(string Schedule, DateTime Last, DateTime Next, DateTime LastUpdated);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TimerStatus))]
internal sealed partial class TimerJson : JsonSerializerContext;
