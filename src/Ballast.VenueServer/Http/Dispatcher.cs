using System.Collections.Frozen;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ballast.Application.Ports;
using Ballast.Venue;
using Ballast.Venue.Limits;
using Ballast.Venue.Matching;
using Ballast.VenueServer.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ballast.VenueServer.Http;

/// <summary>Takes a request to its call: reads it, checks the caller, asks the venue (which counts it, whatever it says), answers.</summary>
internal sealed class Dispatcher(SimulatedExchange exchange, VenueServerOptions options)
{
    private static readonly FrozenDictionary<(string, string), Route> Routes = RouteTable.All.ToFrozenDictionary(r => (r.Method, r.Path));
    private static readonly FrozenSet<string> Paths = RouteTable.All.Select(r => r.Path).ToFrozenSet();
    private readonly Gatekeeper _gate = new(options);

    public async Task DispatchAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !context.Response.HasStarted)
        {
            options.OnFailure?.Invoke(failure);
            await AnswerWriter.RefuseAsync(context, StatusCodes.Status500InternalServerError, $"The venue failed: {failure.Message}");
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // A page in somebody's browser must not reach a server that was meant for this machine (DNS rebinding): the host it names is not ours.
        if (IPAddress.IsLoopback(options.Address) && !IsThisMachine(context.Request.Host.Host))
        {
            await AnswerWriter.RefuseAsync(context, StatusCodes.Status403Forbidden, "This server answers to the names of this machine only.");
            return;
        }

        if (!Routes.TryGetValue((context.Request.Method, context.Request.Path.Value ?? ""), out var route))
        {
            var isOtherMethod = Paths.Contains(context.Request.Path.Value ?? "");
            await AnswerWriter.RefuseAsync(context, isOtherMethod ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound, isOtherMethod ? "This path takes another method." : "There is no such path.");
            return;
        }

        string body;
        try
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            body = await reader.ReadToEndAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerWriter.RefuseAsync(context, bad.StatusCode, bad.Message);
            return;
        }

        // As sent, not as ASP.NET Core would write it again: the signature is over these characters.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var (act, cost) = Prepare(route, context.Request.Headers["X-MBX-APIKEY"], mark < 0 ? "" : target[(mark + 1)..], body);
        var reply = await exchange.PerformAsync(route.Call, cost, desk => act(desk), context.RequestAborted);
        await AnswerWriter.WriteAsync(context, reply, exchange.Usage);
    }

    private (Act Act, CallCost Cost) Prepare(Route route, string? key, string query, string body)
    {
        try
        {
            var parameters = new Parameters(query, body);
            if (_gate.Check(route.Access, key, parameters, SignedPayload.Of(query, body)) is { } no)
            {
                return (_ => no.As<JsonNode>(), new CallCost(CallWeights.One));
            }

            var act = route.Bind(parameters);
            var cost = new CallCost(route.Weight(parameters), route.IsNewOrder ? 1 : 0);
            return (route.Access == Access.Signed ? desk => Gatekeeper.CheckTime(parameters, desk.NowMs)?.As<JsonNode>() ?? act(desk) : act, cost);
        }
        catch (ParameterException bad)
        {
            return (_ => bad.Refusal.As<JsonNode>(), new CallCost(CallWeights.One));
        }
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
