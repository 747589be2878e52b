using System.Diagnostics;

namespace Ballast.Research.Archives;

/// <summary>A kind of data in Binance's public archive of USD-M futures.</summary>
public enum ArchiveKind
{
    Klines,
    Trades,
    AggTrades,
    FundingRate,
    BookDepth,
}

public static class ArchiveKinds
{
    /// <summary>As the archive writes it in paths.</summary>
    public static string Word(this ArchiveKind kind) => kind switch
    {
        ArchiveKind.Klines => "klines",
        ArchiveKind.Trades => "trades",
        ArchiveKind.AggTrades => "aggTrades",
        ArchiveKind.FundingRate => "fundingRate",
        ArchiveKind.BookDepth => "bookDepth",
        _ => throw new UnreachableException(),
    };

    /// <summary>There are files of whole months.</summary>
    internal static bool HasMonths(this ArchiveKind kind) => kind != ArchiveKind.BookDepth;

    /// <summary>There are files of single days.</summary>
    internal static bool HasDays(this ArchiveKind kind) => kind != ArchiveKind.FundingRate;
}
