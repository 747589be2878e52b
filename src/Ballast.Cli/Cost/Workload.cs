namespace Ballast.Cli.Cost;

/// <summary>What the app does in a month. The figures are assumptions about this app, each with its reason; none was measured on Azure.</summary>
internal sealed record Workload
{
    /// <summary>RefreshPolicy and Supervise, each minute.</summary>
    public const int MinuteTimers = 2;

    /// <summary>One symbol's candles, book and position take about so long.</summary>
    public const decimal TimerSecondsPerSymbol = 0.1m;

    /// <summary>An entry's handler stays until its stop is confirmed: seconds as a rule, 30 s at most (docs/execution.md).</summary>
    public const decimal EntrySeconds = 5;

    /// <summary>Messages of one order on the exits queue: the guard, armed anew at each change of the stop, and the close.</summary>
    public const int ExitMessagesPerOrder = 4;

    public const decimal ExitSeconds = 2;

    /// <summary>Send, receive, complete and a renewal.</summary>
    public const int BusOperationsPerMessage = 4;

    /// <summary>Four triggers, each asking about once a minute as long as an instance lives.</summary>
    public const int BusPollsPerMinute = 4;

    public const int TableWritesPerSignal = 8;

    public const int TableWritesPerOrder = 40;

    /// <summary>Policy, prices and supervision of one symbol.</summary>
    public const int TableCallsPerSymbolMinute = 6;

    /// <summary>Of a decision with its trace and its position's rows, kept for a year.</summary>
    public const decimal KilobytesPerSignal = 40;

    /// <summary>A timer's lease and status, written by the Functions host.</summary>
    public const int BlobWritesPerTimerRun = 2;

    /// <summary>Compete, each five minutes.</summary>
    public const int CompetitionLooksPerHour = 12;

    /// <summary>Of a look at a mode with something open, the dearest case: head, rows, commit.</summary>
    public const int TableCallsPerModeLook = 3;

    /// <summary>A decision without its trace and a trade, kept for a year.</summary>
    public const decimal KilobytesPerModeSignal = 4;

    /// <summary>Three secrets, read again every five minutes.</summary>
    public const decimal VaultReadsPerMinute = 3m / 5;

    /// <summary>A request with its log lines.</summary>
    public const decimal LogKilobytesPerExecution = 4;

    /// <summary>Twelve metrics, half a kilobyte each, from two instances.</summary>
    public const decimal LogKilobytesPerMinute = 12;

    private const decimal KilobytesPerGb = 1_000_000;

    public required decimal WebhookExecutions { get; init; }

    public required decimal WebhookGbSeconds { get; init; }

    /// <summary>Timers and queues.</summary>
    public required decimal OtherExecutions { get; init; }

    public required decimal OtherGbSeconds { get; init; }

    public required decimal BusOperations { get; init; }

    public required decimal TableTransactions { get; init; }

    public required decimal TableGb { get; init; }

    public required decimal BlobWrites { get; init; }

    public required decimal VaultOperations { get; init; }

    public required decimal LogGb { get; init; }

    public static decimal MemoryGb(CostInputs inputs) => inputs.MemoryMb / 1024m;

    public static Workload Of(CostInputs inputs)
    {
        var signals = inputs.SignalsPerDay * PriceList.DaysPerMonth;
        var orders = inputs.Orders * PriceList.DaysPerMonth;
        var timers = MinuteTimers * PriceList.MinutesPerMonth;
        var timerSeconds = timers * Math.Max(PriceList.MinBilledSeconds, TimerSecondsPerSymbol * inputs.Symbols);
        var exits = orders * ExitMessagesPerOrder;
        var looks = inputs.CompetitionModes > 0 ? CompetitionLooksPerHour * PriceList.HoursPerMonth : 0;
        var others = timers + looks + orders + exits;
        var memory = MemoryGb(inputs);
        return new Workload
        {
            WebhookExecutions = signals,
            WebhookGbSeconds = signals * PriceList.MinBilledSeconds * memory,
            OtherExecutions = others,
            OtherGbSeconds = (timerSeconds + (looks * PriceList.MinBilledSeconds) + (orders * EntrySeconds) + (exits * ExitSeconds)) * memory,
            BusOperations = ((orders + exits) * BusOperationsPerMessage) + (PriceList.MinutesPerMonth * BusPollsPerMinute),
            TableTransactions = (signals * TableWritesPerSignal) + (orders * TableWritesPerOrder) + (PriceList.MinutesPerMonth * TableCallsPerSymbolMinute * inputs.Symbols)
                + (looks * (1 + (inputs.CompetitionModes * TableCallsPerModeLook))) + (inputs.CompetitionModes > 0 ? signals * 2 : 0),
            TableGb = signals * 12 * (KilobytesPerSignal + (inputs.CompetitionModes * KilobytesPerModeSignal)) / KilobytesPerGb,
            BlobWrites = (timers + looks) * BlobWritesPerTimerRun,
            VaultOperations = PriceList.MinutesPerMonth * VaultReadsPerMinute,
            LogGb = inputs.LogGb ?? (((signals + others) * LogKilobytesPerExecution) + (PriceList.MinutesPerMonth * LogKilobytesPerMinute)) / KilobytesPerGb,
        };
    }
}
