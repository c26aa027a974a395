using RatingDevice.Collector.Broker;
using RatingDevice.Collector.HeadOffice;
using RatingDevice.Collector.Registry;
using RatingDevice.Collector.Store;
using RatingDevice.Hosting;

namespace RatingDevice.Collector;

/// <summary>What lies where in the data directory.</summary>
internal sealed class CollectorFiles(string directory)
{
    public string Root => directory;

    /// <summary>Where a store of a kind lies.</summary>
    public string Store(StoreKind kind) => Path.Combine(directory, kind.FileName);

    public string Broker => Path.Combine(directory, "broker");

    public string Credentials => Path.Combine(directory, "credentials");

    /// <summary>Cards and PINs of tellers, as digests.</summary>
    public string SignOn => Path.Combine(directory, "sign-on.json");

    /// <summary>The bank's own definitions, *.json; those built in hold too. Read at start.</summary>
    public string Definitions => Path.Combine(directory, "definitions");

    /// <summary>What this collector signs statements with. Collectors on one store share it.</summary>
    public string Key => Path.Combine(directory, "collector.key");

    /// <summary>Where a running collector's API is, for commands on this machine.</summary>
    public string HttpAddress => Path.Combine(directory, "http-address");

    /// <summary>The last good registry file, without its extension.</summary>
    public string KeptRegistry => Path.Combine(directory, "registry-last-good");

    /// <summary>The last good bank tree, without its extension.</summary>
    public string KeptTree => Path.Combine(directory, "tree-last-good");

    /// <summary>Digests of the tokens of units below, a file each.</summary>
    public string Tokens => Path.Combine(directory, "unit-tokens");

    /// <summary>Which unit this is, as the options last said.</summary>
    public string UnitName => Path.Combine(directory, "unit");

    /// <summary>Statements that are to be sent again, and how far that is.</summary>
    public string Resend => Path.Combine(directory, "uplink-resend.json");

    /// <summary>Questions of audits and their answers, a folder each.</summary>
    public string Audits => Path.Combine(directory, "audits");

    /// <summary>
    /// Makes the directory and holds it: a second collector on it would take the first one's place at the
    /// broker.
    /// </summary>
    /// <exception cref="IOException">Another collector holds it, or it cannot be written.</exception>
    public IDisposable Hold()
    {
        PrivateFiles.MakeDirectory(directory);
        var path = Path.Combine(directory, "collector.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"{directory} is in use by another collector. Nothing was started; "
                + "stop the other one or give this one a directory of its own.", e);
        }
    }

    /// <summary>The same for a role; a directory keeps the one it began with.</summary>
    /// <exception cref="OptionsException">It is of the other role.</exception>
    public IDisposable Hold(CollectorRole role)
    {
        var other = role == CollectorRole.Branch ? File.Exists(UnitName) : Newest(KeptRegistry) is not null;
        return !other ? Hold() : throw new OptionsException(
            $"{directory} is the data directory of {(role == CollectorRole.Branch ? "a receiving unit"
                : "a branch")}. Nothing was started; name another dataDirectory, or set the role it has.");
    }

    /// <summary>The registry as a running collector last had it; an empty one for none.</summary>
    public BranchRegistry LastRegistry() =>
        (Newest(KeptRegistry) is { } path ? RegistryFile.Read(path).Value : null) ?? BranchRegistry.Empty;

    /// <summary>The bank's tree as a running unit last had it; null for none.</summary>
    public BankTree? LastTree() => Newest(KeptTree) is { } path ? BankFile.Form.Read(path).Value : null;

    private static string? Newest(string kept) => new[] { ".json", ".csv" }.Select(e => kept + e)
        .Where(File.Exists).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
}
