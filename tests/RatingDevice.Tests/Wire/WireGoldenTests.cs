using System.Runtime.CompilerServices;
using System.Text;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Wire;

/// <summary>
/// The files in RatingDevice.Wire/examples are the contract in bytes. RATING_UPDATE_EXAMPLES=1 writes them
/// anew,
/// which is a change of the contract.
/// </summary>
public sealed class WireGoldenTests
{
    private static readonly bool Update = Environment.GetEnvironmentVariable("RATING_UPDATE_EXAMPLES") == "1";

    public static TheoryData<string> MessageNames => [.. WireExamples.Messages.Select(m => m.Name)];

    [Theory, MemberData(nameof(MessageNames))]
    public void A_message_is_written_as_its_example_to_the_byte(string name)
    {
        var payload = WireExamples.Messages.Single(m => m.Name == name).Payload;
        if (Update) File.WriteAllBytes(Example($"{name}.json"), [.. payload, (byte)'\n']);
        Assert.Equal(
            File.ReadAllText(Example($"{name}.json")).TrimEnd('\n'), Encoding.UTF8.GetString(payload));
    }

    [Theory, MemberData(nameof(MessageNames))]
    public void A_message_reads_back_to_what_was_written(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(File.ReadAllText(Example($"{name}.json")).TrimEnd('\n'));
        var again = name.Split('-')[0] switch
        {
            "ack" => WireText.TryReadAck(bytes, out var ack, out _) ? WireText.Write(ack) : [],
            "status" => WireText.TryReadStatus(bytes, out var status, out _) ? WireText.Write(status) : [],
            _ => WireText.TryReadCommand(bytes, out var command, out _) ? WireText.Write(command) : [],
        };
        Assert.Equal(bytes, again);
    }

    [Fact]
    public void The_lines_of_the_example_batch_are_written_as_they_stand()
    {
        if (Update) File.WriteAllBytes(Example("batch.ndjson"), WireExamples.SignedBatch());
        var (_, lines, opened) = ReadBatch();
        Assert.Equal(Encoding.UTF8.GetString(lines.Span),
            Encoding.UTF8.GetString(WireExamples.Chain(opened.Key).Lines));
    }

    [Fact]
    public void The_example_batch_is_chained_and_signed()
    {
        var (header, rest, opened) = ReadBatch();
        var (last, n) = (Digest.Zero, 0L);
        while (Batch.TryTakeLine(ref rest, out var line))
        {
            Assert.True(WireText.TryReadEntry(line.Span, out var entry, out var error), error);
            Assert.Equal((++n, last), (entry.N, entry.P));
            Assert.Equal(line.ToArray(), WireText.Write(entry));
            last = Digest.Of(line.Span);
        }

        using var key = Es256.TryReadKey(opened.Key)!;
        Assert.Equal(header.Count, n);
        Assert.True(BatchSignature.Verify(header, last, key));
        var later = header with { Up = header.Up + TimeSpan.FromMilliseconds(1) };
        Assert.False(BatchSignature.Verify(later, last, key));
        Assert.False(BatchSignature.Verify(header, Digest.Zero, key));
    }

    [Fact]
    public void Lines_that_came_later_are_written_as_they_stand_and_read_back()
    {
        if (Update) File.WriteAllLines(Example("entries.ndjson"), WireExamples.Later.Select(Text));
        var lines = File.ReadAllLines(Example("entries.ndjson"));
        Assert.Equal(lines, WireExamples.Later.Select(Text));
        Assert.All(lines, line =>
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            Assert.True(WireText.TryReadEntry(bytes, out var entry, out var error), error);
            Assert.Equal(line, Text(entry));
        });

