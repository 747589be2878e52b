using Ballast.Core.Decisions;
using Ballast.Core.Leveraging;
using Ballast.Core.Market;
using Ballast.Core.Microstructure;
using Ballast.Core.News;
using Ballast.Core.Sizing;
using Ballast.Core.Strategies;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Decisions;

/// <summary>A decision in a sweep leaves nothing behind but itself. Source: the plan's speed table.</summary>
public sealed class EntryAllocationTests
{
    private const int Calls = 2_000;
    private static object? s_kept;

    [Theory]
    [InlineData(SizingModel.AtrRisk, LeverageModel.Tier)]
    [InlineData(SizingModel.Tier, LeverageModel.Tier)]
    [InlineData(SizingModel.Fixed, LeverageModel.Fixed)]
    [InlineData(SizingModel.AtrRisk, LeverageModel.Rules)]
    public void Without_a_trace_nothing_is_allocated_beyond_the_result(SizingModel sizing, LeverageModel engine)
    {
        var depth = new Money(1_000_000);
        var input = Given.Input(view: Given.View() with { Book = new BookReading(0.0001m, 0.1m, Given.Noon) { BidDepth = depth, AskDepth = depth } }) with
        {
            News = new NewsState([new(new("ETHUSDT"), Given.Noon.AddHours(1), 5, "wire: elsewhere")]),
            Opinions = new SymbolOpinions(Given.Btc, [new("trend", CandleInterval.OneHour, ModelAction.Buy, 0.9m, 0.9m, "up", "raw", Given.Noon)]),
            Sentiment = new SentimentState([new("forum", null, -0.2m, "", Given.Noon, Given.Noon.AddHours(1))]),
        };
        var options = Given.Options with { Sizing = Given.Options.Sizing with { Model = sizing }, Leverage = Given.Options.Leverage with { Model = engine }, Ensemble = new() { Models = [BuiltIn.Trend, BuiltIn.Breakout] } };
        var decision = EntryDecider.Decide(input, options, withTrace: false);
        Assert.NotNull(decision.Entry);

        var result = BytesOf(() => s_kept = decision with { Entry = decision.Entry with { } });

        Assert.Equal(result, BytesOf(() => s_kept = EntryDecider.Decide(input, options, withTrace: false)));
    }

    private static long BytesOf(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            work();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
