using System.Globalization;
using System.Text.RegularExpressions;

namespace Ballast.Core.Signals;

/// <summary>
/// Reads an alert that is plain text: TradingView's stock sentence of a strategy alert, with <c>name=value</c> pairs behind it
/// (secret, timenow, …) or <c>name=value</c> pairs alone.
/// </summary>
public static partial class AlertText
{
    /// <summary>No contract is as small: what a strategy that adds and takes fractions reports when it is flat.</summary>
    private const double Dust = 1e-10;

    public static AlertFields? Parse(string text, out MalformedAlert? malformed)
    {
        var fields = new AlertFields();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match pair in Pair().Matches(text))
        {
            var name = pair.Groups["name"].Value;
            if (fields.TrySet(name, pair.Groups["value"].Value.Trim('"')) && !seen.Add(name))
            {
                malformed = new MalformedAlert("DUPLICATE_FIELD", $"The field '{name}' stands twice in the alert.", name);
                return null;
            }
        }

        var known = seen.Count;

        if (Stock().Match(text) is { Success: true } stock)
        {
            known++;
            fields.TrySet("strategy", stock.Groups["strategy"].Value.Trim());
            fields.TrySet("action", stock.Groups["action"].Value);
            fields.TrySet("symbol", stock.Groups["symbol"].Value.TrimEnd('.'));
            fields.TrySet("market_position", PositionOf(stock.Groups["size"].Value));
        }

        malformed = known > 0 ? null : new MalformedAlert("NOT_AN_ALERT",
            "The body is neither a JSON object nor an alert text: expected name=value pairs such as secret=… symbol=BTCUSDT action=buy timenow={{timenow}}, or TradingView's stock strategy text with secret=… timenow={{timenow}} behind it.");
        return known > 0 ? fields : null;
    }

    /// <summary>What is left of a position by rounding is none; a size that is no number is left to be refused.</summary>
    private static string PositionOf(string size) => double.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? Math.Abs(number) < Dust ? "flat" : number < 0 ? "short" : "long"
        : size;

    [GeneratedRegex("(?<name>[A-Za-z_]+)\\s*=\\s*(?<value>\"[^\"]*\"|[^\\s,;]+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pair();

    // The default message of a strategy alert: "Name (14, 28): order buy @ 0.1 filled on BTCUSDT.P. New strategy position is 0.1"
    [GeneratedRegex("^(?<strategy>[^\\r\\n]{0,200}?)(\\s*\\([^)\\r\\n]*\\))?:\\s*order (?<action>buy|sell) @ [0-9.]+ filled on (?<symbol>[A-Za-z0-9:._!]+) New strategy position is (?<size>-?[0-9.]*[0-9](e[-+]?[0-9]+)?)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Stock();
}
