using Ballast.Application.Telemetry;
using Ballast.Core.Volatility;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Ballast.Functions.Triggers;

/// <summary>Refreshes policy, prices and Crypto-VIX, each minute.</summary>
public sealed partial class RefreshPolicy(Application.UseCases.RefreshPolicy refresh, ILogger<RefreshPolicy> log)
{
    [Function("RefreshPolicy")]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await refresh.RunAsync(cancel: cancel);
        foreach (var change in report.Changes)
        {
            Changed(change);
        }

        foreach (var problem in report.Problems.Concat(report.Warnings))
        {
            Problem(problem);
        }

        Measures.Heartbeat.Add(1, new KeyValuePair<string, object?>("timer", "RefreshPolicy"));
        Refreshed(report.Symbols, report.Vix?.Score, report.Vix?.Level);
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Debug, Message = "Policy of {Symbols} symbols refreshed; Crypto-VIX {Score} {Level}.")]
    private partial void Refreshed(int symbols, double? score, VixLevel? level);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "Policy: {Problem}")]
    private partial void Problem(string problem);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, Message = "Policy of {Change}")]
    private partial void Changed(string change);
}

/// <summary>Trains the hidden Markov models, every six hours, in a minute in which no candle of an hour closes.</summary>
public sealed partial class TrainRegimes(Application.UseCases.TrainRegimes train, ILogger<TrainRegimes> log)
{
    [Function("TrainRegimes")]
    public async Task RunAsync([TimerTrigger("20 22 */6 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await train.RunAsync(cancel);
        foreach (var problem in report.Problems)
        {
            Problem(problem);
        }

        Trained(report.Trained.Count);
    }

    [LoggerMessage(EventId = 3401, Level = LogLevel.Information, Message = "Hidden Markov models of {Symbols} symbols trained.")]
    private partial void Trained(int symbols);

    [LoggerMessage(EventId = 3402, Level = LogLevel.Warning, Message = "Training: {Problem}")]
    private partial void Problem(string problem);
}

/// <summary>Supervises positions, holds and outbox, each minute.</summary>
public sealed partial class Supervise(Application.UseCases.SupervisePositions supervise, Application.UseCases.ArchiveAlerts archive, Application.UseCases.MeasureAccount measure, Application.UseCases.RecordEquity equity, ILogger<Supervise> log)
{
    [Function("Supervise")]
    public async Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await supervise.RunAsync(cancel: cancel);
        foreach (var problem in report.Problems.Concat(report.Findings))
        {
            Problem(problem);
        }

        await archive.RunAsync(cancel);
        await equity.RunAsync(cancel);
        await measure.RunAsync(cancel);
        Measures.Heartbeat.Add(1, new KeyValuePair<string, object?>("timer", "Supervise"));
        Supervised(report.Running, report.OutboxSent);
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Debug, Message = "{Running} positions supervised; {Sent} delayed messages sent.")]
    private partial void Supervised(int running, int sent);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "Supervision: {Problem}")]
    private partial void Problem(string problem);
}

/// <summary>Reads the news feeds, each five minutes; nothing where none is configured.</summary>
public sealed partial class ReadNews(Application.UseCases.ReadNews read, ILogger<ReadNews> log)
{
    [Function("ReadNews")]
    public async Task RunAsync([TimerTrigger("45 */5 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await read.RunAsync(cancel);
        foreach (var change in report.Changes)
        {
            Changed(change);
        }

        Taken(report.Taken);
    }

    [LoggerMessage(EventId = 3301, Level = LogLevel.Debug, Message = "{Taken} new items of news.")]
    private partial void Taken(int taken);

    [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "News: {Change}")]
    private partial void Changed(string change);
}

/// <summary>Counts how trades and equity went, every six hours.</summary>
public sealed partial class MonitorPerformance(Application.UseCases.MonitorPerformance monitor, ILogger<MonitorPerformance> log)
{
    [Function("MonitorPerformance")]
    public async Task RunAsync([TimerTrigger("50 12 */6 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var (reading, _) = await monitor.RunAsync(cancel);
        Counted(reading.Trades, reading.Report.Equity.Days);
    }

    [LoggerMessage(EventId = 3601, Level = LogLevel.Information, Message = "Performance counted over {Trades} trades and {Days} days.")]
    private partial void Counted(int trades, int days);
}

/// <summary>Lets the built-in strategies look at the candles that have just closed, each five minutes; nothing where none is configured.</summary>
public sealed partial class RunStrategies(Application.UseCases.RunStrategies run, Application.UseCases.CalibrateStrategies calibrate, ILogger<RunStrategies> log)
{
    [Function("RunStrategies")]
    public async Task RunAsync([TimerTrigger("15 */5 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        // Before the opinions, so that none goes out raw that history could have judged.
        var uncalibrated = await calibrate.RunAsync(cancel);
        var report = await run.RunAsync(cancel);
        foreach (var reply in report.Replies)
        {
            SignalCount.Add(reply);
        }

        foreach (var problem in uncalibrated.Concat(report.Problems))
        {
            Problem(problem);
        }

        Looked(report.Opinions.Count, report.Replies.Count);
    }

    [LoggerMessage(EventId = 3501, Level = LogLevel.Debug, Message = "{Opinions} opinions on closed candles, {Signals} signals.")]
    private partial void Looked(int opinions, int signals);

    [LoggerMessage(EventId = 3502, Level = LogLevel.Warning, Message = "Strategies: {Problem}")]
    private partial void Problem(string problem);
}

/// <summary>
/// Lets the modes of the paper competition see what has happened, each five minutes; nothing where there is no competition. It reads what it has
/// missed, so that a rarer look changes nothing but when it is known.
/// </summary>
public sealed partial class Compete(Application.UseCases.RunCompetition run, ILogger<Compete> log)
{
    [Function("Compete")]
    public async Task RunAsync([TimerTrigger("10 */5 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await run.RunAsync(cancel);
        foreach (var problem in report.Problems)
        {
            Problem(problem);
        }

        Looked(report.Signals, report.Trades);
    }

    [LoggerMessage(EventId = 3701, Level = LogLevel.Debug, Message = "The competition has taken {Signals} signals; {Trades} trades closed.")]
    private partial void Looked(int signals, int trades);

    [LoggerMessage(EventId = 3702, Level = LogLevel.Warning, Message = "Competition: {Problem}")]
    private partial void Problem(string problem);
}

/// <summary>Deletes history that is older than it has to be kept, each day.</summary>
public sealed partial class Retain(Application.UseCases.RetainHistory retain, ILogger<Retain> log)
{
    [Function("Retain")]
    public async Task RunAsync([TimerTrigger("0 7 3 * * *")] TimerInfo timer, CancellationToken cancel)
    {
        var report = await retain.RunAsync(cancel);
        Retained(report.Decisions, report.Orders, report.Trades);
    }

    [LoggerMessage(EventId = 3201, Level = LogLevel.Information, Message = "Old history deleted: {Decisions} decisions, {Orders} orders, {Trades} trades.")]
    private partial void Retained(int decisions, int orders, int trades);
}