        static string Text(Entry entry) => Encoding.UTF8.GetString(WireText.Write(entry));
    }

    [Fact]
    public void The_example_box_opens_for_its_device_alone_and_only_unaltered()
    {
        using var key = WireExamples.DeviceKey();
        if (Update)
        {
            var sealing = SealedKeys.Seal(WireExamples.Keys, WireExamples.Device, key, WireExamples.Began);
            File.WriteAllBytes(Example("config.json"), [.. WireText.Write(sealing), (byte)'\n']);
            File.WriteAllBytes(
                Example("teller-keys.json"), [.. WireText.Write(WireExamples.Keys), (byte)'\n']);
        }

        var bytes = File.ReadAllBytes(Example("config.json")).AsSpan().TrimEnd((byte)'\n');
        Assert.True(WireText.TryReadConfig(bytes, out var config, out var error), error);
        Assert.Equal(bytes.ToArray(), WireText.Write(config));
        Assert.True(config.TryOpen(WireExamples.Device, key, out var keys, out error), error);
        Assert.Equal(File.ReadAllText(Example("teller-keys.json")).TrimEnd('\n'),
            Encoding.UTF8.GetString(WireText.Write(keys)));
        Assert.False(config.TryOpen(DeviceId.Parse("d-0072"), key, out _, out _));
        Assert.False((config with { At = config.At.AddMilliseconds(1) })
            .TryOpen(WireExamples.Device, key, out _, out _));
        using var other = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        Assert.False(config.TryOpen(WireExamples.Device, other, out _, out _));
        for (var i = 0; i < config.Box.Length; i += 7)
        {
            var box = config.Box.ToCharArray();
            box[i] = box[i] == 'A' ? 'B' : 'A';
            Assert.False((config with { Box = new string(box) })
                .TryOpen(WireExamples.Device, key, out _, out _));
        }
    }

    [Fact]
    public void The_document_shows_every_example_and_every_kind_and_reason()
    {
        var document = File.ReadAllText(Path.Combine(Folder(), "..", "WIRE.md"));
        var examples = WireExamples.Messages.Select(m => Encoding.UTF8.GetString(m.Payload))
            .Concat(File.ReadAllLines(Example("batch.ndjson")))
            .Concat(File.ReadAllLines(Example("services.ndjson")))
            .Concat(File.ReadAllLines(Example("entries.ndjson")))
            .Concat(File.ReadAllLines(Example("config.json")))
            .Concat(File.ReadAllLines(Example("teller-keys.json")));
        Assert.All(examples, e => Assert.Contains(e, document, StringComparison.Ordinal));
        var reasons = Enum.GetValues<RefusalReason>().Select(Kebab)
            .Concat(Enum.GetValues<FaultCode>().Select(Kebab))
            .Concat(Enum.GetValues<DevicePart>().Select(Kebab))
            .Concat(Enum.GetValues<ServiceEnd>().Select(Kebab))
            .Concat(Enum.GetValues<SignOffReason>().Select(Kebab))
            .Concat(Enum.GetValues<SignOnProof>().Select(Kebab))
            .Concat(Enum.GetValues<CommandVerb>().Select(Kebab));
        Assert.All(reasons, r => Assert.Contains($"`{r}`", document, StringComparison.Ordinal));
    }

    internal static string Kebab<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static (BatchHeader Header, ReadOnlyMemory<byte> Lines, Opened Opened) ReadBatch()
    {
        ReadOnlyMemory<byte> rest = File.ReadAllBytes(Example("batch.ndjson"));
        Assert.True(Batch.TryTakeLine(ref rest, out var head));
        Assert.True(WireText.TryReadHeader(head.Span, out var header, out var error), error);
        var lines = rest;
        Assert.True(Batch.TryTakeLine(ref rest, out var first));
        Assert.True(WireText.TryReadEntry(first.Span, out var opened, out error), error);
        return (header, lines, Assert.IsType<Opened>(opened));
    }

    private static string Example(string file) => Path.Combine(Folder(), file);

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(
        Path.Combine(here, "..", "..", "..", "..", "firmware", "RatingDevice.Wire", "examples"));
}
