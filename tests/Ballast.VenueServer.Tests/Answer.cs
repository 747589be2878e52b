using System.Net.Http.Headers;
using System.Text.Json;

namespace Ballast.VenueServer.Tests;

/// <summary>What came back over HTTP.</summary>
public sealed record Answer(int Status, HttpResponseHeaders Headers, JsonElement Body)
{
    public int Code => Body.GetProperty("code").GetInt32();

    public string Text(string name) => Body.GetProperty(name).GetString()!;

    public string Header(string name) => Assert.Single(Headers.GetValues(name));
}
