using Ballast.Application.UseCases;
using Ballast.Core.Market;

namespace Ballast.Application.Configuration;

/// <summary>Binds which account this deployment trades, and what.</summary>
public static class AccountBinding
{
    public const string DefaultAccount = "main";

    public static AccountSettings Bind(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var account = settings.Text("Account", DefaultAccount);
        if (account.Length > 64 || !account.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            settings.Refuse("Account", account, "1 to 64 letters, digits, - and _");
            account = DefaultAccount;
        }

        var symbols = settings.Text("Symbols", "BTCUSDT,ETHUSDT,SOLUSDT,BNBUSDT,DOGEUSDT,XRPUSDT")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(s => new Symbol(s)).Distinct().ToList();
        if (symbols.Count == 0 || symbols.Any(s => s.Name.Length > 32 || !s.Name.All(char.IsAsciiLetterOrDigit)))
        {
            settings.Refuse("Symbols", settings.Text("Symbols", ""), "perpetuals such as BTCUSDT, separated by commas");
        }

        var mode = settings.Text("TradingMode", "paper").ToLowerInvariant();
        if (mode is not ("paper" or "demo" or AccountSettings.Live))
        {
            settings.Refuse("TradingMode", mode, "paper, demo, live");
        }

        // A mode set by mistake, or a live deployment copied to another account, must not trade real money.
        var confirmed = settings.Text("LiveConfirmed", "");
        if (mode == AccountSettings.Live && confirmed != account)
        {
            settings.Refuse("LiveConfirmed", confirmed, $"{account}, the account's name, since TradingMode live trades real money");
        }

        return new AccountSettings(account, EquatableList.From(symbols), mode);
    }
}
