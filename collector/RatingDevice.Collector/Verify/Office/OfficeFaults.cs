namespace RatingDevice.Collector.Verify.Office;

/// <summary>Something that does not hold.</summary>
/// <param name="Outlet">Whose; null where it is nobody's.</param>
/// <param name="What">One sentence: which period and teller, and what is wrong.</param>
internal sealed record OfficeFault(OutletId? Outlet, string What);

/// <summary>What does not hold. Of an outlet some are listed and the rest counted, so that one of which much
/// is off hides no other.</summary>
internal sealed class OfficeFaults
{
    /// <summary>Listed of an outlet, and in all.</summary>
    public const int MostOfOutlet = 12, Most = 1000;

    private readonly List<OfficeFault> _listed = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<OfficeFault> Listed => _listed;

    public long Total { get; private set; }

    public void Add(OutletId? outlet, string what)
    {
        var whose = outlet?.ToString() ?? "";
        Total++;
        _counts[whose] = _counts.GetValueOrDefault(whose) + 1;
        if (_counts[whose] <= MostOfOutlet && _listed.Count < Most) _listed.Add(new(outlet, what));
    }
}
