using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Ballast.Research.Pictures;

/// <summary>Elements of an SVG picture; the XML writer escapes what they are given.</summary>
public static class Svg
{
    private static readonly XNamespace s_namespace = "http://www.w3.org/2000/svg";

    public static XElement Element(string name, params object[] content) => new(s_namespace + name, content);

    public static XElement Rectangle(double x, double y, double width, double height, string fill, params object[] more) =>
        Element("rect", At("x", x), At("y", y), At("width", width), At("height", height), new XAttribute("fill", fill), more);

    public static XElement Line(double x1, double y1, double x2, double y2, string stroke, double width = 1) =>
        Element("line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), new XAttribute("stroke", stroke), At("stroke-width", width));

    /// <param name="size">Of the letters.</param>
    /// <param name="anchor">start, middle or end.</param>
    public static XElement Text(double x, double y, string text, double size, string fill, string anchor = "start", params object[] more) =>
        Element("text", At("x", x), At("y", y), At("font-size", size), new XAttribute("fill", fill), new XAttribute("text-anchor", anchor), more, text);

    public static XAttribute At(string name, double value) => new(name, Number(value));

    /// <summary>To a hundredth of a pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number: a viewer would drop the whole element without a word.</exception>
    public static string Number(double value) =>
        double.IsFinite(value) ? (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture) : throw new ArgumentOutOfRangeException(nameof(value), value, "A picture has finite coordinates.");

    /// <summary>The whole file, one element a line, in the same bytes on every machine.</summary>
    public static string File(XElement root)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            root.Save(writer);
        }

        return text.Append('\n').ToString();
    }
}
