using System.Diagnostics;
using System.Runtime.CompilerServices;
using Ballast.Benchmarks.Reporting;
using Ballast.Core.Decisions;
using Ballast.Core.Market;
using Ballast.Core.Traces;

namespace Ballast.Benchmarks.Cases;

/// <summary>The entry decision, warm, beside 30 decimal multiplications. Each call is timed by itself.</summary>
internal static class DecisionCase
{
    private const int Rounds = 7;
    private const int CallsPerRound = 40_000;
    private static decimal _sink;
    private static object? _kept;

    public static void Run()
    {
        var input = DecisionInputs.Accepted();
        var options = DecisionInputs.Options;
        if (EntryDecider.Decide(input, options) is not { Entry: not null } accepted)
        {
            throw new InvalidOperationException("The example is refused: the benchmark would measure a refusal.");
        }

        Action[] subjects = [() => _sink = Multiply(1.000001m), () => _kept = EntryDecider.Decide(input, options, withTrace: true), () => _kept = EntryDecider.Decide(input, options, withTrace: false)];
        foreach (var subject in subjects)
        {
            Warm(subject);
        }

        var rounds = subjects.Select(_ => new List<Sample>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                rounds[i].Add(Time(subjects[i]));
            }
        }

        Print(rounds, subjects, accepted);
    }

    private static void Print(List<Sample>[] rounds, Action[] subjects, EntryDecision accepted)
    {
        var table = new Table("decision: EntryDecider.Decide, warm, accepted entry", "what", "p50", "p99", "p50 ÷ floor", "bytes allocated", "of these the result", "goal");
        string[] names = ["floor: 30 decimal multiplications", $"with trace ({accepted.Trace.Count} steps)", "without trace"];
        var floor = Sample.MedianOf(rounds[0].Select(s => s.Median));
        for (var i = 0; i < names.Length; i++)
        {
            var p50 = Sample.MedianOf(rounds[i].Select(s => s.Median));
            var p99 = Sample.MedianOf(rounds[i].Select(s => s.P99));
            var result = i == 0 ? 0 : BytesOf(() => _kept = Copy(accepted, withTrace: i == 1));
            var goal = i switch
            {
                0 => "",
                1 => $"p50 ≤ 5 µs: {Word(p50 <= 5)}, p99 ≤ 50 µs: {Word(p99 <= 50)}",
                _ => $"p50 ≤ 1.5 µs: {Word(p50 <= 1.5)}",
            };
            table.Add(names[i], Show.Number(p50, " µs"), Show.Number(p99, " µs"), Show.Ratio(p50 / floor), Show.Number(BytesOf(subjects[i])), Show.Number(result), goal);
        }

        table.Print();
    }

    private static string Word(bool isMet) => isMet ? "met" : "**missed**";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static decimal Multiply(decimal factor)
    {
        var product = 1.2345m;
        for (var i = 0; i < 30; i++)
        {
            product = decimal.Multiply(product, factor);
        }

        return product;
    }

    /// <summary>Builds the decision again from its parts: what it costs to hold it and nothing else.</summary>
    private static EntryDecision Copy(EntryDecision decision, bool withTrace) => decision with
    {
        Entry = decision.Entry! with { },
        Trace = withTrace ? EquatableList.From(CopyOf(decision.Trace)) : [],
    };

    private static TraceStep[] CopyOf(EquatableList<TraceStep> steps)
    {
        var copy = new TraceStep[steps.Count];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = steps[i] with { Inputs = EquatableList.Create(steps[i].Inputs.Span) };
        }

        return copy;
    }

    private static void Warm(Action subject)
    {
        // Past both tiers of the JIT.
        for (var pass = 0; pass < 5; pass++)
        {
            for (var i = 0; i < 30_000; i++)
            {
                subject();
            }

            Thread.Sleep(150);
        }
    }

    private static Sample Time(Action subject)
    {
        var times = new double[CallsPerRound];
        for (var i = 0; i < times.Length; i++)
        {
            var from = Stopwatch.GetTimestamp();
            subject();
            times[i] = (Stopwatch.GetTimestamp() - from) * 1e6 / Stopwatch.Frequency;
        }

        return new Sample(times);
    }

    private static double BytesOf(Action subject)
    {
        const int Calls = 10_000;
        subject();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            subject();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
    }
}
