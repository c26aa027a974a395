namespace RatingDevice.Collector.Registry;

/// <summary>One row of a registry file, CSV or JSON, before anything is believed of it.</summary>
/// <param name="Line">Line of the file it begins in, from 1.</param>
/// <param name="Kind">"outlet", "counter", "device" or "teller".</param>
/// <param name="Id">Its id.</param>
internal sealed record RegistryRow(int Line, string Kind, string Id)
{
    public string Outlet { get; init; } = "";

    public string Counter { get; init; } = "";

    public string Name { get; init; } = "";

    public string Zone { get; init; } = "";

    public string CutOverHour { get; init; } = "";

    public string Key { get; init; } = "";
}

/// <summary>Something wrong in a registry file.</summary>
/// <param name="Line">Line of the file, from 1; 0 for the file as a whole.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Do">What to do about it.</param>
internal sealed record RegistryProblem(int Line, string Wrong, string Do)
{
    public override string ToString() => Line > 0 ? $"line {Line}: {Wrong}. {Do}" : $"{Wrong}. {Do}";
}

/// <summary>What reading a registry file gave: a whole registry, or problems; never half of one.</summary>
/// <param name="Registry">Null where there are problems.</param>
/// <param name="Problems">Every problem, in order of lines.</param>
internal sealed record RegistryReading(BranchRegistry? Registry, IReadOnlyList<RegistryProblem> Problems)
{
    public static RegistryReading Bad(string wrong, string @do) =>
        new(null, [new RegistryProblem(0, wrong, @do)]);
}
