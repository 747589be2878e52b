namespace Ballast.Venue.Accounts;

/// <summary>The account, its positions, orders, fills and income in memory, with what has changed since the last commit.</summary>
internal sealed class VenueBooks
{
    private readonly SortedDictionary<string, PositionRecord> _positions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, OrderRecord> _open = [];
    private readonly Dictionary<(bool, string), long> _openByKey = [];
    private readonly Dictionary<(bool, string), OrderRecord> _closedByKey = [];
    private readonly SortedSet<string> _dirtyPositions = new(StringComparer.Ordinal);
    private readonly SortedSet<long> _dirtyOrders = [];
    private bool _isAccountDirty;

    public AccountRecord Account { get; private set; } = new();

    public IReadOnlyDictionary<string, PositionRecord> Positions => _positions;

    /// <summary>Open plain and conditional orders by venue id.</summary>
    public IReadOnlyDictionary<long, OrderRecord> Open => _open;

    public PagedLog<OrderRecord> Closed { get; } = new(16);

    public PagedLog<FillRecord> Fills { get; } = new(32);

    public PagedLog<IncomeRecord> Income { get; } = new(64);

    /// <summary>Rises with every change of an order or a position.</summary>
    public long Version { get; private set; }

    /// <summary>Writes that a commit would make now, without deletes of closed orders.</summary>
    public int PendingWrites => _dirtyPositions.Count + _dirtyOrders.Count + Closed.DirtyPages + Fills.DirtyPages + Income.DirtyPages + (_isAccountDirty ? 1 : 0);

    public bool IsDirty => PendingWrites > 0;

    public PositionRecord PositionOf(string symbol) => _positions.GetValueOrDefault(symbol) ?? new PositionRecord(symbol, 0, 0, 0);

    public OrderRecord? FindOpen(bool isConditional, string clientId) => _openByKey.TryGetValue((isConditional, clientId), out var id) ? _open[id] : null;

    public OrderRecord? FindClosed(bool isConditional, string clientId) => _closedByKey.GetValueOrDefault((isConditional, clientId));

    public OrderRecord[] OpenOf(string symbol) => [.. _open.Values.Where(o => o.Symbol == symbol)];

    public void Change(Func<AccountRecord, AccountRecord> change)
    {
        Account = change(Account);
        _isAccountDirty = true;
    }

    /// <summary>Moves the time that the market was followed to; stored with the next change only, as following it again changes nothing.</summary>
    public void AdvanceTo(long ms) => Account = Account with { AdvancedToMs = ms };

    public long TakeOrderId()
    {
        var id = Account.NextOrderId;
        Change(a => a with { NextOrderId = id + 1 });
        return id;
    }

    public void Set(PositionRecord position)
    {
        if (position.Signed == 0)
        {
            _positions.Remove(position.Symbol);
        }
        else
        {
            _positions[position.Symbol] = position;
        }

        _dirtyPositions.Add(position.Symbol);
        Version++;
    }

    /// <summary>Adds or changes an open order.</summary>
    public void SetOpen(OrderRecord order)
    {
        _open[order.Id] = order;
        _openByKey[order.Key] = order.Id;
        _dirtyOrders.Add(order.Id);
        Version++;
    }

    /// <summary>Puts an order into the archive, out of the open ones if it was there.</summary>
    public void Close(OrderRecord order)
    {
        Withdraw(order);
        Closed.Add(order);
        _closedByKey[order.Key] = order;
    }

    /// <summary>Takes an order out of the open ones; it must be closed before the next commit.</summary>
    public void Withdraw(OrderRecord order)
    {
        if (_open.Remove(order.Id))
        {
            _openByKey.Remove(order.Key);
            _dirtyOrders.Add(order.Id);
        }

        Version++;
    }

    public void Book(string kind, string symbol, decimal amount, long atMs)
    {
        if (amount == 0)
        {
            return;
        }

        Income.Add(new IncomeRecord(Account.NextIncomeId, kind, symbol, amount, atMs));
        Change(a => a with { Balance = a.Balance + amount, NextIncomeId = a.NextIncomeId + 1 });
    }

    /// <summary>What is stored, as read; an open order that the archive already holds is the rest of an interrupted clean-up.</summary>
    public void Load(AccountRecord account, IEnumerable<PositionRecord> positions, IEnumerable<OrderRecord> open)
    {
        Account = account;
        foreach (var order in Closed.Items)
        {
            _closedByKey[order.Key] = order;
        }

        foreach (var position in positions)
        {
            _positions[position.Symbol] = position;
        }

        var archived = Closed.Items.Select(o => o.Id).ToHashSet();
        foreach (var order in open)
        {
            if (archived.Contains(order.Id))
            {
                _dirtyOrders.Add(order.Id);
                continue;
            }

            _open[order.Id] = order;
            _openByKey[order.Key] = order.Id;
        }
    }

    /// <summary>What changed since the last call, which empties the list.</summary>
    public (string[] Positions, long[] Orders) TakeDirty()
    {
        var dirty = (_dirtyPositions.ToArray(), _dirtyOrders.ToArray());
        _dirtyPositions.Clear();
        _dirtyOrders.Clear();
        _isAccountDirty = false;
        return dirty;
    }

    /// <summary>Takes all changes as stored (a volatile venue).</summary>
    public void ForgetChanges()
    {
        TakeDirty();
        Closed.MarkClean();
        Fills.MarkClean();
        Income.MarkClean();
    }
}
