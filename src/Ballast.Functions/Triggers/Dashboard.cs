using Ballast.Functions.Http;
using Ballast.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Ballast.Functions.Triggers;

/// <summary>The web page. It needs no key, for it holds no data: what it shows it reads like any other caller, with the key that was typed in.</summary>
public sealed class Dashboard(PageFiles files)
{
    [Function("Dashboard")]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "dashboard/{file?}")] HttpRequest request, string? file) =>
        files.Find(file ?? PageFiles.Index) is { } found
            ? new PageAnswer(found)
            : Answer.Problem(404, "UNKNOWN_FILE", $"The page has no file '{file}'.", "file", file);
}
