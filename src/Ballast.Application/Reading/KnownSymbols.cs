using Ballast.Application.Ports;
using Ballast.Application.Running;
using Ballast.Application.UseCases;
using Ballast.Core.Market;

namespace Ballast.Application.Reading;

/// <summary>The symbols of the settings and those that the account had a signal on before: what was traded stays to be read, and to be deleted when it is old.</summary>
public sealed class KnownSymbols(IStateStore store, AccountSettings settings)
{
    /// <summary>In the order of their names. Names of rows only: a row that cannot be read hides nothing.</summary>
    public async ValueTask<IReadOnlySet<Symbol>> ReadAsync(CancellationToken cancel = default)
    {
        var symbols = new SortedSet<Symbol>(settings.Symbols);
        await foreach (var row in store.AllAsync(new EntityQuery(Tables.State, settings.Account, RowPrefix: Tables.SymbolPrefix), cancel))
        {
            symbols.Add(new Symbol(row.Row[Tables.SymbolPrefix.Length..]));
        }

        return symbols;
    }
}
