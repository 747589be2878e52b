namespace Ballast.Cli.Cost;

/// <summary>One price of a price list.</summary>
/// <param name="Usd">For one <paramref name="Unit"/>, in US dollars, pay as you go.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Checked">The day on which it was read.</param>
/// <param name="IsConfirmed">False: read in one place only, or an order of magnitude; look at the calculator before you rely on it.</param>
internal sealed record Price(decimal Usd, string Unit, string Source, DateOnly Checked, bool IsConfirmed = true);
