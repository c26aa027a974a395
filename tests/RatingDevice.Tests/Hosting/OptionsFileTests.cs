using System.ComponentModel.DataAnnotations;
using RatingDevice.Hosting;

namespace RatingDevice.Tests.Hosting;

public sealed class OptionsFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void What_is_not_written_keeps_its_default()
    {
        var shop = Load("""{ "name": "a" }""");
        Assert.Equal(("a", 9, "tea,milk"), (shop.Name, shop.Till.Coins, string.Join(',', shop.Sells)));
    }

    [Fact]
    public void Names_are_case_insensitive_and_a_written_list_replaces_the_default()
    {
        var shop = Load("""
            { "NAME": "a", "TILL": { "coinS": 3 }, "sells": ["salt"], "prices": { "salt": 2 } }
            """);
        Assert.Equal((3, "salt", 2), (shop.Till.Coins, shop.Sells.Single(), shop.Prices["salt"]));
        Assert.Single(shop.Prices);
    }

    [Fact]
    public void A_set_overrides_the_file_and_may_hold_an_equals_sign()
    {
        var shop = Load(
            """{ "name": "a", "sells": ["salt", "oil"] }""", "name=b=c", "till:coins=4", "sells:1=rice");
        Assert.Equal(("b=c", 4, "salt,rice"), (shop.Name, shop.Till.Coins, string.Join(',', shop.Sells)));
    }

    [Theory]
    [InlineData("""{ "name": "a", "till": { "coin": 3 } }""",
        "till:coin is not an option. Known here: till:coins")]
    [InlineData("""{ "name": "a", "nam": 1 }""", "nam is not an option. Known here: name, till")]
    [InlineData("""{ "name": "a", "staff": [{ "age": 20, "hat": 1 }] }""", "staff:0:hat is not an option")]
    [InlineData("""{ "name": "a", "till": { "coins": 11 } }""",
        "till:coins is 11; allowed is 1 to 10 pieces, default 9.")]
    [InlineData("""{ "name": "a", "till": { "coins": "many" } }""",
        "till:coins is 'many', which is not a whole number (1 to 10 pieces)")]
    [InlineData("""{ "name": "a", "till": { "coins": { "a": 1 } } }""",
        "till:coins is a group, but it takes one value")]
    [InlineData("""{ "name": "a", "till": 3 }""", "till is '3', but it is a group")]
    [InlineData("""{ "name": "a", "open": "yes" }""", "open is 'yes', which is not true or false")]
    [InlineData("""{ "name": "a", "prices": { "salt": "dear" } }""", "prices:salt is 'dear'")]
    [InlineData("""{ "name": "a", "staff": [{ "age": 5 }] }""",
        "staff:0:age is 5; allowed is 15 to 99 years")]
    [InlineData("""{ "name": "a", "staff": [{ "age": 20 }, {}] }""", "staff:1:age is 0")]
    [InlineData("""{ }""", "name is missing: What it is called.")]
    [InlineData("""{ "name": "a", "sells": ["x", "x"] }""", "sells: something stands there twice")]
    [InlineData("""{ "name": "a", "name": "b" }""", "not a JSON object")]
    [InlineData("""[1]""", "not a JSON object")]
    [InlineData("""{ "name": """, "not a JSON object")]
    public void A_bad_file_is_refused_in_a_sentence_that_names_the_key(string json, string says)
    {
        var refused = Assert.Throws<OptionsException>(() => Load(json));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Contains(_path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_bad_values_are_named_at_once()
    {
        var refused = Assert.Throws<OptionsException>(() => Load("""{ "till": { "coins": 0 } }"""));
        Assert.Contains("name is missing", refused.Message, StringComparison.Ordinal);
        Assert.Contains("till:coins is 0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_set_and_a_missing_file_say_so()
    {
        Assert.Contains("--set 'till' has no '='",
            Assert.Throws<OptionsException>(() => Load("{}", "till")).Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/o.json",
            Assert.Throws<OptionsException>(() => OptionsFile.Load<Shop>("/nowhere/o.json", [])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_manual_has_name_unit_default_range_and_meaning_of_every_option()
    {
        var text = new StringWriter();
        OptionsManual.Write<Shop>(text);
        var manual = text.ToString();
        Assert.Contains(
            "till:coins\n    How many coins.\n    unit pieces; default 9; range 1 to 10 pieces\n",
            manual, StringComparison.Ordinal);
        foreach (var name in (string[])["name", "open", "sells", "prices", "staff", "staff:N:age"])
            Assert.Contains($"\n{name}\n", manual, StringComparison.Ordinal);
        Assert.Contains("""default ["tea","milk"]""", manual, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_path);

    private Shop Load(string json, params string[] set)
    {
        File.WriteAllText(_path, json);
        return OptionsFile.Load<Shop>(_path, set);
    }

    private sealed class Shop : IValidatableObject
    {
        [Option("What it is called."), Required]
        public string? Name { get; set; }

        public Till Till { get; set; } = new();

        [Option("Whether it is open.")]
        public bool Open { get; set; }

        [Option("What it sells."), Length(1, 3)]
        public string[] Sells { get; set; } = ["tea", "milk"];

        [Option("What things cost.")]
        public Dictionary<string, int> Prices { get; set; } = new() { ["tea"] = 1 };

        [Option("Who works there.")]
        public Worker[] Staff { get; set; } = [];

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Sells.Distinct().Count() < Sells.Length)
                yield return new ValidationResult("something stands there twice.", ["sells"]);
        }
    }

    private sealed class Till
    {
        [Option("How many coins.", Unit = "pieces"), Range(1, 10)]
        public int Coins { get; set; } = 9;
    }

    private sealed class Worker
    {
        [Option("How old.", Unit = "years"), Range(15, 99)]
        public int Age { get; set; }
    }
}
