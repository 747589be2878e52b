using Ballast.Core.Market;

namespace Ballast.Core.Tests.Market;

public sealed class EquatableListTests
{
    [Fact]
    public void Lists_with_equal_elements_are_equal()
    {
        EquatableList<string> one = ["a", "b"];
        EquatableList<string> other = EquatableList.From(new List<string> { "a", "b" });
        Assert.True(one == other);
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.True(one != ["b", "a"]);
        Assert.True(one != ["a"]);
        Assert.False(one.Equals("ab"));
    }

    [Fact]
    public void The_default_is_the_empty_list()
    {
        EquatableList<int> empty = [];
        Assert.True(default == empty);
        Assert.Equal(default(EquatableList<int>).GetHashCode(), empty.GetHashCode());
        foreach (var number in default(EquatableList<int>))
        {
            Assert.Fail($"{number} came from nowhere.");
        }
    }

    [Fact]
    public void Adding_and_setting_leave_the_list_as_it_was()
    {
        EquatableList<int> list = [1, 2];
        Assert.Equal([1, 2, 3], list.Add(3));
        Assert.Equal([9, 2], list.SetItem(0, 9));
        Assert.Equal([1, 2], list);
        Assert.Throws<IndexOutOfRangeException>(() => list[2]);
    }

    [Fact]
    public void It_is_searched_as_by_linq()
    {
        for (var length = 0; length < 6; length++)
        {
            var numbers = Enumerable.Range(0, length).ToArray();
            var list = EquatableList.From(numbers);
            foreach (var bound in Enumerable.Range(-1, 8))
            {
                Assert.Equal(numbers.Any(n => n > bound), list.Any(n => n > bound));
                Assert.Equal(numbers.FirstOrDefault(n => n > bound), list.FirstOrDefault(n => n > bound));
                Assert.Equal(numbers.LastOrDefault(n => n < bound), list.LastOrDefault(n => n < bound));
            }
        }
    }
}
