using Ballast.Application.Codec;
using Ballast.Application.Messages;
using Ballast.Application.Running;
using Ballast.Application.Telemetry;
using Ballast.Core.Decisions;
using Ballast.Core.Positions;

namespace Ballast.Application.UseCases;

/// <summary>Brings an entry ticket to its position and stays until it is settled. Redelivery is a wake-up.</summary>
public sealed class ExecuteTicket(PositionRunner positions, ReadAccount account)
{
    /// <exception cref="InvalidDataException">The message is not a ticket.</exception>
    public async ValueTask<PositionState> RunAsync(string message, CancellationToken cancel = default)
    {
        var ticket = StateCodec.FromText<OrderTicket>(message);
        Spans.NameDecision(ticket.DecisionId);

        // Once a later close has come, its own handler stays with the position; this one must not keep the session from the next ticket.
        var state = await positions.SettleAsync(ticket.Account, ticket.Symbol, new PositionFact.TicketArrived(ticket), s => s.CloseSequence > ticket.Sequence, cancel);
        await account.RunAsync(cancel);
        return state;
    }
}

/// <summary>Brings a close or a guard to its position. Exits are always allowed.</summary>
public sealed class ExecuteExit(PositionRunner positions, ReadAccount account)
{
    /// <exception cref="InvalidDataException">The message is not an exit.</exception>
    public async ValueTask<PositionState> RunAsync(string message, CancellationToken cancel = default)
    {
        var exit = StateCodec.FromText<ExitMessage>(message);
        PositionFact fact = exit.Close is { } close ? new PositionFact.CloseAsked(close.Sequence, close.Reason) : new PositionFact.Woken();
        var state = await positions.SettleAsync(exit.Account, exit.Symbol, fact, cancel: cancel);
        if (exit.Close is not null)
        {
            await account.RunAsync(cancel);
        }

        return state;
    }
}

/// <summary>A dead entry message brings its position the fact "expired"; a dead exit is done all the same, and told.</summary>
public sealed class DrainDeadLetters(PositionRunner positions, ExecuteExit exits, Ports.INotifier notifier)
{
    public async ValueTask EntryAsync(string message, string reason, CancellationToken cancel = default)
    {
        var ticket = StateCodec.FromText<OrderTicket>(message);
        await notifier.NotifyAsync(new Notice(NoticeLevel.Warning, "ENTRY_DEAD_LETTERED", $"The entry {ticket.DecisionId} on {ticket.Symbol} was dead-lettered: {reason}."), cancel);
        await positions.SettleAsync(ticket.Account, ticket.Symbol, new PositionFact.TicketExpired(ticket.DecisionId, ticket.Sequence, "DEAD_LETTERED"), cancel: cancel);
    }

    public async ValueTask ExitAsync(string message, string reason, CancellationToken cancel = default)
    {
        await notifier.NotifyAsync(new Notice(NoticeLevel.Critical, "EXIT_DEAD_LETTERED", $"An exit was dead-lettered ({reason}); it is carried out now."), cancel);
        await exits.RunAsync(message, cancel);
    }
}
