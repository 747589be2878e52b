using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Ballast.Emulator.Http;

/// <summary>Finds the function of a method and path. A literal path is one look-up; routes with parameters come after, the more specific first.</summary>
internal sealed class RouteTable
{
    private readonly FrozenDictionary<string, List<Route>> _literal;
    private readonly Pattern[] _patterns;

    /// <exception cref="StartException">Two functions answer the same method and route.</exception>
    public RouteTable(IEnumerable<FunctionEntry> functions, string routePrefix)
    {
        var byTemplate = new Dictionary<string, List<Route>>(StringComparer.OrdinalIgnoreCase);
        foreach (FunctionEntry function in functions.Where(function => !function.IsDisabled && function.Trigger is FunctionTrigger.Http))
        {
            var http = (FunctionTrigger.Http)function.Trigger;
            string template = FullRoute(http.Route, routePrefix);
            if (!byTemplate.TryGetValue(template, out List<Route>? same))
                byTemplate[template] = same = [];
            if (same.Find(other => other.Methods.Count == 0 || http.Methods.Count == 0 || other.Methods.Intersect(http.Methods).Any()) is { } rival)
                throw new StartException($"The functions '{rival.Function.Name}' and '{function.Name}' answer the same method at '{template}'.");
            same.Add(new Route(function, http.Methods));
        }

        _literal = byTemplate.Where(entry => !entry.Key.Contains('{', StringComparison.Ordinal)).ToFrozenDictionary(entry => "/" + entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        _patterns = byTemplate.Where(entry => entry.Key.Contains('{', StringComparison.Ordinal)).Select(Pattern.Of).OrderBy(pattern => pattern.Precedence).ToArray();
    }

    public static string FullRoute(string route, string routePrefix) => $"{routePrefix}/{route}".Trim('/');

    public RouteMatch Match(string method, PathString path)
    {
        string text = path.Value is { Length: > 1 } given ? given.TrimEnd('/') : "/";
        List<string>? allowed = null;
        if (_literal.TryGetValue(text, out List<Route>? routes) && Pick(routes, method, ref allowed) is { } literal)
            return new RouteMatch(literal, null, null);

        foreach (Pattern pattern in _patterns)
        {
            var values = new RouteValueDictionary();
            if (pattern.Matcher.TryMatch(text, values) && Pick(pattern.Routes, method, ref allowed) is { } function)
                return new RouteMatch(function, values, null);
        }

        return new RouteMatch(null, null, allowed);
    }

    private static FunctionEntry? Pick(List<Route> routes, string method, ref List<string>? allowed)
    {
        foreach (Route route in routes)
        {
            if (route.Methods.Count == 0 || route.Methods.Contains(method, StringComparer.OrdinalIgnoreCase))
                return route.Function;
        }

        (allowed ??= []).AddRange(routes.SelectMany(route => route.Methods));
        return null;
    }

    private sealed record Route(FunctionEntry Function, IReadOnlyList<string> Methods);

    private sealed record Pattern(TemplateMatcher Matcher, decimal Precedence, List<Route> Routes)
    {
        public static Pattern Of(KeyValuePair<string, List<Route>> entry)
        {
            RouteTemplate template = ParameterBinders.Template(entry.Key, entry.Value[0].Function.Name);
            return new Pattern(new TemplateMatcher(template, []), RoutePrecedence.ComputeInbound(template), entry.Value);
        }
    }
}

/// <summary>What was found. Without a function: <paramref name="Allowed"/> lists the methods the path knows, null: the path is unknown.</summary>
internal readonly record struct RouteMatch(FunctionEntry? Function, RouteValueDictionary? Values, List<string>? Allowed);
