using Ballast.Application.Competing;
using Ballast.Application.Configuration;
using Ballast.Application.Ports;
using Ballast.Application.Recording;
using Ballast.Application.UseCases;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Strategies;
using Ballast.Functions.Notifying;
using Ballast.Venue;
using Ballast.Venue.Limits;
using Ballast.Venue.Markets;
using Microsoft.Extensions.Configuration;

namespace Ballast.Functions.Composition;

/// <summary>The settings as the composition root reads them, the same whatever stands behind the ports. All that is wrong is told at once.</summary>
internal sealed class AppSettings
{
    private static readonly Dictionary<string, VenueLimits> s_limits = new(StringComparer.Ordinal) { ["none"] = VenueLimits.None, ["binance"] = VenueLimits.Binance };
    private static readonly Dictionary<string, ChatFormat> s_formats = Enum.GetValues<ChatFormat>().ToDictionary(f => f.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, NoticeLevel> s_levels = Enum.GetValues<NoticeLevel>().ToDictionary(l => l.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private readonly SettingsReader _reader;
    private readonly ConfiguredSettings _source;
    private readonly string _environment;
    private readonly ChatOptions? _chat;

    public AppSettings(IConfigurationRoot configuration, string environment)
    {
        (_source, _environment) = (new ConfiguredSettings(configuration), environment);
        _reader = new SettingsReader(_source);
        Bound = TradingSettings.Bind(_source, environment);
        foreach (var problem in Bound.Problems.Concat(DeploymentNames.Slips(_source.Names.Select(n => n.Name))))
        {
            _reader.Refuse(problem);
        }

        Feeds = [.. ReadFeeds()];
        _chat = ReadChat();
    }

    public BoundSettings Bound { get; }

    /// <summary>Where notices are posted; null: nowhere.</summary>
    public ChatOptions? Chat(AccountSettings account) => _chat is { } chat ? chat with { Account = account.Account } : null;

    /// <summary>Where sessions are recorded; null: nowhere.</summary>
    public string? RecordFolder => _reader.Text("Record__Folder", "") is { Length: > 0 } folder ? folder : null;

    /// <summary>The configured news feeds; mostly none.</summary>
    public IReadOnlyList<INewsFeed> Feeds { get; }

    public string Mode => _reader.Text("TradingMode", "paper").ToLowerInvariant();

    public string Text(string name, string fallback) => _reader.Text(name, fallback);

    public void Refuse(string name, string value, string allowed) => _reader.Refuse(name, value, allowed);

    /// <summary>The paper venue's account, and whether it refuses too many calls, as Binance does.</summary>
    public SimulatedExchangeOptions ReadPaper() =>
        new() { StartBalance = _reader.Number("Paper__Balance", 1000, 0, 1_000_000_000), Limits = _reader.Choice("Paper__Limits", VenueLimits.None, s_limits) };

    /// <summary>The port of the embedded runtime, which reads it itself: here it is told together with all else that is wrong.</summary>
    public void CheckPort() => _reader.Whole("Host__Port", 7071, 0, ushort.MaxValue);

    /// <summary>The paper venue's market.</summary>
    /// <exception cref="SettingsException">There is no such market.</exception>
    public IReadOnlyList<MarketSource> ReadSources()
    {
        try
        {
            return MarketSource.Parse(_reader.Text("Market__Source", "synthetic"));
        }
        catch (MarketSourceException wrong)
        {
            throw new SettingsException($"Setting Market__Source: {wrong.Message}");
        }
    }

    /// <summary>The account, its symbols not compared with any market.</summary>
    public AccountSettings BindAccount() => AccountBinding.Bind(_reader);

    /// <summary>The account, its symbols among those that the paper venue's market has; without the setting Symbols, everything that it has.</summary>
    public AccountSettings BindAccount(IReadOnlyList<Instrument> instruments)
    {
        var account = BindAccount();
        if (_reader.Text("Symbols", "").Length == 0)
        {
            return account with { Symbols = EquatableList.From(instruments.Select(i => i.Symbol)) };
        }

        foreach (var symbol in account.Symbols)
        {
            if (!instruments.Any(i => i.Symbol == symbol))
            {
                _reader.Refuse("Symbols", symbol.Name, $"what Market__Source has: {string.Join(", ", instruments.Select(i => i.Symbol))}");
            }
        }

        return account;
    }

    /// <summary>The options with a market to measure volatility by.</summary>
    public TradingOptions OptionsFor(AccountSettings account)
    {
        foreach (var problem in Bound.Untraded(account.Symbols))
        {
            _reader.Refuse(problem);
        }

        var options = Bound.Options;
        foreach (var symbol in BuiltIns.All.SelectMany(s => s.Place(options.Strategies).Symbols).Distinct().Where(s => !account.Trades(s)))
        {
            _reader.Refuse("Strategies__<strategy>__Symbols", symbol.Name, $"what the account trades: {string.Join(", ", account.Symbols)}");
        }

        if (account.Symbols.Count == 0 || account.Trades(new Symbol(options.Vix.Symbol)))
        {
            return options;
        }

        if (!Bound.Of("Vix__Symbol").IsDefault)
        {
            _reader.Refuse("Vix__Symbol", options.Vix.Symbol, $"what the account trades: {string.Join(", ", account.Symbols)}");
        }

        // A market without BTC is measured by its first symbol; GET /api/vix counts its candles all the same.
        return options with { Vix = options.Vix with { Symbol = account.Symbols[0].Name } };
    }

    /// <summary>What a recorded session needs to decide by the same options; nothing of the deployment is in it, so no secret either.</summary>
    public IReadOnlyList<SessionSetting> ToRecord(TradingOptions options) =>
    [
        .. _source.Names.Where(n => !n.Name.Equals("Vix__Symbol", StringComparison.OrdinalIgnoreCase) && (n.Name.Equals("Account", StringComparison.OrdinalIgnoreCase) || SettingCatalogue.IsOurs(n.Name)))
            .Select(n => new SessionSetting(n.Name, _source.Read(n.Name)!)).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase),
        new SessionSetting("Vix__Symbol", options.Vix.Symbol),
    ];

    /// <summary>The paper competition, or none.</summary>
    public CompetitionSettings BindCompetition(AccountSettings account) => CompetitionBinding.Bind(_source, _reader, account, _environment);

    /// <exception cref="SettingsException">Something was refused.</exception>
    public void ThrowIfWrong()
    {
        if (_reader.Problems.Count > 0)
        {
            throw new SettingsException(string.Join(Environment.NewLine, _reader.Problems));
        }
    }

    private IEnumerable<INewsFeed> ReadFeeds()
    {
        if (_reader.Text("News__FeedUrl", "") is { Length: > 0 } url)
        {
            if (Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            {
                yield return new WebFeed(new HttpClient { Timeout = WebFeed.Timeout }, address);
            }
            else
            {
                _reader.Refuse("News__FeedUrl", url, "an https address (http on this machine only)");
            }
        }

        if (_reader.Text("News__File", "") is { Length: > 0 } file)
        {
            yield return new FileFeed(file);
        }
    }

    private ChatOptions? ReadChat()
    {
        const string url = "Notify__WebhookUrl";
        if (_reader.Text(url, "") is not { Length: > 0 } text)
        {
            return null;
        }

        // The address is a secret: what is wrong with it is said without it.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            _reader.Refuse(url, "(not shown)", "an https address (http on this machine only)");
            return null;
        }

        var format = _reader.Choice("Notify__Format", ChatFormats.Of(address), s_formats);
        var chat = _reader.Text("Notify__TelegramChat", "");
        if (format == ChatFormat.Telegram && chat.Length == 0)
        {
            _reader.Refuse("Notify__TelegramChat", chat, "with Telegram, the chat's id or @name");
        }

        return new ChatOptions(address, format, chat.Length > 0 ? chat : null, _reader.Choice("Notify__Level", NoticeLevel.Warning, s_levels), "");
    }
}
