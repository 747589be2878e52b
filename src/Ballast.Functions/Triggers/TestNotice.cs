using Ballast.Core.Positions;
using Ballast.Functions.Api;
using Ballast.Functions.Http;
using Ballast.Functions.Notifying;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>Posts a notice to the chat at once, to see that it arrives.</summary>
/// <param name="chats">The one that is configured, or none.</param>
public sealed class TestNotice(IEnumerable<ChatSender> chats)
{
    [Function("TestNotice")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "notify")] HttpRequest request, CancellationToken cancel)
    {
        if (chats.FirstOrDefault() is not { } chat)
        {
            return Answer.Problem(422, "NO_CHAT", "No chat is configured; set Notify__WebhookUrl.", "Notify__WebhookUrl", "", "an https address");
        }

        var why = await chat.PostAsync(new Notice(NoticeLevel.Info, "TEST", "A person asked for this notice with POST /api/notify."), cancel);
        return why is null
            ? Answer.Json(new ControlView("posted", null, $"The chat ({chat.Options.Format.ToString().ToLowerInvariant()}) took a test notice; notices from level {chat.Options.Level.ToString().ToLowerInvariant()} on are posted there."), ApiJson.Web.ControlView)
            : Answer.Problem(502, "CHAT_REFUSED", $"The chat ({chat.Options.Format.ToString().ToLowerInvariant()}) did not take the test notice: {why}.");
    }
}
