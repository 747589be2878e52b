using System.Globalization;

namespace Ballast.Application.Configuration;

/// <summary>Reads settings by name and collects everything that is wrong: setting, value, and what is allowed.</summary>
public sealed class SettingsReader(Func<string, string?> read)
{
    private readonly List<string> _problems = [];

    /// <summary>One sentence per wrong setting; empty when all are right.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public string Text(string name, string fallback) => read(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : fallback;

    public decimal Number(string name, decimal fallback, decimal min, decimal max)
    {
        var text = Text(name, "");
        if (text.Length == 0)
        {
            return fallback;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));
        return fallback;
    }

    public int Whole(string name, int fallback, int min, int max)
    {
        var text = Text(name, "");
        if (text.Length == 0)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
        return fallback;
    }

    public bool Flag(string name, bool fallback)
    {
        switch (Text(name, "").ToLowerInvariant())
        {
            case "":
                return fallback;
            case "true":
                return true;
            case "false":
                return false;
            case var text:
                Refuse(name, text, "true or false");
                return fallback;
        }
    }

    public T Choice<T>(string name, T fallback, IReadOnlyDictionary<string, T> choices)
    {
        var text = Text(name, "");
        if (text.Length == 0)
        {
            return fallback;
        }

        if (choices.TryGetValue(text.ToLowerInvariant(), out var chosen))
        {
            return chosen;
        }

        Refuse(name, text, string.Join(", ", choices.Keys));
        return fallback;
    }

    public void Refuse(string name, string value, string allowed) => _problems.Add($"Setting {name} is '{value}'; allowed: {allowed}.");
}
