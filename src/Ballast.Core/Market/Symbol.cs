namespace Ballast.Core.Market;

/// <summary>A venue symbol in capitals, such as BTCUSDT. The default is the empty symbol.</summary>
public readonly record struct Symbol : IComparable<Symbol>
{
    private readonly string? _name;

    public Symbol(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name.Length == 0 ? null : name.ToUpperInvariant();
    }

    public string Name => _name ?? "";

    /// <summary>3 to 20 letters and digits, as USD-M symbols are written.</summary>
    public bool IsWellFormed => Name.Length is >= 3 and <= 20 && Name.All(char.IsAsciiLetterOrDigit);

    public int CompareTo(Symbol other) => string.CompareOrdinal(Name, other.Name);

    public static bool operator <(Symbol left, Symbol right) => left.CompareTo(right) < 0;

    public static bool operator >(Symbol left, Symbol right) => left.CompareTo(right) > 0;

    public static bool operator <=(Symbol left, Symbol right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Symbol left, Symbol right) => left.CompareTo(right) >= 0;

    public override string ToString() => Name;
}
