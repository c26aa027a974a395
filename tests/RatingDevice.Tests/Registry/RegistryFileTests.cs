using System.Text;
using RatingDevice.Collector.Registry;

namespace RatingDevice.Tests.Registry;

public sealed class RegistryFileTests
{
    private const string Header = "kind,id,outlet,counter,name,zone,cut_over_hour,key\n";

    private const string Good = Header
        + "outlet,o-1,,,示范网点,Asia/Shanghai,4,\ncounter,c-1,o-1,,\"1号柜, 左\",,,\n"
        + "device,d-1,o-1,c-1,,,,jGl25bVBBBW96Qi9Te4V37Fnqchz_Eu4qB9vKrRIqRg\nteller,0071,o-1,,张三,,,\n";

    private const string GoodJson = """
        {
          "outlets": [{ "id": "o-1", "name": "示范网点", "zone": "Asia/Shanghai", "cutOverHour": 4 }],
          "counters": [{ "id": "c-1", "outlet": "o-1", "name": "1号柜, 左" }],
          "devices": [{ "id": "d-1", "outlet": "o-1", "counter": "c-1",
            "key": "jGl25bVBBBW96Qi9Te4V37Fnqchz_Eu4qB9vKrRIqRg" }],
          "tellers": [{ "id": "0071", "name": "张三", "outlet": "o-1" }]
        }
        """;

    [Theory]
    [InlineData(Good, ".csv")]
    [InlineData("\uFEFF" + Good, ".csv")]
    [InlineData(GoodJson, ".json")]
    public void Both_forms_say_the_same(string text, string extension)
    {
        var reading = Read(text, extension);
        Assert.Empty(reading.Problems);
        var registry = reading.Value!;
        var device = DeviceId.Parse("d-1");
        var post = registry.Find(device)!;
        Assert.Equal("o-1/c-1", $"{post.Outlet}/{post.Counter}");
        Assert.Equal("jGl25bVBBBW96Qi9Te4V37Fnqchz_Eu4qB9vKrRIqRg", registry.PinnedKey(device).ToString());
        Assert.Equal(("Asia/Shanghai", 4), (registry.Outlet(post.Outlet).Zone.Id,
            registry.Outlet(post.Outlet).CutOverHour));
        Assert.Equal("张三", registry.NameOf(TellerId.Parse("0071")));
        Assert.Equal("1号柜, 左", registry.NameOf(post.Outlet, post.Counter));
        Assert.False(registry.Knows(TellerId.Parse("71")));
        Assert.Null(registry.Find(DeviceId.Parse("d-2")));
    }

    [Fact]
    public void Order_of_rows_and_columns_and_the_separator_do_not_matter()
    {
        var reading = Read("id;kind;outlet;zone\nc-1;counter;o-1;\no-1;outlet;;Asia/Shanghai\n", ".csv");
        Assert.Empty(reading.Problems);
        Assert.Equal("c-1", Assert.Single(reading.Value!.Counters).Name); // no name: the id serves
    }

