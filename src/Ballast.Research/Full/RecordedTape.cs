using Ballast.Core.Accounts;
using Ballast.Core.Market;

namespace Ballast.Research.Full;

/// <summary>
/// All signals of a symbol, made once and played as often as wanted, in parts too: a tape knows at each moment only candles closed by then, so a part
/// of it is the tape of that part of the data. Safe to be played on several threads.
/// </summary>
internal sealed class RecordedTape
{
    private readonly List<(int Bar, long AtMs, IReadOnlyList<AccountFact.SignalCame> Signals)> _all = [];
    private readonly MarketTape _source;

    /// <param name="source">A tape at its first signal; it is played to its end.</param>
    public RecordedTape(MarketTape source)
    {
        _source = source;
        for (; source.AtMs < long.MaxValue; source.MoveNext())
        {
            _all.Add((source.Bar, source.AtMs, source.Signals));
        }

        _all.TrimExcess();
        source.TrimExcess();
    }

    /// <summary>Moments with signals.</summary>
    public int Count => _all.Count;

    /// <summary>The signals that are filled at a bar from the first on and before the end.</summary>
    /// <param name="endBar">Exclusive.</param>
    public SignalTape Play(int firstBar, int endBar) => new Part(this, firstBar, endBar);

    private sealed class Part(RecordedTape tape, int firstBar, int endBar) : SignalTape
    {
        private int _at = tape.FirstFrom(firstBar - 1);

        public override int Bar => IsOver ? endBar : tape._all[_at].Bar;

        public override long AtMs => IsOver ? long.MaxValue : tape._all[_at].AtMs;

        public override IReadOnlyList<AccountFact.SignalCame> Signals => IsOver ? [] : tape._all[_at].Signals;

        private bool IsOver => _at >= tape._all.Count || tape._all[_at].Bar + 1 >= endBar;

        public override void MoveNext() => _at++;

        public override CandleWindow WindowAt(long ms) => tape._source.WindowAt(ms);
    }

    /// <summary>The first signal at the end of a bar or a later one.</summary>
    private int FirstFrom(int bar)
    {
        var (low, high) = (0, _all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _all[middle].Bar < bar ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
