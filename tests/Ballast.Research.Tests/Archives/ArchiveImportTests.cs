using System.Globalization;
using System.Net;
using Ballast.Research.Archives;
using Ballast.Venue.Markets;

namespace Ballast.Research.Tests.Archives;

/// <summary>What the archive has comes whole, once, in order; what it does not have is named.</summary>
public sealed class ArchiveImportTests : IDisposable
{
    private const string January = "data/futures/um/monthly/klines/BTCUSDT/1h/BTCUSDT-1h-2024-01.zip";
    private readonly ArchiveServer _server = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_span_is_covered_by_whole_months_and_single_days()
    {
        var klines = ArchiveFile.Covering(ArchiveKind.Klines, "BTCUSDT", "1m", new DateOnly(2024, 1, 30), new DateOnly(2024, 3, 2));
        var funding = ArchiveFile.Covering(ArchiveKind.FundingRate, "ETHUSDT", null, new DateOnly(2024, 1, 30), new DateOnly(2024, 2, 2));
        var depth = ArchiveFile.Covering(ArchiveKind.BookDepth, "ETHUSDT", null, new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 29));

        Assert.Equal(["2024-01-30", "2024-01-31", "2024-02", "2024-03-01", "2024-03-02"], klines.Select(f => f.Period));
        Assert.Equal("data/futures/um/daily/klines/BTCUSDT/1m/BTCUSDT-1m-2024-01-30.zip", klines[0].Path);
        Assert.Equal("data/futures/um/monthly/klines/BTCUSDT/1m/BTCUSDT-1m-2024-02.zip", klines[2].Path);
        Assert.Equal(["data/futures/um/monthly/fundingRate/ETHUSDT/ETHUSDT-fundingRate-2024-01.zip", "data/futures/um/monthly/fundingRate/ETHUSDT/ETHUSDT-fundingRate-2024-02.zip"], funding.Select(f => f.Path));
        Assert.Equal((29, "data/futures/um/daily/bookDepth/ETHUSDT/ETHUSDT-bookDepth-2024-02-01.zip"), (depth.Count, depth[0].Path));
        Assert.Throws<ArgumentException>(() => ArchiveFile.Covering(ArchiveKind.Klines, "BTCUSDT", "1m", new DateOnly(2024, 1, 2), new DateOnly(2024, 1, 1)));
    }

    [Fact]
    public async Task Candles_of_all_files_become_one_and_what_is_missing_is_named()
    {
        _server.Add(January, "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n" + Hours(new(2024, 1, 1), 31 * 24));
        _server.Add(Day("2024-02-01"), Hours(new(2024, 2, 1), 24));
        _server.Add(Day("2024-02-03"), Hours(new(2024, 2, 3), 24));
        var result = await RunAsync(new(2024, 1, 1), new(2024, 2, 3));
        var lines = File.ReadAllLines(result.File!);

        Assert.Equal((3, 0, "2024-02-02"), (result.Downloaded, result.Kept, Assert.Single(result.Missing)));
        Assert.Equal((33 * 24, 1, 24L), ((int)result.Klines!.Bars, result.Klines.Gaps.Count, result.Klines.Gaps.MissingBars));
        Assert.True(result.Klines.TellsTakers);
        Assert.Equal(1 + (33 * 24), lines.Length);
        Assert.StartsWith("open_time,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("BTCUSDT-1h.csv", result.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_that_is_not_there_yet_comes_by_its_days()
    {
        _server.Add(Day("2024-02-01"), Hours(new(2024, 2, 1), 24));
        var result = await RunAsync(new(2024, 2, 1), new(2024, 2, 29));

        Assert.Equal((1, 28), (result.Downloaded, result.Missing.Count));
        Assert.Equal("2024-02-02", result.Missing[0]);
    }

    [Fact]
    public async Task What_is_here_is_not_asked_for_again_and_what_is_damaged_is()
    {
        _server.Add(January, Hours(new(2024, 1, 1), 31 * 24));
        await RunAsync(new(2024, 1, 1), new(2024, 1, 31));
        var first = File.ReadAllBytes(Path.Combine(_folder.Root, "BTCUSDT-1h.csv"));
        _server.Asked.Clear();
        var again = await RunAsync(new(2024, 1, 1), new(2024, 1, 31));

        Assert.Equal((0, 1), (again.Downloaded, again.Kept));
        Assert.Empty(_server.Asked);

        var zip = Path.Combine(_folder.Root, January);
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..100]);
        var mended = await RunAsync(new(2024, 1, 1), new(2024, 1, 31));

        Assert.Equal((1, 0), (mended.Downloaded, mended.Kept));
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(_folder.Root, "BTCUSDT-1h.csv")));
    }

    [Fact]
    public async Task What_comes_with_another_checksum_is_refused()
    {
        _server.Add(January, Hours(new(2024, 1, 1), 24));
        _server.Damage(January);
        var wrong = await Assert.ThrowsAsync<ArchiveException>(() => RunAsync(new(2024, 1, 1), new(2024, 1, 31)));

        Assert.Matches($"^'{January}' came with SHA-256 [0-9a-f]{{64}}; the archive says [0-9a-f]{{64}}\\.$", wrong.Message);
        Assert.Equal(4, _server.Asked.Count(a => a == January));
        Assert.Empty(Directory.GetFiles(_folder.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Passing_trouble_is_waited_out_and_lasting_trouble_is_told()
    {
        _server.Add(January, Hours(new(2024, 1, 1), 24));
        foreach (var status in new[] { HttpStatusCode.BadGateway, HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable })
        {
            _server.Trouble.Enqueue(status);
        }

        Assert.Equal(1, (await RunAsync(new(2024, 1, 1), new(2024, 1, 31))).Downloaded);

        _server.Trouble.Enqueue(HttpStatusCode.Forbidden);
        File.Delete(Path.Combine(_folder.Root, January));
        var told = await Assert.ThrowsAsync<ArchiveException>(() => RunAsync(new(2024, 1, 1), new(2024, 1, 31)));

        Assert.StartsWith($"'{January}' could not be brought from https://archive.test/: ", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Funding_rates_become_one_file_and_a_missing_time_is_counted()
    {
        _server.Add("data/futures/um/monthly/fundingRate/BTCUSDT/BTCUSDT-fundingRate-2024-01.zip", "calc_time,funding_interval_hours,last_funding_rate\n1704067200006,8,0.00037409\n1704096000000,8,-0.0001\n1704153600001,8,0.0002\n");
        var result = await RunAsync(ArchiveKind.FundingRate, null, new(2024, 1, 1), new(2024, 1, 31));

        Assert.Equal(new RowCheck(3, At(1704067200006), At(1704153600001), 1, 1), result.Rows);
        Assert.Equal(["calc_time,funding_interval_hours,last_funding_rate", "1704067200006,8,0.00037409", "1704096000000,8,-0.0001", "1704153600001,8,0.0002"], File.ReadAllLines(result.File!));
    }

    [Theory]
    [InlineData(ArchiveKind.Trades, "id,price,qty,quote_qty,time,is_buyer_maker\n5,42000.1,0.5,21000.05,1704067200006,true\n6,42000.1,0.5,21000.05,1704067200006,true\n9,42000.1,0.5,21000.05,1704067201006,false\n", 3, 1, 2)]
    [InlineData(ArchiveKind.AggTrades, "5,42000.1,0.5,1,2,1704067200006,true\n6,42000.1,0.5,3,3,1704067200007,true\n", 2, 0, 0)]
    [InlineData(ArchiveKind.BookDepth, "timestamp,percentage,depth,notional\n2024-01-01 00:00:10,-1,10,420000\n2024-01-01 00:00:10,1,10,420000\n2024-01-01 00:00:40,-1,10,420000\n2024-01-01 00:02:40,-1,10,420000\n", 4, 1, 3)]
    public async Task Other_rows_are_checked_where_they_are(ArchiveKind kind, string csv, int rows, int gaps, int missing)
    {
        _server.Add(ArchiveFile.Covering(kind, "BTCUSDT", null, new(2024, 1, 1), new(2024, 1, 1))[0].Path, csv);
        var result = await RunAsync(kind, null, new(2024, 1, 1), new(2024, 1, 1));

        Assert.Null(result.File);
        Assert.Equal((rows, gaps, missing), ((int)result.Rows!.Rows, (int)result.Rows.Gaps, (int)result.Rows.Missing));
    }

    [Theory]
    [InlineData(ArchiveKind.Trades, "5,42000.1,0.5,1,1704067200006,true\n5,42000.1,0.5,1,1704067200006,true\n", "line 2: the id is '5'; expected a whole number above 5.")]
    [InlineData(ArchiveKind.Trades, "5,0,0.5,1,1704067200006,true\n", "line 1: field 2 is '0'; expected a number above 0.")]
    [InlineData(ArchiveKind.Trades, "5,1,0.5\n", "line 1: 3 fields; expected 6.")]
    [InlineData(ArchiveKind.AggTrades, "5,1,1,1,1,1704067200006,true\n6,1,1,1,1,1704067200005,true\n", "line 2: the time 1704067200005 is before that of the line before.")]
    [InlineData(ArchiveKind.BookDepth, "2024-01-01,-1,10,1\n", "line 1: the time is '2024-01-01'; expected such as 2024-01-31 00:00:10.")]
    [InlineData(ArchiveKind.BookDepth, "2024-01-01 00:00:10,x,10,1\n", "line 1: field 2 is 'x'; expected a number.")]
    public async Task A_wrong_row_is_named(ArchiveKind kind, string csv, string end)
    {
        _server.Add(ArchiveFile.Covering(kind, "BTCUSDT", null, new(2024, 1, 1), new(2024, 1, 1))[0].Path, csv);
        var wrong = await Assert.ThrowsAsync<ArchiveException>(() => RunAsync(kind, null, new(2024, 1, 1), new(2024, 1, 1)));

        Assert.Equal($"'BTCUSDT-{kind.Word()}-2024-01-01.zip', {end}", wrong.Message);
    }

    [Fact]
    public async Task A_wrong_line_of_candles_leaves_no_file()
    {
        _server.Add(January, Hours(new(2024, 1, 1), 3) + "1,2,3\n");
        var wrong = await Assert.ThrowsAsync<MarketSourceException>(() => RunAsync(new(2024, 1, 1), new(2024, 1, 31)));

        Assert.Contains("BTCUSDT-1h-2024-01.zip', line 4: ", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    private Task<ImportResult> RunAsync(DateOnly from, DateOnly to) => RunAsync(ArchiveKind.Klines, "1h", from, to);

    private async Task<ImportResult> RunAsync(ArchiveKind kind, string? interval, DateOnly from, DateOnly to)
    {
        using var http = new HttpClient(_server, disposeHandler: false);
        return await new ArchiveImport(new ArchiveDownload(http, ArchiveServer.Root, _folder.Root, new Hurried()), _folder.Root)
            .RunAsync(ArchiveFile.Covering(kind, "BTCUSDT", interval, from, to), null, CancellationToken.None);
    }

    private static string Day(string day) => $"data/futures/um/daily/klines/BTCUSDT/1h/BTCUSDT-1h-{day}.zip";

    private static string Hours(DateOnly from, int count)
    {
        var start = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        return string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{start + (i * 3_600_000L)},42000,42010,41990,42005,12.5,{start + ((i + 1) * 3_600_000L) - 1},525000,100,6.5,273000,0\n")));
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    /// <summary>Waits pass at once.</summary>
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
