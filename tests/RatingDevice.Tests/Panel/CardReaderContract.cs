using RatingDevice.Firmware.Panel;
using RatingDevice.Wire;

namespace RatingDevice.Tests.Panel;

/// <summary>A card reader with somebody's hand and its plug.</summary>
internal abstract class CardReaderRig : IAsyncDisposable
{
    public abstract IPanel Panel { get; }

    /// <summary>Lays a card on, and takes it away.</summary>
    public abstract Task ShowAsync(string card);

    public abstract void Lose();

    public abstract void Return();

    public virtual async ValueTask DisposeAsync() => await Panel.DisposeAsync();
}

/// <summary>What every card reader keeps.</summary>
public abstract class CardReaderContract
{
    private protected abstract CardReaderRig Rig();

    [Fact]
    public async Task Each_card_is_told_once_for_each_time_it_is_shown_in_order()
    {
        await using var rig = Rig();
        await using var run = new PanelRun(rig.Panel);
        string[] cards = ["04A1B2C3", "12345678", "04A1B2C3", "04A1B2C3"];
        foreach (var card in cards)
        {
            await rig.ShowAsync(card);
            var proof = await run.NextAsync<PanelProof>();
            Assert.Equal((SignOnProof.Card, new Secret(card)), (proof.With, proof.Shown));
        }

        Assert.Equal(0, run.Waiting);
    }

    [Fact]
    public async Task One_that_is_gone_is_told_once_and_reads_again_when_it_is_back()
    {
        await using var rig = Rig();
        rig.Lose();
        await using var run = new PanelRun(rig.Panel);
        await run.FaultAsync(FaultCode.OutputLost, raised: true);
        rig.Return();
        await run.FaultAsync(FaultCode.OutputLost, raised: false);
        await rig.ShowAsync("12345678");
        Assert.Equal(new Secret("12345678"), (await run.NextAsync<PanelProof>()).Shown);
    }

    [Fact]
    public async Task It_stops_when_told()
    {
        await using var rig = Rig();
        await using var run = new PanelRun(rig.Panel);
        rig.Panel.Show(new PanelView(PanelMood.Idle));
        await run.StopAsync();
    }
}

public sealed class KeyboardReaderTests : CardReaderContract
{
    private protected override CardReaderRig Rig() => new KeyboardReaderRig();
}