    [Theory]
    [InlineData("shop,x-1,,,,,,", 2, "kind 'shop' is none")]
    [InlineData("outlet,o-1,,,A,Asia/Shangai,,", 2, "no time zone 'Asia/Shangai'")]
    [InlineData("outlet,o-1,,,A,,,", 2, "has no time zone")]
    [InlineData("outlet,O-1,,,A,Asia/Shanghai,,", 2, "'O-1' is not a outlet id")]
    [InlineData("outlet,o-1,,,A,Asia/Shanghai,24,", 2, "'24' is not an hour")]
    [InlineData("outlet,o-1,,,A,Asia/Shanghai,-1,", 2, "'-1' is not an hour")]
    [InlineData("counter,c-1,o-7,,1号柜,,,", 2, "there is no outlet 'o-7'")]
    [InlineData("teller,,o-7,,A,,,", 2, "'' is not a teller id")]
    [InlineData("outlet,o-1,,,A,Asia/Shanghai,,\ndevice,d-1,o-1,c-9,,,,", 3, "there is no counter 'c-9'")]
    [InlineData("outlet,o-1,,,A,Asia/Shanghai,,\nteller,7,o-1,,A,,,\nteller,7,o-1,,B,,,", 4,
        "teller '7' is on line 3 already")]
    [InlineData("outlet,o-1,,,A,Asia/Shanghai,,\nteller,7,o-1,,A,Asia/Shanghai,,", 3, "a teller has no zone")]
    [InlineData("outlet,o-1,,,A,Asia/Shanghai,,\ncounter,c-1,o-1,,A,,,\ndevice,d-1,o-1,c-1,,,,abc", 4,
        "'abc' is not a fingerprint")]
    [InlineData("outlet,o-1,,,A,Asia/Shanghai,,,extra", 2, "the row has 9 fields, the header 8")]
    [InlineData("outlet,o-1,,,\"A\"B,Asia/Shanghai,,", 2, "a quotation mark")]
    [InlineData("outlet,o-1,,,\"two\nlines\",Asia/Shanghai,,\nshop,x,,,,,,", 4, "kind 'shop'")]
    public void A_bad_csv_row_is_named_by_its_line(string rows, int line, string wrong)
    {
        var reading = Read(Header + rows + "\n", ".csv");
        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems, p => p.Line == line
            && p.Wrong.Contains(wrong, StringComparison.Ordinal) && p.Do.Length > 0);
    }

    [Fact]
    public void Every_bad_row_is_reported_not_only_the_first()
    {
        var reading = Read(
            Header + "shop,a,,,,,,\noutlet,o-1,,,A,Mars/Base,,\nteller,A!,o-1,,,,,\n", ".csv");
        Assert.Equal([2, 3, 4], reading.Problems.Select(p => p.Line));
    }

    [Theory]
    [InlineData("kind,id,outlit\n", "there is no column 'outlit'")]
    [InlineData("kind,id,id\n", "the column 'id' is there twice")]
    [InlineData("id,name\n", "the column 'kind' is missing")]
    [InlineData("", "the file is empty")]
    [InlineData("kind,id\n", "the file names nobody")]
    public void A_bad_header_is_named(string text, string wrong) => Assert.Contains(
        Read(text, ".csv").Problems, p => p.Wrong.Contains(wrong, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ \"outlets\": [\n{ \"id\": \"o-1\", \"zone\": \"Europe/Zurich\", \"size\": \"red\" }]}", 2,
        "a outlet has no 'size'")]
    [InlineData("{ \"outlets\": [\n{ \"id\": 7 }]}", 2, "'id' is not a text")]
    [InlineData("{\n\"shops\": [] }", 2, "no list 'shops'")]
    [InlineData("{\n\"outlets\": {} }", 2, "outlets is not a list")]
    [InlineData("{\n\"outlets\": [ 5 ] }", 2, "an item of outlets is not an object")]
    [InlineData("[]", 1, "not an object")]
    [InlineData("{\n\n\"outlets\": [ ", 3, "it is not JSON")]
    [InlineData("{ \"tellers\": [\n{ \"id\": \"7\", \"id\": \"8\" }]}", 2, "'id' is there twice")]
    public void A_bad_place_in_json_is_named_by_its_line(string text, int line, string wrong)
    {
        var reading = Read(text, ".json");
        Assert.Null(reading.Value);
        Assert.Contains(reading.Problems,
            p => p.Line == line && p.Wrong.Contains(wrong, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_in_another_encoding_is_refused_with_what_to_do()
    {
        var reading = RegistryFile.Parse([.. "kind,id\nteller,"u8, 0xD5, 0xC5, 0xC8, 0xFD], ".csv");
        Assert.Contains("CSV UTF-8", Assert.Single(reading.Problems).Do, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_may_not_break_the_line() => Assert.Contains(
        Read(Header + "outlet,o-1,,,\"a\tb\",Asia/Shanghai,,\n", ".csv").Problems,
        p => p.Wrong.Contains("control character", StringComparison.Ordinal));

    [Fact]
    public void Whatever_bytes_it_is_given_it_answers_with_problems_not_with_an_exception()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(i % 2 == 0 ? Good : GoodJson);
            for (var k = random.Next(1, 6); k > 0; k--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var reading = RegistryFile.Parse(bytes, i % 2 == 0 ? ".csv" : ".json");
            Assert.True(reading.Value is null == reading.Problems.Count > 0);
        }
    }

    private static FileReading<BranchRegistry> Read(string text, string extension) =>
        RegistryFile.Parse(Encoding.UTF8.GetBytes(text), extension);
}
