using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using RatingDevice.Firmware.Panel;
using RatingDevice.Firmware.Panel.InputEvents;

namespace RatingDevice.Tests.Panel;

/// <summary>A reader that types, played by a named pipe of event records; every other card has no
/// Enter.</summary>
internal sealed partial class KeyboardReaderRig : CardReaderRig
{
    private readonly string _home = Directory.CreateTempSubdirectory("reader-").FullName;
    private readonly CardReaderPanel _panel;
    private FileStream? _keys;
    private int _shown;

    public KeyboardReaderRig()
    {
        _panel = new CardReaderPanel(
            Fifo, TimeSpan.FromMilliseconds(100), PanelRig.HurriedClock(), NullLogger.Instance);
        Return();
    }

    public override IPanel Panel => _panel;

    private string Fifo => Path.Combine(_home, "event0");

    public override Task ShowAsync(string card)
    {
        IEnumerable<string> names = card.Select(c => $"KEY_{c}");
        if (_shown++ % 2 == 0) names = names.Append("KEY_ENTER");
        byte[] bytes =
        [
            .. names.Select(KeyNames.Code).SelectMany(code => (byte[])
            [
                .. EventRecords.Key(code, 1), .. EventRecords.Report, .. EventRecords.Key(code, 0),
                .. EventRecords.Report,
            ]),
        ];
        _keys!.Write(bytes);
        _keys.Flush();
        return Task.CompletedTask;
    }

    public override void Lose()
    {
        File.Delete(Fifo);
        _keys?.Dispose();
        _keys = null;
    }

    public override void Return()
    {
        Assert.Equal(0, mkfifo(Fifo, 0x180));
        _keys = new FileStream(Fifo, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
    }

    public override async ValueTask DisposeAsync()
    {
        _keys?.Dispose();
        await base.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkfifo(string path, uint mode);
}
