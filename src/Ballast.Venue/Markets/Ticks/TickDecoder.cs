using System.Buffers.Text;
using System.Text.Json;

namespace Ballast.Venue.Markets.Ticks;

/// <summary>Decodes one line of a recorded feed: local nanoseconds, a space, the venue's JSON message (a stream envelope, or a bare depth snapshot).</summary>
internal static class TickDecoder
{
    /// <summary>False when the line is not of this form.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> line, TickMessage into)
    {
        into.Clear();
        if (!Utf8Parser.TryParse(line, out long nanoseconds, out var used) || used >= line.Length || line[used] != (byte)' ')
        {
            return false;
        }

        into.LocalMs = nanoseconds / 1_000_000;
        var reader = new Utf8JsonReader(line[(used + 1)..]);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    Property(ref reader, into);
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return true;
    }

    private static void Property(ref Utf8JsonReader reader, TickMessage into)
    {
        var name = reader.ValueSpan;
        if (name.Length == 1)
        {
            Letter(name[0], ref reader, into);
        }
        else if (name.SequenceEqual("pu"u8))
        {
            into.PreviousId = Long(ref reader);
        }
        else if (name.SequenceEqual("lastUpdateId"u8))
        {
            into.LastId = Long(ref reader);
            into.Kind = TickKind.Snapshot;
        }
        else if (name.SequenceEqual("bids"u8) || name.SequenceEqual("asks"u8))
        {
            var side = name[0] == (byte)'b' ? into.Bids : into.Asks;
            reader.Read();
            Levels(ref reader, side);
        }
    }

    private static void Letter(byte letter, ref Utf8JsonReader reader, TickMessage into)
    {
        reader.Read();
        var isText = reader.TokenType == JsonTokenType.String;
        switch (letter)
        {
            case (byte)'e' when isText:
                into.Kind = reader.ValueTextEquals("depthUpdate"u8) ? TickKind.Depth
                    : reader.ValueTextEquals("bookTicker"u8) ? TickKind.BestPrices
                    : reader.ValueTextEquals("trade"u8) || reader.ValueTextEquals("aggTrade"u8) ? TickKind.Trade
                    : TickKind.Other;
                break;
            case (byte)'s' when isText && !reader.ValueTextEquals(into.Symbol):
                into.Symbol = reader.GetString()!;
                break;
            case (byte)'U' when reader.TokenType == JsonTokenType.Number:
                into.FirstId = reader.GetInt64();
                break;
            case (byte)'u' when reader.TokenType == JsonTokenType.Number:
                into.LastId = reader.GetInt64();
                break;
            case (byte)'T' when reader.TokenType == JsonTokenType.Number:
                into.EventMs = reader.GetInt64();
                break;
            case (byte)'t' when reader.TokenType == JsonTokenType.Number:
                into.TradeId = reader.GetInt64();
                break;
            case (byte)'m':
                into.IsBuyerMaker = reader.TokenType == JsonTokenType.True;
                break;
            case (byte)'b' when isText:
                into.Bid = Units(reader.ValueSpan);
                break;
            case (byte)'B' when isText:
                into.BidQuantity = Units(reader.ValueSpan);
                break;
            case (byte)'a' when isText:
                into.Ask = Units(reader.ValueSpan);
                break;
            case (byte)'A' when isText:
                into.AskQuantity = Units(reader.ValueSpan);
                break;
            case (byte)'p' when isText:
                into.Price = Units(reader.ValueSpan);
                break;
            case (byte)'q' when isText:
                into.Quantity = Units(reader.ValueSpan);
                break;
            case (byte)'b' when reader.TokenType == JsonTokenType.StartArray:
                Levels(ref reader, into.Bids);
                break;
            case (byte)'a' when reader.TokenType == JsonTokenType.StartArray:
                Levels(ref reader, into.Asks);
                break;
            default:
                break;
        }
    }

    private static long Long(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }

    /// <summary>From the opening bracket to the closing one: [["61800.20","2.507"],…].</summary>
    private static void Levels(ref Utf8JsonReader reader, List<(long, long)> side)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var price = Units(reader.ValueSpan);
            reader.Read();
            side.Add((price, Units(reader.ValueSpan)));
            reader.Read();
        }
    }

    /// <summary>"61800.20" as 6180020000000; digits beyond the eighth decimal are dropped.</summary>
    private static long Units(ReadOnlySpan<byte> text)
    {
        long value = 0;
        var decimals = -1;
        foreach (var c in text)
        {
            if (c == (byte)'.')
            {
                decimals = 0;
            }
            else if (char.IsAsciiDigit((char)c))
            {
                if (decimals >= 8)
                {
                    break;
                }

                value = (value * 10) + (c - (byte)'0');
                decimals += decimals >= 0 ? 1 : 0;
            }
            else
            {
                throw new JsonException("A price or quantity is not a number.");
            }
        }

        for (var i = Math.Max(0, decimals); i < 8; i++)
        {
            value *= 10;
        }

        return value;
    }
}
