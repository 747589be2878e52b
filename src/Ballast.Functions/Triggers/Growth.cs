using Ballast.Application.Growth;
using Ballast.Core.Growth;
using Ballast.Core.Market;
using Ballast.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

public sealed class Growth(GrowthOptions options)
{
    private readonly NumberRange _paths = NumberRange.Whole(1, options.MaxRequestPaths);
    private readonly NumberRange _steps = NumberRange.Whole(1, options.MaxRequestSteps);

    [Function("Growth")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "growth")] HttpRequest request, CancellationToken cancel)
    {
        var query = new QueryReader(request);
        var inputs = new GrowthInputs
        {
            Start = query.Required("start", GrowthLimits.Balance),
            WinRate = query.Required("winRate", GrowthLimits.WinRate),
            Win = query.Required("win", GrowthLimits.Win),
            Loss = query.Required("loss", GrowthLimits.Loss),
            Trades = query.Number("trades", GrowthLimits.Trades),
            TradesPerDay = query.Number("tradesPerDay", GrowthLimits.TradesPerDay),
            Days = query.Number("days", GrowthLimits.Days),
            Target = query.Number("target", GrowthLimits.Balance),
            UsesTiers = query.Flag("tiers"),
        };
        var (paths, seed) = (query.Number("monteCarlo", _paths), query.Number("seed", GrowthLimits.Seed));
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var (plan, problem) = inputs.ToPlan(options, name => name == "trades-per-day" ? "tradesPerDay" : name);
        if (plan is null)
        {
            return Answer.Problem(StatusCodes.Status400BadRequest, problem!.Code, problem.Text);
        }

        if (paths * plan.Trades is { } steps && !_steps.Contains(steps))
        {
            return Answer.Problem(StatusCodes.Status400BadRequest, "OUT_OF_RANGE", $"monteCarlo times trades is {steps}; allowed: {_steps}.", "monteCarlo", Convert.ToString(paths, System.Globalization.CultureInfo.InvariantCulture), _steps.ToString());
        }

        var question = new GrowthQuestion { Plan = plan, Paths = (int?)paths, Seed = (long)(seed ?? 0) };
        var projection = new ProjectGrowth(options, ProjectGrowth.InOrder).Run(question, cancel);
        return Answer.Json(ShowGrowth.From(question, projection, options), GrowthJson.Plain.GrowthView);
    }
}
