using Ballast.VenueServer.Http;

namespace Ballast.VenueServer.Calls;

/// <summary>Every call that is served.</summary>
internal static class RouteTable
{
    public static IReadOnlyList<Route> All { get; } =
    [
        .. ExchangeCalls.Routes, .. PriceCalls.Routes, .. KlineCalls.Routes, .. FundingCalls.Routes,
        .. OrderCalls.Routes, .. OrderListCalls.Routes, .. AlgoCalls.Routes, .. AccountCalls.Routes, .. SettingCalls.Routes, .. HistoryCalls.Routes, .. StreamCalls.Routes,
    ];
}
