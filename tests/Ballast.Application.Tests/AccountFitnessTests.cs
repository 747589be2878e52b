using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Application.Tests.Support;
using Ballast.Application.UseCases;
using Ballast.Core.Positions;

namespace Ballast.Application.Tests;

/// <summary>Real money is traded only where a person named the account, with a key that cannot withdraw. Source: requirements §10.</summary>
public sealed class AccountFitnessTests
{
    [Theory]
    [InlineData("live", null, false)]
    [InlineData("live", "other", false)]
    [InlineData("live", "MAIN", false)]
    [InlineData("live", "main", true)]
    [InlineData("LIVE", "main", true)]
    [InlineData("demo", null, true)]
    [InlineData("paper", null, true)]
    [InlineData("paper", "other", true)]
    public void Live_needs_the_account_s_name_as_a_confirmation(string mode, string? confirmed, bool isTaken)
    {
        var source = new SettingsDictionary().Add("TradingMode", mode, "test");
        if (confirmed is not null)
        {
            source.Add("LiveConfirmed", confirmed, "test");
        }

        var reader = new SettingsReader(source);
        AccountBinding.Bind(reader);

        Assert.Equal(isTaken ? [] : [$"Setting LiveConfirmed is '{confirmed}'; allowed: main, the account's name, since TradingMode live trades real money."], reader.Problems);
    }

    [Theory]
    [InlineData("live", 1)]
    [InlineData("demo", 0)]
    [InlineData("paper", 0)]
    public void A_key_that_may_withdraw_does_not_start_with_real_money(string mode, int refusals)
    {
        using var world = World.Start(mode: mode);
        var app = world.NewApp();
        app.Venue.Account = a => a with { CanWithdraw = true };

        var said = world.Run(() => app.Reconcile.RunAsync());

        Assert.Equal(refusals, said.Count);
        Assert.All(said, s => Assert.Contains("may withdraw", s, StringComparison.Ordinal));
    }

    [Fact]
    public void A_live_account_is_told_everything_that_speaks_against_it()
    {
        using var world = World.Start(mode: AccountSettings.Live);
        var app = world.NewApp();
        app.Venue.Account = a => a with { CanWithdraw = true, IsHedgeMode = true, IsMultiAssets = true, CanTrade = false };

        Assert.Equal(4, world.Run(() => app.Reconcile.RunAsync()).Count);
    }

    [Fact]
    public void A_key_changed_for_one_that_may_withdraw_halts_entries_and_keeps_what_is_open()
    {
        using var world = ByHand.Holding(World.Start(mode: AccountSettings.Live));
        world.App.Venue.Account = a => a with { CanWithdraw = true };
        world.Minute();
        world.Minute();

        Assert.Equal(("ACCOUNT_UNFIT", null), (world.Risk().Halt?.Code, world.Risk().Halt?.RestartAt));
        Assert.Single(world.Told(NoticeLevel.Critical), "ACCOUNT_UNFIT");
        world.IsProtected("halted");

        // Resumed too early it halts again.
        world.Run(() => world.App.Controls.ResumeAsync(null, restart: false));
        world.Minute();
        Assert.Equal("ACCOUNT_UNFIT", world.Risk().Halt?.Code);

        world.App.Venue.Account = null;
        world.Run(() => world.App.Controls.ResumeAsync(null, restart: false));
        world.Minute();
        Assert.Null(world.Risk().Halt);
    }
}
