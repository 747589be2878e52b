using System.Text.RegularExpressions;

namespace Ballast.Core.Signals;

/// <summary>
/// Reads an alert that is plain text: TradingView's stock sentence of a strategy alert, with <c>name=value</c> pairs behind it
/// (secret, timenow, …) or <c>name=value</c> pairs alone.
/// </summary>
public static partial class AlertText
{
    public static AlertFields? Parse(string text, out MalformedAlert? malformed)
    {
        var fields = new AlertFields();
        var known = 0;
        foreach (Match pair in Pair().Matches(text))
        {
            known += fields.TrySet(pair.Groups["name"].Value, pair.Groups["value"].Value.Trim('"')) ? 1 : 0;
        }

        if (Stock().Match(text) is { Success: true } stock)
        {
            known++;
            fields.TrySet("strategy", stock.Groups["strategy"].Value.Trim());
            fields.TrySet("action", stock.Groups["action"].Value);
            fields.TrySet("symbol", stock.Groups["symbol"].Value.TrimEnd('.'));
            fields.TrySet("market_position", stock.Groups["size"].Value switch
            {
                var size when size.StartsWith('-') => "short",
                var size when size.All(c => c is '0' or '.') => "flat",
                _ => "long",
            });
        }

        malformed = known > 0 ? null : new MalformedAlert("NOT_AN_ALERT",
            "The body is neither a JSON object nor an alert text: expected name=value pairs such as secret=… symbol=BTCUSDT action=buy timenow={{timenow}}, or TradingView's stock strategy text with secret=… timenow={{timenow}} behind it.");
        return known > 0 ? fields : null;
    }

    [GeneratedRegex("(?<name>[A-Za-z_]+)\\s*=\\s*(?<value>\"[^\"]*\"|[^\\s,;]+)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pair();

    // The default message of a strategy alert: "Name (14, 28): order buy @ 0.1 filled on BTCUSDT.P. New strategy position is 0.1"
    [GeneratedRegex("^(?<strategy>[^\\r\\n]{0,200}?)(\\s*\\([^)\\r\\n]*\\))?:\\s*order (?<action>buy|sell) @ [0-9.]+ filled on (?<symbol>[A-Za-z0-9:._!]+) New strategy position is (?<size>-?[0-9.]*[0-9])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Stock();
}
