namespace Ballast.Core.Positions;

/// <summary>An order id that we choose: 1 to 36 characters of <c>.A-Z:/a-z0-9_-</c> (venue error -4015 otherwise). Always derived, never random.</summary>
public readonly record struct ClientOrderId
{
    public const int MaxLength = 36;

    private readonly string? _value;

    public ClientOrderId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsAllowed(value))
        {
            throw new ArgumentException($"The client order id '{value}' must be 1 to {MaxLength} characters of .A-Z:/a-z0-9_-", nameof(value));
        }

        _value = value;
    }

    public string Value => _value ?? "";

    public static bool IsAllowed(string value)
    {
        if (value.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or ':' or '/' or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => Value;
}
