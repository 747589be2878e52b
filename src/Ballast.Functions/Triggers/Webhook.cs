using Ballast.Application.UseCases;
using Ballast.Functions.Api;
using Ballast.Functions.Composition;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>Takes alerts. Anonymous: the secret is in the body.</summary>
public sealed class Webhook(AcceptAlert accept, Readiness readiness)
{
    [Function("Webhook")]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhook")] HttpRequest request, CancellationToken cancel)
    {
        var body = await Bodies.ReadAsync(request, cancel);
        if (body is not { } bytes)
        {
            return Answer.Problem(413, "TOO_LARGE", $"The body is larger than {Bodies.Max} bytes.", allowed: $"at most {Bodies.Max} bytes");
        }

        if (request.Query.ContainsKey("secret") || request.Query.ContainsKey("passphrase"))
        {
            return Answer.Problem(400, "SECRET_IN_QUERY", "A secret in the address ends up in logs; put it into the body as \"secret\" and choose a new one.", "secret");
        }

        if (!readiness.IsReady)
        {
            return Answer.Problem(503, "STARTING", readiness.Detail);
        }

        var reply = await accept.RunAsync(bytes, CancellationToken.None);
        SignalCount.Add(reply);
        return reply switch
        {
            AlertReply.Decided { Decision: var decision } => Answer.Json(Show.Answer(decision), ApiJson.Web.AlertAnswer, decision.IsAccepted ? 202 : 200),
            AlertReply.Duplicate { DecisionId: var id } => Answer.Json(new AlertAnswer { Status = "duplicate", DecisionId = id, Of = id }, ApiJson.Web.AlertAnswer),
            AlertReply.Malformed { Problem: var problem } => Answer.Problem(400, problem.Code, problem.Detail, problem.Field),
            AlertReply.Unauthorised => Answer.Problem(401, "UNAUTHORISED", "The alert's secret is missing or wrong, or no secret is configured (setting WebhookSecret)."),
            AlertReply.Impossible { Problem: var problem } => Answer.Problem(422, problem.Code, $"{problem.Field} is {(problem.Value is null ? "missing" : $"'{problem.Value}'")}; allowed: {problem.Allowed}.", problem.Field, problem.Value, problem.Allowed),
            AlertReply.Unavailable { Why: var why } => Answer.Problem(503, "UNAVAILABLE", why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
