using Ballast.Core.Market;
using Ballast.Core.Positions;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Market;

public sealed class IdTests
{
    [Fact]
    public void A_derived_id_is_the_same_on_every_machine()
    {
        // SHA-256("decision|main|trend|1"), first 100 bits in Crockford's base 32, reckoned outside this code.
        Assert.Equal(Expected("decision|main|trend|1"), DerivedId.Of("decision", "main|trend|1"));
        Assert.Equal(20, DerivedId.Of("", "").Length);
    }

    [Fact]
    public void Ids_differ_when_their_inputs_differ()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 2_000; i++)
        {
            Assert.True(ids.Add(DerivedId.Of("a", i.ToString(System.Globalization.CultureInfo.InvariantCulture))));
            Assert.True(ids.Add(DerivedId.Of("b", i.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        }
    }

    [Theory]
    [InlineData("x", true)]
    [InlineData("bst-0:/._-Az9", true)]
    [InlineData("123456789012345678901234567890123456", true)]
    [InlineData("1234567890123456789012345678901234567", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a|b", false)]
    [InlineData("é", false)]
    public void A_client_order_id_is_what_the_venue_allows(string text, bool isAllowed)
    {
        Assert.Equal(isAllowed, ClientOrderId.IsAllowed(text));
        if (isAllowed)
        {
            Assert.Equal(text, new ClientOrderId(text).Value);
        }
        else
        {
            Assert.Throws<ArgumentException>(() => new ClientOrderId(text));
        }
    }

    [Fact]
    public void Order_ids_are_short_distinct_and_ours()
    {
        var ids = new HashSet<ClientOrderId>();
        foreach (var role in Enum.GetValues<OrderRole>())
        {
            foreach (var step in new[] { 0, 1, 9 })
            {
                foreach (var number in new[] { 0, 1, 2, 99_999 })
                {
                    foreach (var sequence in new[] { 1L, 2L })
                    {
                        var id = OrderIds.For(Given.Ticket(sequence), role, step, number);
                        Assert.True(ids.Add(id), id.Value);
                        Assert.InRange(id.Value.Length, 1, ClientOrderId.MaxLength);
                        Assert.True(OrderIds.IsOurs(id));
                        Assert.Equal(id, OrderIds.For(Given.Ticket(sequence), role, step, number));
                    }
                }
            }
        }

        Assert.False(OrderIds.IsOurs(new ClientOrderId("web_123")));
    }

    [Fact]
    public void Order_ids_follow_account_symbol_and_decision()
    {
        var ticket = Given.Ticket();
        var ids = new[] { ticket, ticket with { Account = "other" }, ticket with { Symbol = new Symbol("ETHUSDT") }, ticket with { DecisionId = "another" } }
            .Select(t => OrderIds.For(t, OrderRole.Entry, 0, 0)).ToHashSet();
        Assert.Equal(4, ids.Count);
    }

    private static string Expected(string text)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        var number = new System.Numerics.BigInteger(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)), isUnsigned: true, isBigEndian: true) >> 156;
        var characters = new char[20];
        for (var i = 19; i >= 0; i--, number >>= 5)
        {
            characters[i] = alphabet[(int)(number & 31)];
        }

        return new string(characters);
    }
}
