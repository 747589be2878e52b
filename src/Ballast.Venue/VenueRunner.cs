using Ballast.Application.Ports;
using Ballast.Venue.Accounts;
using Ballast.Venue.Faults;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
using Ballast.Venue.Matching;

namespace Ballast.Venue;

/// <summary>
/// Performs one call: fault, gate, follow the market to now, act, make it durable, answer. When a commit fails the books in memory
/// are thrown away and read again at the next call, so that memory never runs ahead of the store.
/// </summary>
internal sealed class VenueRunner(TimeProvider time, SimulatedExchangeOptions options, IReadOnlyList<MarketSource> sources, IStateStore? store, FaultPlan? faults) : IDisposable
{
    private const int Attempts = 3;
    private readonly FifoGate _gate = new();
    private readonly VenueRows _rows = new(store, options.Account);
    private readonly RateGate _limits = new(options.Limits);
    private MarketSet? _markets;
    private VenueDesk? _desk;
    private PathFollower? _follower;

    public IReadOnlyList<FeedReport> Reports => _markets is null ? [] : [.. _markets.Feeds.Select(f => f.Report)];

    /// <summary>As the last answer said; a lost answer says nothing.</summary>
    public VenueUsage Usage { get; private set; } = VenueUsage.None with
    {
        WeightLimit = options.Limits.WeightPerMinute,
        Orders10sLimit = options.Limits.OrdersPer10Seconds,
        Orders1mLimit = options.Limits.OrdersPerMinute,
    };

    public async ValueTask<VenueReply<T>> AnswerAsync<T>(VenueCall call, CallCost cost, Func<VenueDesk, VenueReply<T>> act, CancellationToken cancel)
    {
        var fault = faults?.Take(call);
        switch (fault)
        {
            case VenueFault.UnknownWithoutEffect:
                return new VenueReply<T>.Unknown("The call timed out (fault plan).");
            case VenueFault.Refused refused:
                return new VenueReply<T>.Rejected(refused.Code, refused.Message);
            case VenueFault.Late late:
                await Task.Delay(late.By, time, cancel);
                break;
            default:
                break;
        }

        cancel.ThrowIfCancellationRequested();
        await _gate.EnterAsync();
        try
        {
            var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
            var share = fault is VenueFault.ThinBook thin ? thin.Share : 1m;
            var reply = _limits.Admit(cost, nowMs)?.As<T>() ?? await PerformAsync(share, act);
            if (fault is VenueFault.UnknownWithEffect)
            {
                return new VenueReply<T>.Unknown("The answer was lost (fault plan).");
            }

            Usage = _limits.Usage(nowMs);
            return reply;
        }
        finally
        {
            _gate.Leave();
        }
    }

    /// <summary>Reads the books at the present, past faults and limits.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async ValueTask<T> LookAsync<T>(Func<VenueDesk, T> read)
        where T : class
    {
        await _gate.EnterAsync();
        try
        {
            var reply = await PerformAsync<T>(1m, desk => new VenueReply<T>.Accepted(read(desk)));
            return reply is VenueReply<T>.Accepted seen ? seen.Value : throw new StoreUnavailableException("The venue's books cannot be read.");
        }
        finally
        {
            _gate.Leave();
        }
    }

    public void Dispose() => _markets?.Dispose();

    private async ValueTask<VenueReply<T>> PerformAsync<T>(decimal bookShare, Func<VenueDesk, VenueReply<T>> act)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var hasActed = false;
            try
            {
                if (await PrepareAsync() is not { } desk)
                {
                    continue;
                }

                desk.BookShare = bookShare;
                var reply = act(desk);
                desk.BookShare = 1m;
                hasActed = desk.Books.IsDirty;
                if (await CommitAsync(desk))
                {
                    return reply;
                }
            }
            catch (StoreUnavailableException unavailable)
            {
                Forget();
                return hasActed && unavailable.MayBeWritten
                    ? new VenueReply<T>.Unknown("The store did not confirm the change: " + unavailable.Message)
                    : Refusal.Unavailable.As<T>();
            }
            catch (Exception)
            {
                Forget();
                throw;
            }
        }

        return Refusal.Unavailable.As<T>();
    }

    /// <summary>The desk at the present; null when another process wrote in between.</summary>
    private async ValueTask<VenueDesk?> PrepareAsync()
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var desk = _desk ?? await OpenAsync(nowMs);
        nowMs = Math.Max(nowMs, desk.NowMs);
        while (!_follower!.AdvanceTo(nowMs))
        {
            if (!await CommitAsync(desk))
            {
                return null;
            }
        }

        return await CommitAsync(desk) ? desk : null;
    }

    private async ValueTask<VenueDesk> OpenAsync(long nowMs)
    {
        _markets ??= await MarketSet.OpenAsync(sources, nowMs, store);
        var books = await _rows.LoadAsync(CancellationToken.None);
        var desk = new VenueDesk(books, _markets.Feeds, options);
        if (books.Account.AdvancedToMs == 0)
        {
            books.AdvanceTo(nowMs);
            books.Change(a => a);
            books.Book("TRANSFER", "", options.StartBalance, nowMs);
            if (options.BeginsCrossed)
            {
                books.Change(a => a with { Crossed = new SortedSet<string>(_markets.Feeds.Select(f => f.Symbol.Name), StringComparer.Ordinal) });
            }
        }

        if (books.Positions.Keys.Concat(books.Open.Values.Select(o => o.Symbol)).FirstOrDefault(s => desk.FeedOf(s) is null) is { } orphan)
        {
            throw new MarketSourceException($"The account holds a position or an order on {orphan}, but no market source gives {orphan}.");
        }

        foreach (var feed in _markets.Feeds)
        {
            feed.Seek(books.Account.AdvancedToMs);
        }

        _follower = new PathFollower(desk);
        return _desk = desk;
    }

    private async ValueTask<bool> CommitAsync(VenueDesk desk)
    {
        if (!desk.Books.IsDirty || await _rows.CommitAsync(desk.Books, CancellationToken.None))
        {
            return true;
        }

        Forget();
        return false;
    }

    private void Forget() => _desk = null;
}
