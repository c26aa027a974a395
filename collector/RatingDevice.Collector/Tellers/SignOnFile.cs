using System.Security.Cryptography;
using RatingDevice.Collector.Broker;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Tellers;

/// <summary>
/// Cards and PINs of the branch's tellers as slow digests, in a file that the collector's own user alone may
/// read. Commands change it; the running collector sees it within seconds and tells the devices.
/// </summary>
internal sealed class SignOnFile(string path)
{
    /// <summary>For a new file: a twentieth of a second here, some tenths on a small board.</summary>
    public const int Rounds = 100_000;

    /// <summary>Cards a teller may have.</summary>
    public const int MostCards = 4;

    public string Path => path;

    /// <summary>What is in the file; no teller where there is none.</summary>
    /// <exception cref="InvalidDataException">It is there and cannot be read.</exception>
    public TellerKeys Read()
    {
        if (!File.Exists(path)) return new() { Salt = TellerKeys.NewSalt(), Rounds = Rounds, Tellers = [] };
        return WireText.TryReadKeys(File.ReadAllBytes(path), out var keys, out var error)
            ? keys
            : throw new InvalidDataException($"{path} cannot be read: {error}. Nothing was changed; put a "
                + "copy back, or move it away and enter cards and PINs anew.");
    }

    /// <summary>Gives a teller one more card.</summary>
    /// <exception cref="InvalidDataException">Somebody has it, or there are too many.</exception>
    public void AddCard(TellerId teller, string number)
    {
        var keys = Read();
        var digest = TellerKeys.Of(SignOnProof.Card, number, keys.Salt, keys.Rounds);
        if (keys.Tellers.FirstOrDefault(t => t.Cards.Contains(digest)) is { } has)
            throw new InvalidDataException(
                $"that card is teller {has.Teller}'s already. Nothing was changed.");
        var mine = Find(keys, teller);
        if (mine.Cards.Count >= MostCards)
            throw new InvalidDataException(
                $"teller {teller} has {MostCards} cards. Nothing was changed; forget them first.");
        Write(keys, mine with { Cards = [.. mine.Cards, digest] });
    }

    /// <summary>
    /// Gives a teller a PIN by chance: one that was chosen could be guessed, and one that is taken would tell
    /// whose it is.
    /// </summary>
    /// <param name="teller">Whose.</param>
    /// <param name="length">Digits.</param>
    /// <param name="keys">Digits 1 to this: as many as the devices have level keys.</param>
    /// <returns>The PIN; it is kept nowhere else.</returns>
    public string MakePin(TellerId teller, int length, int keys)
    {
        var all = Read();
        var others = all.Tellers.Where(t => t.Teller != teller).Select(t => t.Pin).ToHashSet();
        while (true)
        {
            var pin = string.Concat(Enumerable.Range(0, length)
                .Select(_ => RandomNumberGenerator.GetInt32(1, keys + 1)));
            var digest = TellerKeys.Of(SignOnProof.Pin, pin, all.Salt, all.Rounds);
            if (others.Contains(digest)) continue;
            Write(all, Find(all, teller) with { Pin = digest });
            return pin;
        }
    }

    /// <summary>Takes a teller's cards and PIN away; false where there were none.</summary>
    public bool Forget(TellerId teller)
    {
        var keys = Read();
        if (keys.Tellers.All(t => t.Teller != teller)) return false;
        Write(keys with { Tellers = [.. keys.Tellers.Where(t => t.Teller != teller)] });
        return true;
    }

    private static TellerKey Find(TellerKeys keys, TellerId teller) =>
        keys.Tellers.FirstOrDefault(t => t.Teller == teller) ?? new TellerKey { Teller = teller };

    private void Write(TellerKeys keys, TellerKey changed) => Write(keys with
    {
        Tellers = [.. keys.Tellers.Where(t => t.Teller != changed.Teller).Append(changed)
            .OrderBy(t => t.Teller)],
    });

    private void Write(TellerKeys keys) =>
        PrivateFiles.Write(path, System.Text.Encoding.UTF8.GetString(WireText.Write(keys)));
}
