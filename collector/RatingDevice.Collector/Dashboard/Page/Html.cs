using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace RatingDevice.Collector.Dashboard.Page;

/// <summary>
/// A piece of markup. Whatever is put into a hole of <see cref="Of"/> is escaped, unless it is one.
/// </summary>
internal readonly record struct Html(string Text)
{
    public static Html Empty => new("");

    public static Html Of(Holes markup) => new(markup.ToString());

    public static Html Join<T>(IEnumerable<T> items, Func<T, Html> each) =>
        new(string.Concat(items.Select(i => each(i).Text)));

    public override string ToString() => Text;

    /// <summary>Collects text as it stands and values escaped.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Holes(int literal, int holes)
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private readonly StringBuilder _text = new(literal + holes * 16);

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted(Html markup) => _text.Append(markup.Text);

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(long number) =>
            _text.Append(number.ToString(System.Globalization.CultureInfo.InvariantCulture));

        public override string ToString() => _text.ToString();
    }
}
