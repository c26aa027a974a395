namespace RatingDevice.Collector.HeadOffice;

/// <summary>One day's tree read downwards, by places: every unit's outlets lie side by side, in the order
/// of a walk, so all below a unit are one range.</summary>
internal sealed class TreeShape
{
    private readonly int[][] _units, _own;
    private readonly int[] _walk;
    private readonly (int First, int Count)[] _range;

    /// <param name="unitParents">Place of each unit's parent; -1 for none.</param>
    /// <param name="outletParents">The same of outlets.</param>
    public TreeShape(int[] unitParents, int[] outletParents)
    {
        (_units, _own) = (Below(unitParents, unitParents.Length), Below(outletParents, unitParents.Length));
        _walk = new int[outletParents.Length];
        _range = new (int, int)[unitParents.Length];
        var next = 0;
        for (var unit = 0; unit < unitParents.Length; unit++)
            if (unitParents[unit] < 0) Walk(unit, ref next);
    }

    public IReadOnlyList<int> Units(int unit) => _units[unit];

    public IReadOnlyList<int> OwnOutlets(int unit) => _own[unit];

    public IEnumerable<int> Outlets(int unit) => new ArraySegment<int>(
        _walk, _range[unit].First, _range[unit].Count);

    // With a stack of its own: a tree may be deeper than a thread's.
    private void Walk(int root, ref int next)
    {
        var open = new Stack<(int Unit, int Child)>();
        open.Push((root, 0));
        while (open.TryPop(out var at))
        {
            if (at.Child == 0)
            {
                _range[at.Unit].First = next;
                foreach (var outlet in _own[at.Unit]) _walk[next++] = outlet;
            }

            if (at.Child < _units[at.Unit].Length)
            {
                open.Push((at.Unit, at.Child + 1));
                open.Push((_units[at.Unit][at.Child], 0));
            }
            else _range[at.Unit].Count = next - _range[at.Unit].First;
        }
    }

    private static int[][] Below(int[] parents, int units)
    {
        var below = new List<int>?[units];
        for (var i = 0; i < parents.Length; i++)
            if (parents[i] >= 0) (below[parents[i]] ??= []).Add(i);
        return [.. below.Select(b => b?.ToArray() ?? [])];
    }
}
