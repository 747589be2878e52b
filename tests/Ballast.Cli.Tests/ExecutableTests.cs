using System.Diagnostics;
using System.Text.Json;

namespace Ballast.Cli.Tests;

/// <summary>The built program as a child process.</summary>
public sealed class ExecutableTests
{
    private static readonly string[] s_golden = ["growth", "--start", "100", "--win-rate", "0.5", "--win", "0.04", "--loss", "0.015", "--trades", "180"];

    [Fact]
    public async Task The_program_prints_json_alone_and_ends_with_0()
    {
        using var program = Start([.. s_golden, "--json"]);
        var (output, error) = await ReadAsync(program);

        Assert.Equal((0, ""), (program.ExitCode, error));
        Assert.Equal(935.63m, Math.Round(JsonDocument.Parse(output).RootElement.GetProperty("closedForm").GetDecimal(), 2));
    }

    [Fact]
    public async Task The_program_ends_with_2_when_it_is_used_wrongly()
    {
        using var program = Start(["growth", "--start", "0"]);
        var (output, error) = await ReadAsync(program);

        Assert.Equal((2, ""), (program.ExitCode, output));
        Assert.StartsWith("The value of --start is '0'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task A_long_run_is_stopped_by_a_signal_with_1_and_a_sentence(string signal)
    {
        // Minutes of work, so that the signal always comes in time; more processor time used than starting takes, so that it is heard.
        using var program = Start(["growth", "--start", "100", "--win-rate", "0.5", "--win", "0.04", "--loss", "0.04", "--trades", "1000000", "--monte-carlo", "10000000"]);
        while (!program.HasExited && program.TotalProcessorTime < TimeSpan.FromSeconds(3))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
            program.Refresh();
        }

        using var kill = Process.Start("kill", [signal, program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        var (output, error) = await ReadAsync(program);

        Assert.Equal((1, "", "Stopped before the result was there.\n"), (program.ExitCode, output, error));
    }

    /// <summary>By way of env, which becomes the program: whoever runs the tests in the background has them inherit a SIGINT that is ignored.</summary>
    private static Process Start(string[] args) =>
        Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "ballast.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<(string Output, string Error)> ReadAsync(Process program)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = program.StandardOutput.ReadToEndAsync(patience.Token);
        var error = program.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await program.WaitForExitAsync(patience.Token);
            return (await output, await error);
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill();
            }
        }
    }
}
