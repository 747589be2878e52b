using Ballast.Application.Ports;
using Ballast.Emulator.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ballast.Emulator.Tests;

public sealed class MinuteTimer(Runs runs, TimeProvider time)
{
    [Function("Minute")]
    public void Run([TimerTrigger("%MinuteSchedule%")] TimerInfo timer) =>
        runs.Add($"{time.GetUtcNow():HH:mm:ss} pastDue={timer.IsPastDue} last={timer.ScheduleStatus?.Last:HH:mm:ss} next={timer.ScheduleStatus?.Next:HH:mm:ss}");
}

public sealed class SlowTimer(Runs runs, TimeProvider time, Gate gate)
{
    [Function("Slow")]
    public async Task Run([TimerTrigger("0 * * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer, FunctionContext context)
    {
        runs.Add($"{time.GetUtcNow():HH:mm:ss} monitored={timer.ScheduleStatus is not null}");
        await gate.PassAsync(context.CancellationToken);
    }
}

public sealed class FailingTimer(Runs runs)
{
    [Function("Failing")]
    public void Run([TimerTrigger("*/10 * * * * *")] TimerInfo timer)
    {
        runs.Add($"monitored={timer.ScheduleStatus is not null}");
        throw new InvalidOperationException("every time");
    }
}

public sealed class TimerTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(s_noon.AddSeconds(5));
    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_timer_runs_at_its_times_and_no_others()
    {
        await using TestApp app = await App(typeof(MinuteTimer)).StartAsync();

        await _time.SomebodyWaitsFor(s_noon.AddMinutes(1));
        _time.Advance(TimeSpan.FromSeconds(54));
        Assert.True(app.Runs.IsEmpty);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("12:01:00 pastDue=False last=00:00:00 next=12:01:00", await app.Runs.NextAsync());

        await _time.MoveTo(s_noon.AddMinutes(2));
        Assert.Equal("12:02:00 pastDue=False last=12:01:00 next=12:02:00", await app.Runs.NextAsync());
    }

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_made_up_for_once()
    {
        await using (TestApp first = await App(typeof(MinuteTimer)).StartAsync())
        {
            await _time.SomebodyWaitsFor(s_noon.AddMinutes(1));
            Assert.True(first.Runs.IsEmpty);
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        await using TestApp second = await App(typeof(MinuteTimer)).StartAsync();
        Assert.Equal("12:10:05 pastDue=True last=00:00:00 next=12:01:00", await second.Runs.NextAsync());

        await _time.MoveTo(s_noon.AddMinutes(11));
        Assert.Equal("12:11:00 pastDue=False last=12:10:05 next=12:11:00", await second.Runs.NextAsync());
        Assert.True(second.Runs.IsEmpty);
    }

    [Fact]
    public async Task A_restart_without_a_missed_run_runs_nothing()
    {
        await using (TestApp first = await App(typeof(MinuteTimer)).StartAsync())
            await _time.SomebodyWaitsFor(s_noon.AddMinutes(1));
        await using TestApp second = await App(typeof(MinuteTimer)).StartAsync();
        await _time.SomebodyWaitsFor(s_noon.AddMinutes(1));

        Assert.True(second.Runs.IsEmpty);
    }

    [Fact]
    public async Task A_changed_schedule_is_never_past_due()
    {
        await using (TestApp first = await App(typeof(MinuteTimer)).StartAsync())
            await _time.SomebodyWaitsFor(s_noon.AddMinutes(1));
        _time.Advance(TimeSpan.FromMinutes(10));
        await using TestApp second = await App(typeof(MinuteTimer), "30 * * * * *").StartAsync();
        await _time.SomebodyWaitsFor(s_noon.AddMinutes(10).AddSeconds(30));

        Assert.True(second.Runs.IsEmpty);
    }

    [Fact]
    public async Task Runs_of_one_function_never_overlap_and_those_missed_meanwhile_are_left_out()
    {
        await using TestApp app = await App(typeof(SlowTimer)).StartAsync();
        Assert.Equal("12:00:05 monitored=False", await app.Runs.NextAsync());
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(app.Runs.IsEmpty);

        app.Services.GetRequiredService<Gate>().Open();
        await _time.SomebodyWaitsFor(s_noon.AddMinutes(4));
        Assert.True(app.Runs.IsEmpty);
        await _time.MoveTo(s_noon.AddMinutes(4));
        Assert.Equal("12:04:00 monitored=False", await app.Runs.NextAsync());
    }

    [Fact]
    public async Task A_failed_run_is_logged_and_the_schedule_goes_on_unmonitored_below_a_minute()
    {
        await using TestApp app = await App(typeof(FailingTimer)).StartAsync();
        for (int i = 1; i <= 2; i++)
        {
            await _time.MoveTo(s_noon.AddSeconds(10 * i));
            Assert.Equal("monitored=False", await app.Runs.NextAsync());
        }

        await _time.SomebodyWaitsFor(s_noon.AddSeconds(30));
        Assert.Equal(2, app.Log.Lines.Count(line => line.StartsWith("Error: Failing failed", StringComparison.Ordinal)));
        Assert.Empty((await _store.QueryAsync(new EntityQuery("Host"))).Items);
    }

    [Fact]
    public async Task The_last_run_is_kept_in_the_host_table_in_a_fixed_form()
    {
        await using TestApp app = await App(typeof(MinuteTimer)).StartAsync();
        await _time.SomebodyWaitsFor(s_noon.AddMinutes(1));
        StoredEntity? kept = await _store.ReadAsync("Host", "timers", "Minute");

        Assert.Equal(new EntityBody("TimerStatus", 1, """{"schedule":"0 * * * * *","last":"0001-01-01T00:00:00","next":"2026-03-01T12:01:00Z","lastUpdated":"2026-03-01T12:00:05Z"}"""), kept?.Body);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_stops_no_timer()
    {
        _store.IsDown = true;
        await using TestApp app = await App(typeof(MinuteTimer)).StartAsync();
        await _time.MoveTo(s_noon.AddMinutes(1));

        Assert.StartsWith("12:01:00", await app.Runs.NextAsync(), StringComparison.Ordinal);
        Assert.Contains(app.Log.Lines, line => line.StartsWith("Error: Minute: its last run could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_that_dies_of_a_bug_stops_the_host()
    {
        _store.IsBroken = true;
        await using TestApp app = await App(typeof(MinuteTimer)).StartAsync();
        var stopping = new TaskCompletionSource();
        using var seen = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task;
        Environment.ExitCode = 0;

        Assert.Contains(app.Log.Lines, line => line.StartsWith("Critical: Minute", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disabled_timer_does_not_run()
    {
        await using TestApp app = await new TestApp(
            [typeof(FailingTimer)],
            ["--AzureWebJobs.Failing.Disabled=true"],
            time: _time).StartAsync();
        _time.Advance(TimeSpan.FromHours(1));

        Assert.True(app.Runs.IsEmpty);
        Assert.Contains("Failing: disabled", app.Output.ToString(), StringComparison.Ordinal);
    }

    private TestApp App(Type function, string schedule = "0 * * * * *") => new(
        [function],
        [$"--MinuteSchedule={schedule}"],
        services => services.AddSingleton<IStateStore>(_store).AddSingleton<Gate>(),
        _time);
}
