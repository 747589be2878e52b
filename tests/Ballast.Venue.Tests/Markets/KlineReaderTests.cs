using System.Globalization;
using System.Text;
using Ballast.Core.Market;
using Ballast.Venue.Markets;
using Ballast.Venue.Markets.Klines;

namespace Ballast.Venue.Tests.Markets;

public sealed class KlineReaderTests
{
    private const string Good = "1700000040000,100,110,98,105,1,1700000099999,0,0,0.5,0,0\n";

    [Theory]
    [InlineData("x,100,110,98,105,1,1700000159999", "line 2: the open time is 'x'; expected a whole number of milliseconds.")]
    [InlineData("1700000100000,,110,98,105,1,1700000159999", "line 2: the open is ''; expected a number.")]
    [InlineData("1700000100000,100,11a,98,105,1,1700000159999", "line 2: the high is '11a'; expected a number.")]
    [InlineData("1700000100000,100,110,1.2.3,105,1,1700000159999", "line 2: the low is '1.2.3'; expected a number.")]
    [InlineData("1700000100000,100,110,98, 105,1,1700000159999", "line 2: the close is ' 105'; expected a number.")]
    [InlineData("1700000100000,100,110,98,105", "line 2: the volume is ''; expected a number.")]
    [InlineData("1700000100000,100,110,98,105,1,1.7e12", "line 2: the close time is '1.7e12'; expected a whole number of milliseconds.")]
    [InlineData("1700000040000,100,110,98,105,1,1700000159999", "line 2: the open time 1700000040000 is not after 1700000040000, the line's before.")]
    [InlineData("1700000100000,100,110,98,105,1,1700000100000", "line 2: the close time 1700000100000 is not after the open time 1700000100000.")]
    [InlineData("1700000100000,100,110,98,105,-1,1700000159999", "line 2: the volume is -1; expected 0 or more.")]
    [InlineData("1700000100000,0,110,98,105,1,1700000159999", "line 2: the open is 0; expected a price above 0.")]
    [InlineData("1700000100000,100,110,98,NaN,1,1700000159999", "line 2: the close is NaN; expected a price above 0.")]
    [InlineData("1700000100000,100,110,101,105,1,1700000159999", "line 2: the low is 101; expected above 0 and at most open 100 and close 105.")]
    [InlineData("1700000100000,100,104.5,98,105,1,1700000159999", "line 2: the high is 104.5; expected at least open 100 and close 105.")]
    public void A_bad_line_is_refused_by_its_number_and_field(string line, string expected)
    {
        var error = Assert.Throws<MarketSourceException>(() => Read(Good + line));

        Assert.Equal($"The kline file 'test.csv', {expected}", error.Message);
    }

    [Theory]
    [InlineData("x1700000040000,100,110,98,105,1,1700000099999", "the open time is 'x1700000040000'; expected a whole number of milliseconds.")]
    [InlineData("\"1700000040000\",100,110,98,105,1,1700000099999", "the open time is '\"1700000040000\"'; expected a whole number of milliseconds.")]
    [InlineData(" 1700000040000,100,110,98,105,1,1700000099999", "the open time is ' 1700000040000'; expected a whole number of milliseconds.")]
    [InlineData("-1700000040000,100,110,98,105,1,1700000099999", "the open time is '-1700000040000'; expected a whole number of milliseconds.")]
    public void A_first_line_with_numbers_is_no_header(string line, string expected) =>
        Assert.Equal($"The kline file 'test.csv', line 1: {expected}", Assert.Throws<MarketSourceException>(() => Read(line + "\n" + Good)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n")]
    [InlineData("open time,open,high,low,close,volume,close time\r\n")]
    public void A_header_and_a_byte_order_mark_are_passed_over(string header)
    {
        Assert.Equal(1_700_000_040_000, Assert.Single(Read(header + Good)).Item1.OpenTimeMs);
        Assert.Equal(1_700_000_040_000, Assert.Single(Read("\uFEFF" + header + Good)).Item1.OpenTimeMs);
    }

    [Fact]
    public void A_line_without_end_is_refused() =>
        Assert.Contains("line 2: the line is '1111", Assert.Throws<MarketSourceException>(() => Read(Good + new string('1', 300_000))).Message, StringComparison.Ordinal);

    /// <summary>Numbers are the nearest doubles, as the framework's parser gives them, whatever way they are written.</summary>
    [Fact]
    public void Numbers_are_read_as_the_framework_reads_them()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var value = Math.Exp((random.NextDouble() * 60) - 30);
            var text = random.Next(5) switch
            {
                0 => value.ToString("R", CultureInfo.InvariantCulture),
                1 => value.ToString("F8", CultureInfo.InvariantCulture),
                2 => value.ToString("F2", CultureInfo.InvariantCulture),
                3 => value.ToString("E5", CultureInfo.InvariantCulture),
                _ => value.ToString("F20", CultureInfo.InvariantCulture),
            };
            var line = Encoding.UTF8.GetBytes(text + ",7");
            var at = 0;

            Assert.True(KlineNumber.TryReal(line, ref at, out var read), text);
            Assert.Equal((text, double.Parse(text, CultureInfo.InvariantCulture), text.Length + 1), (text, read, at));
        }
    }

    [Fact]
    public void Lines_across_the_buffer_s_end_microseconds_and_the_takers_column_are_read()
    {
        var text = new StringBuilder("open_time,open\r\n");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{1_700_000_040_000_000 + (i * 60_000_000L)},1.5,2.25,1,{1 + (i % 100 / 100.0)},3,{1_700_000_099_999_999 + (i * 60_000_000L)},0,0,{i % 3},0,0\r\n\r\n");
        }

        var candles = Read(text.ToString().TrimEnd());

        Assert.Equal(10_000, candles.Count);
        for (var i = 0; i < candles.Count; i++)
        {
            var open = 1_700_000_040_000 + (i * 60_000L);
            Assert.Equal((new Candle(open, 1.5, 2.25, 1, 1 + (i % 100 / 100.0), 3, open + 59_999), i % 3.0), candles[i]);
        }
    }

    private static List<(Candle, double)> Read(string csv)
    {
        using var reader = new KlineReader(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "test.csv");
        var candles = new List<(Candle, double)>();
        while (reader.TryRead(out var candle))
        {
            candles.Add((candle, reader.TakerBuyVolume));
        }

        return candles;
    }
}
