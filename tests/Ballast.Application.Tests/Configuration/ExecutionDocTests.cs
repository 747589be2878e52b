using System.Globalization;
using System.Text;
using Ballast.Contracts;
using Ballast.Core.Positions;

namespace Ballast.Application.Tests.Configuration;

/// <summary>docs/execution.md says what the table of codes says. BALLAST_DOCS=write writes its tables anew; a person looks at them.</summary>
public sealed class ExecutionDocTests
{
    private const string Begin = "<!-- codes begin -->\n";
    private const string End = "<!-- codes end -->";

    private static readonly string FileName = Path.Combine(Repository.Root, "docs", "execution.md");

    [Fact]
    public void Every_code_stands_in_the_page_with_what_happens_and_why()
    {
        var text = File.ReadAllText(FileName);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var refreshed = text[..begin] + Tables() + text[text.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("BALLAST_DOCS") == "write")
        {
            File.WriteAllText(FileName, refreshed);
            text = refreshed;
        }

        Assert.True(text == refreshed, "docs/execution.md is behind VenueCodes: run with BALLAST_DOCS=write and look at the change.");
    }

    private static string Tables()
    {
        var text = new StringBuilder("\n| meaning | codes | entry | stop | close | cancel | query | beyond the order | why |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var m in VenueMeaning.All)
        {
            var codes = string.Join(", ", VenueCodes.All.Where(c => c.Meaning == m).Select(c => c.Code.ToString(CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $"| {m.Name}: {m.Says} | {(codes.Length == 0 ? "any other" : codes)} | {Of(m.Entry)} | {Of(m.Stop)} | {Of(m.Close)} | {Of(m.Cancel)} | {Of(m.Query)} | {Of(m.Account)} | {m.Why} |\n");
        }

        text.Append("\n| code | the venue says | meaning |\n|---|---|---|\n");
        foreach (var code in VenueCodes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {code.Code} | {code.Says} | {code.Meaning.Name} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Of(EntryReaction reaction) => reaction switch
    {
        EntryReaction.Drop => "dropped",
        EntryReaction.LookUp => "looked up",
        EntryReaction.OnceMore => "once more, same id",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Of(StopReaction reaction) => reaction switch
    {
        StopReaction.LookUp => "read back",
        StopReaction.OnceMore => "once more, same id",
        StopReaction.SendAgain => "anew at once, then closed",
        StopReaction.SendSoon => "anew each second until the deadline",
        StopReaction.WaitForDeadline => "not repeated; closed at the deadline",
        StopReaction.CloseNow => "closed at once",
        StopReaction.ReadPosition => "position read, anew each second",
        StopReaction.AdoptOrReplace => "the one that stands adopted or replaced",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Of(CloseReaction reaction) => reaction switch
    {
        CloseReaction.LookUp => "read back",
        CloseReaction.OnceMore => "once more, same id",
        CloseReaction.SendSoon => "anew each second",
        CloseReaction.SendSmaller => "half of it, a second later",
        CloseReaction.ReadPosition => "position read; flat is success",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Of(CancelReaction reaction) => reaction switch
    {
        CancelReaction.LookUp => "read back first",
        CancelReaction.OnceMore => "once more",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Of(QueryReaction reaction) => reaction switch
    {
        QueryReaction.LookAgain => "asked again",
        QueryReaction.OnceMore => "once more",
        QueryReaction.NotFound => "unknown to the venue",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Of(AccountReaction reaction) => reaction switch
    {
        AccountReaction.None => "",
        AccountReaction.Alert => "a person is told",
        AccountReaction.BackOff => "calls wait for Retry-After",
        AccountReaction.BackOffAndAlert => "calls wait, a person is told",
        AccountReaction.PauseEntries => "no entries for 10 s",
        AccountReaction.ReadClock => "clock read",
        AccountReaction.ReadInstruments => "filters and brackets read again",
        AccountReaction.HoldSymbol => "no entries on the symbol until known",
        AccountReaction.HaltSymbol => "no entries on the symbol until resumed",
        AccountReaction.HaltAccount => "no entries until resumed",
        AccountReaction.KillSwitch => "trading stops",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
