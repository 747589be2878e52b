using System.Runtime.InteropServices;
using Ballast.Cli;

using var stopped = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await BallastCli.RunAsync(args, Console.Out, Console.Error, stopped.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.Cancel();
}
