using Ballast.Core.Market;
using Ballast.Research.Trials;

namespace Ballast.Research.Optimising;

/// <summary>A setting of words, such as <c>Sizing=tier/fixed</c>. They have no order.</summary>
public sealed record WordAxis(string Name, EquatableList<string> Words) : SearchAxis(Name)
{
    /// <summary>Between two words: the shell takes | for itself, and lists and ladders have commas and colons.</summary>
    public const char Between = '/';

    public override int? Count => Words.Count;

    public override SettingValue this[int index] => new(Name, Words[index]);

    public override SettingValue At(double share) => this[(int)(share * Words.Count)];

    public override IEnumerable<(int Steps, SettingValue Value)> Around(SettingValue value) => Words.Where(w => w != value.Word).Select(w => (0, new SettingValue(Name, w)));

    public int IndexOf(string? word) => Words.Span.IndexOf(word);

    public override string ToString() => $"{Name}={string.Join(Between, Words)}";
}
