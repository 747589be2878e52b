using System.Globalization;
using Ballast.Application.Caches;
using Ballast.Application.Codec;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Signals;

namespace Ballast.Application.UseCases;

/// <summary>What became of an alert.</summary>
public abstract record AlertReply
{
    private AlertReply()
    {
    }

    /// <summary>An order follows, or none and why; see <see cref="EntryDecision.IsAccepted"/>.</summary>
    public sealed record Decided(EntryDecision Decision) : AlertReply;

    /// <summary>Decided before; nothing was done now.</summary>
    public sealed record Duplicate(string DecisionId) : AlertReply;

    /// <summary>Not an alert (400).</summary>
    public sealed record Malformed(MalformedAlert Problem) : AlertReply;

    /// <summary>The secret is missing or wrong, or none is configured (401).</summary>
    public sealed record Unauthorised : AlertReply;

    /// <summary>Understood but impossible (422).</summary>
    public sealed record Impossible(ImpossibleAlert Problem) : AlertReply;

    /// <summary>Not taken; the sender should send it again (503).</summary>
    public sealed record Unavailable(string Why) : AlertReply;
}

/// <summary>
/// Accepts an alert: parse, authenticate, read the signal, then one conditional write that dedups, decides, reserves and records.
/// Uses caches and state only, never the exchange.
/// </summary>
public sealed class AcceptAlert(AccountRunner accounts, MarketCache cache, WebhookSecrets secrets, IStateStore store, AccountSettings settings, TradingOptions options, TimeProvider time)
{
    // TradingView waits 3 s (facts.md §7). What has not begun to be committed by then is not taken.
    private static readonly TimeSpan CommitWithin = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    /// <summary>Answers within 2 s, unless the store takes longer over a commit that has begun.</summary>
    public ValueTask<AlertReply> RunAsync(ReadOnlyMemory<byte> body, CancellationToken cancel = default) => InTimeAsync((cameAt, reading) => TakeAsync(body, cameAt, reading, cancel), cancel);

    /// <summary>A signal that needs no secret since it comes from within; from here on it is treated as an alert's.</summary>
    public ValueTask<AlertReply> RunAsync(Signal signal, CancellationToken cancel = default) => InTimeAsync((cameAt, reading) => DecideAsync(signal, "sentAt", cameAt, reading, cancel), cancel);

    /// <param name="take">Given when it began, and what ends its reading.</param>
    private async ValueTask<AlertReply> InTimeAsync(Func<DateTimeOffset, CancellationToken, ValueTask<AlertReply>> take, CancellationToken cancel)
    {
        var cameAt = time.GetUtcNow();
        using var late = new CancellationTokenSource(CommitWithin, time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await take(cameAt, reading.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new AlertReply.Unavailable($"What the decision needs could not be read within {CommitWithin.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s; nothing was committed.");
        }
    }

    /// <param name="reading">Ends what only reads.</param>
    private async ValueTask<AlertReply> TakeAsync(ReadOnlyMemory<byte> body, DateTimeOffset cameAt, CancellationToken reading, CancellationToken cancel)
    {
        if (AlertParser.Parse(body.Span, out var malformed) is not { } fields)
        {
            return new AlertReply.Malformed(malformed!);
        }

        try
        {
            if (!await secrets.IsRightAsync(fields.Strategy, fields.Secret, reading).AsTask().WaitAsync(reading))
            {
                return new AlertReply.Unauthorised();
            }
        }
        catch (SecretsUnavailableException unavailable)
        {
            return new AlertReply.Unavailable(unavailable.Message);
        }

        return SignalReader.Read(fields, settings.Account, settings.Trades, options.Signals, out var impossible) is { } signal
            ? await DecideAsync(signal, fields.TimeName, cameAt, reading, cancel)
            : impossible!.Code == SignalReader.UnknownSymbol ? await TakeUntradedAsync(fields, impossible, cameAt, reading, cancel)
            : new AlertReply.Impossible(impossible);
    }

    /// <summary>
    /// An alert on a symbol that was taken out of the settings. While something is open there it is decided, as nobody holds up an exit; an entry
    /// finds no policy. One that was handled before is still the same alert.
    /// </summary>
    private async ValueTask<AlertReply> TakeUntradedAsync(AlertFields fields, ImpossibleAlert unknown, DateTimeOffset cameAt, CancellationToken reading, CancellationToken cancel)
    {
        try
        {
            var account = await accounts.ReadAsync(settings.Account, reading).AsTask().WaitAsync(reading);
            if (SignalReader.Read(fields, settings.Account, account.Slots.ContainsKey, options.Signals, out var impossible) is not { } signal)
            {
                return new AlertReply.Impossible(impossible!);
            }

            return account.Slot(signal.Symbol) is { Open: null, Reserved: null } && await store.ReadAsync(Tables.State, settings.Account, Tables.AlertRow(signal.DecisionId), reading).AsTask().WaitAsync(reading) is null
                ? new AlertReply.Impossible(unknown)
                : await DecideAsync(signal, fields.TimeName, cameAt, reading, cancel);
        }
        catch (Exception failed) when (failed is InvalidDataException or StoreUnavailableException)
        {
            return new AlertReply.Unavailable(failed.Message);
        }
    }

    /// <param name="timeName">What the sender called the time of the alert.</param>
    /// <param name="reading">Ends what only reads.</param>
    private async ValueTask<AlertReply> DecideAsync(Signal signal, string timeName, DateTimeOffset cameAt, CancellationToken reading, CancellationToken cancel)
    {
        try
        {
            if (SignalReader.CheckAge(signal, time.GetUtcNow(), options.Signals, timeName) is { } age)
            {
                // Sent again too late is still the same alert, and was handled.
                return await store.ReadAsync(Tables.State, settings.Account, Tables.AlertRow(signal.DecisionId), reading).AsTask().WaitAsync(reading) is null
                    ? new AlertReply.Impossible(age)
                    : new AlertReply.Duplicate(signal.DecisionId);
            }

            var fact = await cache.SignalAsync(signal, reading).AsTask().WaitAsync(reading);
            fact = settings.Trades(signal.Symbol) ? fact : fact with { View = null };
            var result = await accounts.RunAsync(settings.Account, fact, cameAt + CommitWithin, cameAt + AnswerWithin);
            return result.IsDuplicate ? new AlertReply.Duplicate(signal.DecisionId) : new AlertReply.Decided(result.Step.Decision!);
        }
        catch (AccountNotReadyException notReady)
        {
            return new AlertReply.Unavailable(notReady.Message);
        }
        catch (InvalidDataException corrupted)
        {
            return new AlertReply.Unavailable(corrupted.Message);
        }
        catch (StoreUnavailableException unavailable)
        {
            return await AfterFailureAsync(signal.DecisionId, unavailable, cancel);
        }
    }

    /// <summary>503 only when nothing was committed: a commit that may have happened is looked for first.</summary>
    private async ValueTask<AlertReply> AfterFailureAsync(string decisionId, StoreUnavailableException unavailable, CancellationToken cancel)
    {
        try
        {
            if (unavailable.MayBeWritten && await store.ReadAsync(Tables.State, settings.Account, Tables.AlertRow(decisionId), cancel) is { } row)
            {
                return new AlertReply.Decided(StateCodec.Decode<EntryDecision>(row.Body));
            }
        }
        catch (StoreUnavailableException again)
        {
            return new AlertReply.Unavailable(again.Message);
        }

        return new AlertReply.Unavailable(unavailable.Message);
    }
}
