using Ballast.Core.Accounting;
using Ballast.Core.Market;

namespace Ballast.Core.Desk;

/// <summary>Clock, wallet and ledger of a desk while a call is at work on it.</summary>
internal sealed class DeskBooks(DeskState state)
{
    private readonly List<IncomeEntry> _income = [.. state.Income];

    public DateTimeOffset Now { get; private set; } = state.LastAt;

    public Money Wallet { get; private set; } = state.Wallet;

    public long LastId { get; private set; } = state.LastId;

    /// <summary>Lines that the account has not read.</summary>
    public EquatableList<IncomeEntry> Income => EquatableList.From(_income);

    /// <summary>The clock never goes back.</summary>
    public void PassTo(DateTimeOffset now) => Now = now > Now ? now : Now;

    public long NextId() => ++LastId;

    /// <summary>A line of the ledger; nothing for nothing.</summary>
    public void Book(string kind, Symbol symbol, decimal amount)
    {
        if (amount == 0)
        {
            return;
        }

        Wallet += new Money(amount);
        _income.Add(new IncomeEntry(NextId().ToString(System.Globalization.CultureInfo.InvariantCulture), kind, symbol, new Money(amount), "USDT", Now));
    }

    public EquatableList<IncomeEntry> TakeIncome()
    {
        var read = Income;
        _income.Clear();
        return read;
    }
}
