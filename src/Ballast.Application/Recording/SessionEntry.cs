using System.Text.Json.Serialization;
using Ballast.Core.Accounts;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Risk;

namespace Ballast.Application.Recording;

/// <summary>One line of a recorded session: what a decider was given, and what it made of it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Began), "began")]
[JsonDerivedType(typeof(AccountStands), "account")]
[JsonDerivedType(typeof(PositionStands), "position")]
[JsonDerivedType(typeof(AccountDecided), "account-decided")]
[JsonDerivedType(typeof(PositionDecided), "position-decided")]
public abstract record SessionEntry
{
    private SessionEntry()
    {
    }

    /// <summary>The first line.</summary>
    /// <param name="Version">Of the format.</param>
    /// <param name="Build">Names the deciders' code: the same code compiled the same way has the same one.</param>
    /// <param name="Environment">Whose <c>Environment__…</c> settings counted.</param>
    /// <param name="Settings">All settings of the trading rules that somebody had set, from which the options follow.</param>
    public sealed record Began(int Version, string Build, DateTimeOffset At, string Environment, EquatableList<SessionSetting> Settings) : SessionEntry;

    /// <summary>An account as it was before the decision that follows: the first of the session, or changed by somebody who was not recorded.</summary>
    public sealed record AccountStands(string Account, RiskRecord? Risk, EquatableList<SymbolSlot> Slots) : SessionEntry
    {
        public static AccountStands Of(AccountState state) => new(state.Account, state.Risk, EquatableList.From(state.Slots.Values.OrderBy(s => s.Symbol)));

        public AccountState ToState() => new(Account, Risk, System.Collections.Immutable.ImmutableDictionary.CreateRange(Slots.Select(s => KeyValuePair.Create(s.Symbol, s))));
    }

    /// <summary>A position as it was before the decision that follows.</summary>
    public sealed record PositionStands(PositionState State) : SessionEntry;

    /// <summary>A batch of facts that an account was given, decided one after the other and committed at once.</summary>
    /// <param name="Decisions">One for each signal among them.</param>
    /// <param name="After">Hash of the account as it stands then.</param>
    public sealed record AccountDecided(string Account, DateTimeOffset At, EquatableList<AccountFact> Facts, EquatableList<EntryDecision> Decisions, EquatableList<CloseTicket> Closes, EquatableList<Notice> Notices, string After) : SessionEntry
    {
        public static AccountDecided Of(string account, DateTimeOffset at, IReadOnlyList<AccountFact> facts, IReadOnlyList<AccountStep> steps, AccountState next) => new(
            account,
            at,
            EquatableList.From(facts),
            EquatableList.From(steps.Select(s => s.Decision).OfType<EntryDecision>()),
            EquatableList.From(steps.SelectMany(s => s.Closes ?? [])),
            EquatableList.From(steps.SelectMany(s => s.Notices ?? [])),
            SessionText.HashOf(AccountStands.Of(next)));
    }

    /// <summary>A fact that a position was given.</summary>
    /// <param name="Effects">What was to be done, in order; an order to be sent is a <see cref="PositionEffect.Place"/>.</param>
    /// <param name="Outgoing">What is new in the outbox: reports, ended orders, trades.</param>
    /// <param name="After">Hash of the position as it stands then.</param>
    public sealed record PositionDecided(string Account, Symbol Symbol, DateTimeOffset At, PositionFact Fact, EquatableList<PositionEffect> Effects, EquatableList<Outgoing> Outgoing, string After) : SessionEntry
    {
        public static PositionDecided Of(DateTimeOffset at, PositionFact fact, PositionState before, PositionStep step) => new(
            before.Account,
            before.Symbol,
            at,
            fact,
            EquatableList.From(step.Effects),
            EquatableList.From(step.Next.Outbox.Where(o => !before.Outbox.Any(b => b.Id == o.Id))),
            SessionText.HashOf(new PositionStands(step.Next)));
    }
}

/// <summary>One setting as it was written.</summary>
public sealed record SessionSetting(string Name, string Value);
