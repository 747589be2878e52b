using System.Globalization;

namespace Ballast.Application.Configuration;

/// <summary>Reads settings of the deployment by name and collects everything that is wrong: setting, value, and what is allowed.</summary>
public sealed class SettingsReader(ISettingsSource source)
{
    private readonly List<string> _problems = [];

    /// <summary>One sentence per wrong setting; empty when all are right.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public string Text(string name, string fallback) => source.Read(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : fallback;

    public decimal Number(string name, decimal fallback, decimal min, decimal max)
    {
        var text = Text(name, "");
        if (text.Length == 0)
        {
            return fallback;
        }

        if (SettingText.Number(text, min, max) is { } number)
        {
            return number;
        }

        Refuse(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));
        return fallback;
    }

    public int Whole(string name, int fallback, int min, int max)
    {
        var text = Text(name, SettingText.Of(fallback));
        if (SettingText.Whole(text, min, max) is { } number)
        {
            return number;
        }

        Refuse(name, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
        return fallback;
    }

    public bool Flag(string name, bool fallback)
    {
        var text = Text(name, SettingText.Of(fallback));
        if (SettingText.Flag(text) is { } flag)
        {
            return flag;
        }

        Refuse(name, text, "true or false");
        return fallback;
    }

    /// <summary>One of some words, in any case.</summary>
    public T Choice<T>(string name, T fallback, IReadOnlyDictionary<string, T> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var text = Text(name, "");
        if (text.Length == 0)
        {
            return fallback;
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        Refuse(name, text, string.Join(", ", words.Keys));
        return fallback;
    }

    public void Refuse(string name, string value, string allowed) => Refuse(Sentence(name, value, allowed));

    public void Refuse(string problem) => _problems.Add(problem);

    internal static string Sentence(string name, string value, string allowed) => $"Setting {name} is '{value}'; allowed: {allowed}.";
}
