namespace Ballast.Core.News;

/// <summary>A word, or several, and how grave an item is that has it.</summary>
/// <param name="Word">Whole words in any case; with * at the end also what begins so.</param>
/// <param name="Severity">1 to 5.</param>
public sealed record NewsKeyword(string Word, int Severity);

/// <summary>What a feed calls a coin.</summary>
/// <param name="Name">Whole words in any case.</param>
/// <param name="Asset">The base asset, such as BTC.</param>
public sealed record CoinName(string Name, string Asset);
