namespace RatingDevice.Bench.Hil;

/// <summary>One press as the rig made it.</summary>
/// <param name="Level">The key.</param>
/// <param name="Thanked">Thanks was seen, outside the guest, before anything happened to it.</param>
/// <param name="Or">The other level it may count as: a pause within a bounce made it several presses.</param>
internal sealed record RigPress(string Level, bool Thanked, string? Or = null);

/// <summary>What does not fit.</summary>
/// <param name="Lost">Thanked and not stored.</param>
/// <param name="Duplicates">Stored once more than pressed, like its neighbour.</param>
/// <param name="Phantoms">Stored and never pressed.</param>
internal sealed record Misfits(int Lost, int Duplicates, int Phantoms);

/// <summary>Compares presses with what is stored; pure.</summary>
internal static class Account
{
    /// <summary>
    /// Both are in order of time. A press without thanks (the power went) may be stored or not: nobody
    /// promised anything. The pairing with the fewest misfits is taken.
    /// </summary>
    public static Misfits Compare(IReadOnlyList<RigPress> pressed, IReadOnlyList<string> stored)
    {
        // least[i, j]: misfits of the first i presses and the first j rows
        var least = new int[pressed.Count + 1, stored.Count + 1];
        for (var i = 0; i <= pressed.Count; i++)
        {
            for (var j = 0; j <= stored.Count; j++)
            {
                if (i + j == 0) continue;
                var best = int.MaxValue;
                if (i > 0) best = least[i - 1, j] + (pressed[i - 1].Thanked ? 1 : 0);
                if (j > 0) best = Math.Min(best, least[i, j - 1] + 1);
                if (Fits(i, j)) best = Math.Min(best, least[i - 1, j - 1]);
                least[i, j] = best;
            }
        }
        return Walk();

        bool Fits(int i, int j) => i > 0 && j > 0
            && (pressed[i - 1].Level == stored[j - 1] || pressed[i - 1].Or == stored[j - 1]);

        bool Same(int j, int k) => k >= 0 && k < stored.Count && stored[j] == stored[k];

        Misfits Walk()
        {
            var found = new Misfits(0, 0, 0);
            for (var (i, j) = (pressed.Count, stored.Count); i + j > 0;)
            {
                if (Fits(i, j) && least[i, j] == least[i - 1, j - 1]) (i, j) = (i - 1, j - 1);
                else if (i > 0 && least[i, j] == least[i - 1, j] + (pressed[i - 1].Thanked ? 1 : 0))
                    found = found with { Lost = found.Lost + (pressed[--i].Thanked ? 1 : 0) };
                else found = Extra(found, --j);
            }
            return found;
        }

        Misfits Extra(Misfits found, int j) => Same(j, j - 1) || Same(j, j + 1)
            ? found with { Duplicates = found.Duplicates + 1 }
            : found with { Phantoms = found.Phantoms + 1 };
    }
}
