using System.Text;
using System.Text.Json.Nodes;
using Ballast.Core.Positions;
using Ballast.Functions.Notifying;

namespace Ballast.Functions.Tests.Notifying;

/// <summary>What each chat is sent.</summary>
public sealed class ChatFormatTests
{
    private static readonly Notice Naked = new(NoticeLevel.Critical, "NAKED", "BTCUSDT <!channel> @everyone & [x](y)");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("https://hooks.slack.com/services/a/b/c", ChatFormat.Slack)]
    [InlineData("https://discord.com/api/webhooks/1/x", ChatFormat.Discord)]
    [InlineData("https://api.telegram.org/bot1:x/sendMessage", ChatFormat.Telegram)]
    [InlineData("https://example.org/hooks.slack.com", ChatFormat.Json)]
    public void The_format_follows_from_the_address(string address, ChatFormat format) => Assert.Equal(format, ChatFormats.Of(new Uri(address)));

    [Theory]
    [InlineData(ChatFormat.Slack, """{"text":"🔴 *NAKED* (main)\nBTCUSDT &lt;!channel&gt; @everyone &amp; [x](y)","unfurl_links":false}""")]
    [InlineData(ChatFormat.Discord, """{"content":"🔴 **NAKED** (main)\nBTCUSDT <!channel> @everyone & [x](y)","allowed_mentions":{"parse":[]}}""")]
    [InlineData(ChatFormat.Telegram, """{"chat_id":"-100","text":"🔴 NAKED (main)\nBTCUSDT <!channel> @everyone & [x](y)","link_preview_options":{"is_disabled":true}}""")]
    [InlineData(ChatFormat.Json, """{"level":"critical","code":"NAKED","text":"BTCUSDT <!channel> @everyone & [x](y)","account":"main","at":"2026-03-02T12:00:00Z"}""")]
    public void Nothing_in_a_text_pings_or_links(ChatFormat format, string expected) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(Encoding.UTF8.GetString(ChatFormats.Body(Options(format), Naked, At)))!.ToJsonString());

    [Theory]
    [InlineData(ChatFormat.Slack, "text", 3_000)]
    [InlineData(ChatFormat.Discord, "content", 1_900)]
    [InlineData(ChatFormat.Telegram, "text", 4_000)]
    public void A_long_text_is_cut_and_never_within_a_letter(ChatFormat format, string field, int most)
    {
        for (var shift = 0; shift < 2; shift++)
        {
            var body = ChatFormats.Body(Options(format), Naked with { Text = new string('x', shift) + string.Concat(Enumerable.Repeat("🚀", 5_000)) }, At);
            var text = (string)JsonNode.Parse(body)![field]!;

            Assert.InRange(text.Length, most - 1, most);
            Assert.EndsWith("🚀…", text, StringComparison.Ordinal);
        }
    }

    private static ChatOptions Options(ChatFormat format) => new(new Uri("https://example.org/x"), format, "-100", NoticeLevel.Warning, "main");
}
