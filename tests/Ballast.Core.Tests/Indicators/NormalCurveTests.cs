using Ballast.Core.Indicators;
using Ballast.Core.Tests.Support;

namespace Ballast.Core.Tests.Indicators;

public sealed class NormalCurveTests
{
    // Printed in Marsaglia 2004 and in any table of the normal distribution.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(1.2, 0.884930329778292)]
    [InlineData(1.96, 0.975002104851780)]
    [InlineData(-1.6448536269514722, 0.05)]
    [InlineData(-3, 0.00134989803163009)]
    [InlineData(-6, 9.86587645037698e-10)]
    [InlineData(9, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    public void Values_of_the_table(double z, double below) => Assert.Equal(below, NormalCurve.Below(z), 14);

    [Fact]
    public void What_is_no_number_stays_none() => Assert.True(double.IsNaN(NormalCurve.Below(double.NaN)));

    [Fact]
    public void It_rises_and_is_symmetric() => Sample.Holds(300, random =>
    {
        var z = (random.NextDouble() - 0.5) * 16;
        var further = z + (random.NextDouble() * 2);
        return NormalCurve.Below(z) is >= 0 and <= 1 && NormalCurve.Below(further) >= NormalCurve.Below(z) - 1e-15
            && Math.Abs(NormalCurve.Below(z) + NormalCurve.Below(-z) - 1) < 1e-14;
    });
}
