using Ballast.Application.Limits;
using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;

namespace Ballast.Application.UseCases;

/// <summary>
/// Closes everything of ours (or one symbol), and with <c>all</c> also what is not ours: entries are voided, exits that stand in the way
/// cancelled, positions closed reduce-only under their backstop, the rest cancelled, and the venue read back. The closes are committed and
/// queued first, so that a crash anywhere goes on with them; asking twice does it once.
/// </summary>
public sealed class FlattenAll(
    AccountRunner accounts,
    PositionRunner positions,
    PositionList list,
    IExchange exchange,
    CloseOnVenue onVenue,
    VenueBans bans,
    ReadAccount account,
    INotifier notifier,
    AccountSettings settings,
    TimeProvider time)
{
    private const int Looks = 5;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);

    public async ValueTask<FlattenReport> RunAsync(Symbol? symbol, bool all, CancellationToken cancel = default)
    {
        await notifier.NotifyAsync(ControlNotice.Of("FLATTEN_ASKED", symbol, all ? "everything is closed, also what is not ours" : "everything of ours is closed"), cancel);
        var (done, problems) = (new List<string>(), new List<string>());
        var ban = await bans.CurrentAsync(cancel);
        if (ban is not null)
        {
            problems.Add($"The exchange takes no calls until {ban.Until.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} ({ban.Why}): the closes are committed and go out first thing after; stops on the exchange stand.");
        }

        var step = (await accounts.RunAsync(settings.Account, new AccountFact.FlattenAsked(symbol, "FLATTEN"), cancel)).Step;
        if (step.Next.Risk?.Halt is { } halt)
        {
            done.Add($"Entries are halted ({halt.Code}); exits are not.");
        }

        var closes = await ClosesAsync(symbol, step.Closes ?? [], cancel);
        foreach (var (text, isDone) in (await Task.WhenAll(closes.Select(c => CloseAsync(c, stays: ban is null, cancel).AsTask()))).SelectMany(s => s))
        {
            (isDone ? done : problems).Add(text);
        }

        if (ban is not null)
        {
            return new FlattenReport([.. closes.Select(c => c.Symbol)], false, [], problems) { Done = done };
        }

        if (all)
        {
            await onVenue.RunAsync(symbol, _ => true, done, problems, cancel);
        }

        await account.RunAsync(cancel);
        return await VerifyAsync(symbol, all, closes, done, problems, cancel);
    }

    /// <summary>What the account has open or reserved, and every position that runs although the account does not know of it.</summary>
    private async ValueTask<List<CloseTicket>> ClosesAsync(Symbol? symbol, IReadOnlyList<CloseTicket> closes, CancellationToken cancel)
    {
        var found = closes.ToList();
        foreach (var position in (await list.ReadEachAsync(settings.Account, cancel)).Loaded)
        {
            if (position.State.Plan is { } plan && (symbol is null || plan.Symbol == symbol) && !found.Any(c => c.Symbol == plan.Symbol))
            {
                found.Add(new CloseTicket($"again-{plan.DecisionId}", plan.Account, plan.Symbol, plan.Sequence + 1, position.State.Epoch, "FLATTEN", time.GetUtcNow()));
            }
        }

        return found;
    }

    private async ValueTask<List<(string Text, bool IsDone)>> CloseAsync(CloseTicket close, bool stays, CancellationToken cancel)
    {
        var said = new List<(string, bool)>();
        var before = (await positions.ReadAsync(close.Account, close.Symbol, cancel)).State;
        var fact = new PositionFact.CloseAsked(close.Sequence, close.Reason);
        if (!stays)
        {
            await positions.RunAsync(close.Account, close.Symbol, fact, null, cancel);
            said.Add(($"{close.Symbol}: the close is committed.", true));
            return said;
        }

        var after = await positions.SettleAsync(close.Account, close.Symbol, fact, cancel: cancel);
        if (before.Waiting is not null && after.Waiting is null)
        {
            said.Add(($"{close.Symbol}: the waiting entry was voided.", true));
        }

        if (!after.Quantity.IsZero)
        {
            said.Add(($"{close.Symbol}: {after.Quantity} {after.Side} are still open; supervision goes on closing them.", false));
        }
        else if (before.Plan is not null)
        {
            said.Add(($"{close.Symbol}: {before.Quantity} {before.Side} closed, its orders cancelled.", true));
        }

        return said;
    }

    /// <summary>Reads the venue until it is flat, a bounded number of times; what is foreign counts only where it was to go too.</summary>
    private async ValueTask<FlattenReport> VerifyAsync(Symbol? symbol, bool all, List<CloseTicket> closes, List<string> done, List<string> problems, CancellationToken cancel)
    {
        IReadOnlyList<VenuePosition>? left = null;
        IReadOnlyList<VenuePosition> foreign = [];
        for (var look = 1; look <= Looks; look++)
        {
            if (await exchange.PositionsAsync(symbol, cancel) is VenueReply<IReadOnlyList<VenuePosition>>.Accepted held)
            {
                var running = (await list.ReadEachAsync(settings.Account, cancel)).Loaded.Where(p => p.State.Plan is not null).Select(p => p.State.Symbol).Concat(closes.Select(c => c.Symbol)).ToHashSet();
                var open = held.Value.Where(p => p.SignedQuantity != 0).ToList();
                left = [.. open.Where(p => all || running.Contains(p.Symbol))];
                foreign = [.. open.Where(p => !running.Contains(p.Symbol))];
                if (left.Count == 0)
                {
                    break;
                }
            }

            if (look < Looks)
            {
                await Task.Delay(LookAgainAfter, time, cancel);
            }
        }

        if (left is null)
        {
            problems.Add("Whether the venue is flat could not be read.");
        }

        return new FlattenReport([.. closes.Select(c => c.Symbol)], left is { Count: 0 }, left ?? [], problems) { Done = done, Foreign = foreign };
    }
}

/// <summary>What a flatten did. <paramref name="IsFlat"/> is verified with the venue.</summary>
/// <param name="Left">What is still open of what was to be closed.</param>
public sealed record FlattenReport(IReadOnlyList<Symbol> Closed, bool IsFlat, IReadOnlyList<VenuePosition> Left, IReadOnlyList<string> Problems)
{
    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>What is open and not ours; <c>scope=all</c> closes it too.</summary>
    public IReadOnlyList<VenuePosition> Foreign { get; init; } = [];
}
