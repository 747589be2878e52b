using System.Globalization;

namespace Ballast.Core.Traces;

/// <summary>An expected no: a stable code and one sentence with its numbers.</summary>
public sealed record Reason(string Code, string Text)
{
    /// <summary>Formats the sentence with invariant numbers.</summary>
    public static Reason Of(string code, FormattableString text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Reason(code, text.ToString(CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Code}: {Text}";
}
