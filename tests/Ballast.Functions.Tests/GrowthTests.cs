using System.Net;

namespace Ballast.Functions.Tests;

/// <summary>The growth calculator over HTTP.</summary>
[Collection(SharedAppDefinition.Name)]
public sealed class GrowthTests(SharedApp shared)
{
    private const string Golden = "growth?start=100&winRate=0.5&win=0.04&loss=0.015&trades=180";

    private AppProcess App => shared.App;

    [Fact]
    public async Task The_golden_example_with_nothing_that_was_not_asked_for()
    {
        var answer = await App.GetAsync(Golden);

        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
        Assert.Equal(935.63m, Math.Round((decimal)answer["closedForm"], 2));
        Assert.Equal(875.51m, Math.Round((decimal)answer["median"], 2));
        Assert.Null(answer.Json["percentiles"]);
    }

    [Fact]
    public async Task Paths_are_the_same_for_the_same_seed()
    {
        const string Paths = Golden + "&monteCarlo=2000&tiers=true&target=300&seed=";
        var first = await App.GetAsync(Paths + "3");

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.InRange((decimal)first["percentiles"]["p50"]!, 200, 600);
        Assert.Equal(first.Text, (await App.GetAsync(Paths + "3")).Text);
        Assert.NotEqual(first["percentiles"].ToJsonString(), (await App.GetAsync(Paths + "4"))["percentiles"].ToJsonString());
    }

    [Theory]
    [InlineData("growth?winRate=0.5&win=0.04&loss=0.015&trades=180", "MISSING_VALUE", "start")]
    [InlineData("growth?start=100&winRate=1.5&win=0.04&loss=0.015&trades=180", "OUT_OF_RANGE", "winRate")]
    [InlineData("growth?start=100&winRate=0.5&win=0&loss=0.015&trades=180", "OUT_OF_RANGE", "win")]
    [InlineData(Golden + "&monteCarlo=100001", "OUT_OF_RANGE", "monteCarlo")]
    [InlineData("growth?start=100&winRate=0.5&win=0.04&loss=0.04&trades=1000000&monteCarlo=100000", "OUT_OF_RANGE", "monteCarlo")]
    [InlineData(Golden + "&tiers=perhaps", "OUT_OF_RANGE", "tiers")]
    [InlineData("growth?start=100&winRate=1&win=10&loss=0&trades=1000000", "BALANCE_OUT_OF_RANGE", null)]
    [InlineData("growth?start=100&winRate=1&win=0.1&loss=0", "MISSING_VALUE", null)]
    public async Task A_wrong_value_is_named_with_what_is_allowed(string path, string code, string? field)
    {
        var answer = await App.GetAsync(path);

        Assert.True(answer.Status == HttpStatusCode.BadRequest, answer.ToString());
        Assert.Equal("application/problem+json; charset=utf-8", answer.ContentType);
        Assert.Equal((code, field), (answer.Code, (string?)answer.Json["field"]));
        Assert.Equal(field is null, answer.Json["allowed"] is null);
    }
}
