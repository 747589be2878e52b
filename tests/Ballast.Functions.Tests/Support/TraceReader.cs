using System.Text.Json.Nodes;

namespace Ballast.Functions.Tests.Support;

/// <summary>Reads an answer's trace by rule and input.</summary>
internal sealed class TraceReader(Answer answer)
{
    private readonly List<JsonObject> _steps = [.. answer["trace"].AsArray().Select(s => s!.AsObject())];

    public decimal Output(string rule, string section) => (decimal)Step(rule, section)["output"]!;

    public decimal Running(string rule, string section) => (decimal)Step(rule, section)["running"]!;

    public decimal Input(string rule, string section, string name) => (decimal)Step(rule, section)["inputs"]![name]!;

    public string Word(string rule, string section, string name) => (string)Step(rule, section)["inputs"]![name]!;

    private JsonObject Step(string rule, string section) => Assert.Single(_steps, s => (string?)s["rule"] == rule && (string?)s["section"] == section);
}
