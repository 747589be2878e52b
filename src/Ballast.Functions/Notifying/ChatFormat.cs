using System.Text.Json;
using Ballast.Core.Positions;

namespace Ballast.Functions.Notifying;

/// <summary>What a chat's incoming webhook expects.</summary>
public enum ChatFormat
{
    Slack,
    Discord,
    Telegram,

    /// <summary>For programs: level, code, text, account, at.</summary>
    Json,
}

/// <summary>Where notices are posted.</summary>
/// <param name="Address">A secret: whoever knows it can post there. It stands in no log and no answer.</param>
/// <param name="Chat">Telegram only: the chat's id or @name.</param>
/// <param name="Level">Notices of less are not posted.</param>
public sealed record ChatOptions(Uri Address, ChatFormat Format, string? Chat, NoticeLevel Level, string Account);

/// <summary>Bodies of posts. Texts of notices are ours, but symbols, strategies and what a venue said are not: nothing in them may ping anybody or become a link.</summary>
public static class ChatFormats
{
    // A chat's own limit less what stands around the text.
    private const int MostSlack = 3_000;
    private const int MostDiscord = 1_900;
    private const int MostTelegram = 4_000;

    /// <summary>By the address: of a chat that is not known, <see cref="ChatFormat.Json"/>.</summary>
    public static ChatFormat Of(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Host switch
        {
            "hooks.slack.com" => ChatFormat.Slack,
            "discord.com" or "discordapp.com" or "canary.discord.com" or "ptb.discord.com" => ChatFormat.Discord,
            "api.telegram.org" => ChatFormat.Telegram,
            _ => ChatFormat.Json,
        };
    }

    /// <summary>A notice as the chat wants it, UTF-8 JSON.</summary>
    public static byte[] Body(ChatOptions options, Notice notice, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(notice);
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            switch (options.Format)
            {
                case ChatFormat.Slack:
                    json.WriteString("text", Cut($"{Sign(notice.Level)} *{notice.Code}* ({options.Account})\n{Escaped(notice.Text)}", MostSlack));
                    json.WriteBoolean("unfurl_links", false);
                    break;
                case ChatFormat.Discord:
                    json.WriteString("content", Cut($"{Sign(notice.Level)} **{notice.Code}** ({options.Account})\n{notice.Text}", MostDiscord));
                    json.WriteStartObject("allowed_mentions");
                    json.WriteStartArray("parse");
                    json.WriteEndArray();
                    json.WriteEndObject();
                    break;
                case ChatFormat.Telegram:
                    // Without a parse mode nothing in the text is markup.
                    json.WriteString("chat_id", options.Chat);
                    json.WriteString("text", Cut($"{Sign(notice.Level)} {notice.Code} ({options.Account})\n{notice.Text}", MostTelegram));
                    json.WriteStartObject("link_preview_options");
                    json.WriteBoolean("is_disabled", true);
                    json.WriteEndObject();
                    break;
                default:
                    json.WriteString("level", notice.Level.ToString().ToLowerInvariant());
                    json.WriteString("code", notice.Code);
                    json.WriteString("text", notice.Text);
                    json.WriteString("account", options.Account);
                    json.WriteString("at", at.UtcDateTime);
                    break;
            }

            json.WriteEndObject();
        }

        return memory.ToArray();
    }

    private static string Sign(NoticeLevel level) => level switch
    {
        NoticeLevel.Critical => "🔴",
        NoticeLevel.Warning => "🟠",
        _ => "🔵",
    };

    /// <summary>Slack takes &lt;…&gt; for links and mentions.</summary>
    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)]}…";
}
